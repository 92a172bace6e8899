"""The parts around the fields: buttons, titles, what scrolls."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PyQt6.QtCore import QSize, Qt
from PyQt6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from livemel.gui.looks.icons import icon
from livemel.gui.looks.theme import current_theme, set_role

GAP = 8


class Tool(QToolButton):
    """A button with a drawing. GUI thread."""

    def __init__(self, drawing: str, name: str, keys: str, act: Callable[[], object]) -> None:
        super().__init__()
        self._drawing = drawing
        self.setAutoRaise(True)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda: act())
        self.set_look()

    def set_look(self) -> None:
        """Follow the colours of the theme."""
        self.setIcon(icon(self._drawing, current_theme()))


def word_button(text: str, tip: str, act: Callable[[], object]) -> QPushButton:
    """A button that says what it does."""
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda: act())
    return button


def search_line() -> QLineEdit:
    """Where the words are typed that settings are found by."""
    line = QLineEdit()
    line.setPlaceholderText("Find a setting")
    line.setAccessibleName("Find a setting")
    line.setToolTip("Shows the settings in which all these words are found (Ctrl+F)")
    line.setClearButtonEnabled(True)
    return line


def label(text: str = "", role: str = "faint") -> QLabel:
    """Text that breaks into lines."""
    words = QLabel(text)
    words.setWordWrap(True)
    set_role(words, role)
    return words


def row(widgets: Iterable[QWidget]) -> QHBoxLayout:
    """Widgets beside each other."""
    layout = QHBoxLayout()
    layout.setSpacing(GAP // 2)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


def column(widgets: Iterable[QWidget]) -> QWidget:
    """Widgets below each other."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for widget in widgets:
        layout.addWidget(widget)
    return whole


class Area(QScrollArea):
    """Scrolls upwards and downwards only: it is never narrower than what is in it. GUI thread."""

    def __init__(self, whole: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(whole)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest row and the scroll bar."""
        whole, bar = self.widget(), self.verticalScrollBar()
        if whole is None or bar is None:
            return super().minimumSizeHint()
        return QSize(whole.minimumSizeHint().width() + bar.sizeHint().width(), super().minimumSizeHint().height())


def scrolled(widgets: Iterable[QWidget]) -> Area:
    """Widgets below each other that scroll together, never sideways."""
    whole = column(widgets)
    layout = whole.layout()
    if isinstance(layout, QVBoxLayout):
        layout.setContentsMargins(0, 0, GAP, 0)
        layout.addStretch()
    return Area(whole)
