"""WallWindow: all rooms, a row each; every second they are looked at anew."""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt6.QtCore import QEvent, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PyQt6.QtWidgets import QFrame, QLabel, QMainWindow, QScrollArea, QVBoxLayout, QWidget

from livemel.gui.looks.theme import current_theme, set_role
from livemel.gui.wall.columns import columns_of
from livemel.gui.wall.foot import Foot
from livemel.gui.wall.head import Head
from livemel.gui.wall.rows import GAP_PX, RoomRows
from livemel.picture.wall.shown import NO_ROOM, START, Grade, WallShown
from livemel.picture.wall.strips import Scale

SIZE, LEAST_SIZE = (1280, 800), (640, 360)
BEAT_MS = 200
"""How often it is asked whether another second has begun."""
MOST_LINES = 20.0
"""Height of a row at most, in lines of text."""


class WallWindow(QMainWindow):
    """Shows what `look` gives; knows no broker. GUI thread.

    Parameters
    ----------
    look
        All rooms now.
    scale
        Of the colours.
    broker
        Where a room would have to tell.
    """

    closed = pyqtSignal()
    textScaled = pyqtSignal(int)
    """The text is to be larger (1) or smaller (-1)."""

    def __init__(self, look: Callable[[], WallShown], scale: Scale, broker: str) -> None:
        super().__init__()
        self._look = look
        self._shown = look()
        theme = current_theme()
        self.head, self.rows, self.foot = Head(theme), RoomRows(scale, theme), Foot(scale, theme)
        self.empty = QLabel(f"{NO_ROOM}\n\n{START.format(broker=broker)}")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        set_role(self.empty, "large")
        self.area = QScrollArea()
        self.area.setWidget(self.rows)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are the window's
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.empty, 1)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
        self.setCentralWidget(page)
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        self._second = 0
        self._beat = QTimer(self)
        self._beat.timeout.connect(self._tick)
        self._beat.start(BEAT_MS)
        self.show_rooms()

    def _tick(self) -> None:
        """Look again in every second of the clock. Python sees signals between two beats."""
        if int(time.time()) != self._second:
            self._shown = self._look()
            self.show_rooms()

    def show_rooms(self) -> None:
        """Lay out and paint what was seen last."""
        shown = self._shown
        self._second = int(shown.utc)
        self.empty.setVisible(not shown.rooms)
        for each in (self.area, self.foot):
            each.setVisible(bool(shown.rooms))
        high = self._row_height(len(shown.rooms))
        width = self.area.viewport().width() if shown.rooms else self.width()  # type: ignore[union-attr]
        columns = columns_of(width, high, (room.name for room in shown.rooms), self.font())
        self.head.set_shown(shown, columns)
        self.rows.set_shown(shown, columns, high)
        self.foot.set_shown(shown, columns)
        alarms = shown.count(Grade.ALARM)
        self.setWindowTitle(f"{alarms} in alarm \N{EN DASH} livemel wall" if alarms else "livemel wall")

    def _row_height(self, rooms: int) -> int:
        """They share the height, down to a line of text each; then they scroll."""
        line = self.fontMetrics().height()
        fair = self.area.height() // max(1, rooms)
        return max(line + GAP_PX + 2, min(round(MOST_LINES * line), fair))

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Every key of the wall."""
        if event is None:
            return
        key, bar = Qt.Key(event.key()), self.area.verticalScrollBar()
        assert bar is not None
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        pages = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1}
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Q):
            self.close()
        elif key == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.textScaled.emit(-1 if key == Qt.Key.Key_Minus else 1)
        elif key in steps:
            bar.setValue(bar.value() + steps[key] * self._row_height(len(self._shown.rooms)))
        elif key in pages:
            bar.setValue(bar.value() + pages[key] * bar.pageStep())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if key == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Other rows."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.show_rooms)  # when the layout has been done

    def changeEvent(self, event: QEvent | None) -> None:
        """Text of another size."""
        super().changeEvent(event)
        if event is not None and event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            QTimer.singleShot(0, self.show_rooms)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """Look no more."""
        self._beat.stop()
        self.closed.emit()
        super().closeEvent(event)
