"""Side panel: one of several pages at the right, made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from livemel.gui.looks.icons import icon
from livemel.gui.looks.theme import Theme, set_role

MARGIN = 8


class SidePanel(QFrame):
    """Shows at most one page at a time."""

    pageChanged = pyqtSignal(str)
    """The name of the page that is shown, empty when the panel is hidden."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._makers: dict[str, tuple[str, Callable[[], QWidget]]] = {}
        self._pages: dict[str, QWidget] = {}
        self._title = QLabel()
        self._close = QToolButton()
        self._stack = QStackedWidget()
        set_role(self, "panel")
        set_role(self._title, "title")
        self.setAccessibleName("Side panel")
        self._close.setToolTip("Close the panel (Esc)")
        self._close.setAccessibleName("Close the panel")
        self._close.clicked.connect(self.close_page)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._close.setIcon(icon("close", theme))

    def offer(self, name: str, title: str, make: Callable[[], QWidget]) -> None:
        """Have a page; `make` is called when it is first shown."""
        self._makers[name] = (title, make)

    @property
    def page_name(self) -> str:
        """What is shown; empty for nothing."""
        if self.isHidden():
            return ""
        current = self._stack.currentIndex()
        return next((name for number, name in enumerate(self._pages) if number == current), "")

    def page(self, name: str) -> QWidget | None:
        """A page that has been shown before."""
        return self._pages.get(name)

    def toggle(self, name: str) -> None:
        """Show a page, or hide the panel if it is shown already."""
        if self.page_name == name:
            self.close_page()
        else:
            self.open_page(name)

    def open_offered(self, name: str) -> None:
        """Show a page, if there is one of this name."""
        if name in self._makers:
            self.open_page(name)

    def open_page(self, name: str) -> None:
        """Show a page."""
        title, make = self._makers[name]
        if name not in self._pages:
            self._pages[name] = make()
            self._stack.addWidget(_scrolled(self._pages[name]))
        self._stack.setCurrentIndex(list(self._pages).index(name))
        self._title.setText(title)
        self.show()
        self.pageChanged.emit(name)

    def close_page(self) -> None:
        """Hide the panel."""
        if not self.isHidden():
            self.hide()
            self.pageChanged.emit("")


def _scrolled(page: QWidget) -> QScrollArea:
    """A page with more in it than there is room for does not make the window larger."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what has the focus in it is brought into view
    return area
