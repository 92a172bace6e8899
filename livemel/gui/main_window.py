"""The window: where everything stands, and which key does what."""

from __future__ import annotations

from collections.abc import Callable

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from livemel.gui.axes import ColourBar, FrequencyAxis, TimeAxis
from livemel.gui.level_meter import LevelMeter
from livemel.gui.spectrogram_view import SpectrogramView
from livemel.gui.status_line import SEPARATOR
from livemel.gui.theme import Theme

MARGIN = 8
LEAST_OF_NAME = 12
"""Characters of a source's name that are shown in any case."""


class MainWindow(QWidget):
    """Lays out the picture and its furniture. Knows no sound: it is told what to show and tells what was asked for."""

    closed = pyqtSignal()
    tryAgainClicked = pyqtSignal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = SpectrogramView()
        self.frequency_axis = FrequencyAxis()
        self.time_axis = TimeAxis()
        self.colour_bar = ColourBar()
        self.level_meter = LevelMeter()
        self._notice = QLabel()
        self._try_again = QPushButton("Try again (R)")
        self._status = QLabel()
        self._hint = QLabel("? help")
        self._style(theme)
        self._lay_out()
        self.set_title("")
        self.resize(1280, 800)

    def _style(self, theme: Theme) -> None:
        self._notice.setWordWrap(True)
        self._notice.setAccessibleName("Notice")
        self._notice.setStyleSheet(f"background: {theme.notice_ground}; color: {theme.notice_text}; padding: 6px")
        self._try_again.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._try_again.setToolTip("Look for a microphone again (R)")
        self._try_again.clicked.connect(self.tryAgainClicked)
        self._status.setAccessibleName("Status")
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._hint.setStyleSheet(f"color: {theme.faint}")

    def _lay_out(self) -> None:
        notice = QHBoxLayout()
        notice.addWidget(self._notice, 1)
        notice.addWidget(self._try_again)
        status = QHBoxLayout()
        status.addWidget(self._status, 1)
        status.addWidget(self._hint)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setSpacing(MARGIN // 2)
        grid.addLayout(notice, 0, 0, 1, 5)
        grid.addWidget(self.frequency_axis, 1, 0)
        grid.addWidget(self.view, 1, 1)
        grid.addWidget(self.colour_bar, 1, 3)
        grid.addWidget(self.level_meter, 1, 4)
        grid.addWidget(self.time_axis, 2, 1)
        grid.addWidget(QLabel("dBFS"), 2, 4, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addLayout(status, 3, 0, 1, 5)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)
        self.set_notice("", can_try_again=False)

    def add_beside_picture(self, panel: QWidget, caption: QWidget) -> None:
        """Put a panel that shares the picture's frequency axis at its right, and what it says below."""
        self._grid.addWidget(panel, 1, 2)
        self._grid.addWidget(caption, 2, 2, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    def set_title(self, name: str) -> None:
        """Name what is listened to."""
        self.setWindowTitle(f"livemel \u2013 {name}" if name else "livemel")

    def set_notice(self, text: str, can_try_again: bool) -> None:
        """Say something important above the picture; empty: nothing."""
        if text != self._notice.text() or self._notice.isHidden() is bool(text):
            self._notice.setText(text)
            self._notice.setVisible(bool(text))
        self._try_again.setVisible(can_try_again)

    def set_status(self, text: str) -> None:
        """The line at the bottom; where it is too long for the window, the name it begins with is shortened."""
        if text != self._status.toolTip():
            self._status.setToolTip(text)
        name, _, rest = text.partition(SEPARATOR)
        metrics = self._status.fontMetrics()
        room = self._status.width() - metrics.horizontalAdvance(SEPARATOR + rest)
        least = metrics.horizontalAdvance(name[:LEAST_OF_NAME])
        fitted = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(room, least)) + text[len(name) :]
        if fitted != self._status.text():
            self._status.setText(fitted)

    def add_key(self, keys: str, action: Callable[[], object]) -> None:
        """Call `action` when one of `keys`, separated by spaces, is pressed."""
        for key in keys.split():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(action)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave it again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Show the window as before, if it fills the screen."""
        if self.isFullScreen():
            self.showNormal()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """However it is closed, it is told."""
        self.closed.emit()
        super().closeEvent(event)
