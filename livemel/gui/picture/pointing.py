"""Pointing: what mouse and keyboard do over the picture: point, select, zoom, pan."""

from __future__ import annotations

from PyQt6.QtCore import QObject, QPointF, Qt, pyqtSignal
from PyQt6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QWidget

from livemel.gui.page import Page, Point, Selection
from livemel.gui.panels.wheel import NOTCH, zoom_factor

CLICK_PX = 4
"""A press that moves less is a click."""
PAN_PER_NOTCH = 0.1
STEP_SHARE = 0.01
"""Of the picture, that an arrow key moves the crosshair."""
BIG_STEP = 10
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Pointing(QObject):
    """Turns what happens over `view` into changes of the page."""

    clicked = pyqtSignal(object)
    menuAsked = pyqtSignal(object, object)

    def __init__(self, page: Page, view: QWidget) -> None:
        super().__init__(view)
        self._page = page
        self._view = view
        self._position: QPointF | None = None  # of the pointer on the screen; asking for it would wait for that
        self._pressed: QPointF | None = None
        self._anchor: Point | None = None  # of the selection that is being made
        self._dropped: Selection | None = None  # by the last click: it may be the first half of a double click
        self._grabbed: QPointF | None = None  # where the picture was taken hold of

    def at(self, position: QPointF) -> None:
        """The pointer stands there."""
        self._position = self._view.mapToGlobal(position)
        self._page.set_hover(self._point(position))

    def moved_below(self) -> None:
        """The picture has moved, or the view; the pointer has not."""
        if self._position is not None and self._view.underMouse() and self._page.hover is not None:
            self.at(self._view.mapFromGlobal(self._position))

    def leave(self) -> None:
        """The pointer stands nowhere."""
        self._position = None
        self._page.set_hover(None)

    def press(self, event: QMouseEvent) -> None:
        """A button goes down."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._anchor = self._point(event.position())
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._grabbed = event.position()
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.RightButton:
            self.menuAsked.emit(self._point(event.position()), event.globalPosition().toPoint())

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves."""
        if self._grabbed is not None:
            self._drag(event.position() - self._grabbed)
            self._grabbed = event.position()
        elif self._pressed is not None and (event.position() - self._pressed).manhattanLength() >= CLICK_PX:
            self._select_to(self._point(event.position()))
        self.at(event.position())

    def release(self, event: QMouseEvent) -> None:
        """A button goes up."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grabbed = None
            self._view.setCursor(Qt.CursorShape.CrossCursor)
        elif event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            if (event.position() - self._pressed).manhattanLength() < CLICK_PX:
                self._dropped = self._page.selection
                self._page.select(None)
                self.clicked.emit(self._point(event.position()))
            self._pressed = self._anchor = None

    def double_click(self, event: QMouseEvent) -> None:
        """Zoom to what is selected, else back to all frequencies."""
        self._page.select(self._page.selection or self._dropped)
        if self._page.selection is not None:
            self._page.zoom_to_selection()
        else:
            self._page.look(self._page.viewport.with_all_frequencies())

    def wheel(self, event: QWheelEvent) -> None:
        """Time; with Ctrl frequency; with Shift, or sideways, from moment to moment."""
        delta = event.angleDelta()
        modifiers = event.modifiers()
        point = self._point(event.position())
        sideways = delta.x() if abs(delta.x()) > abs(delta.y()) else 0
        if modifiers & Qt.KeyboardModifier.ShiftModifier or sideways:
            self._page.pan(-PAN_PER_NOTCH * (sideways or delta.y()) / NOTCH)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            anchor = float(self._page.axis.whole(1.0 - event.position().y() / max(1, self._view.height())))
            factor = zoom_factor(delta.y())
            self._page.look(self._page.viewport.zoomed_in_frequency(factor, anchor))
        else:
            self._page.zoom_time(zoom_factor(delta.y()), point.seconds)
        event.accept()
        self.at(event.position())

    def key(self, event: QKeyEvent) -> bool:
        """Shift and arrows move the crosshair, with Ctrl in large steps, with Alt they select; whether it was one."""
        arrow = ARROWS.get(Qt.Key(event.key()))
        modifiers = event.modifiers()
        if arrow is not None and modifiers & Qt.KeyboardModifier.ShiftModifier:
            steps = BIG_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else 1
            self._step(arrow, steps, bool(modifiers & Qt.KeyboardModifier.AltModifier))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._page.hover is not None:
            self.clicked.emit(self._page.hover)
            return True
        return False

    def _step(self, arrow: tuple[int, int], steps: int, selects: bool) -> None:
        page = self._page
        here = page.hover
        if here is None or here.hz is None:
            page.set_hover(Point(page.seconds_at(0.5), float(page.axis.hz_at(0.5))))
            return
        share = page.share_of(here.seconds) + STEP_SHARE * steps * arrow[0]
        height = float(page.axis.fraction_of(here.hz)) + STEP_SHARE * steps * arrow[1]
        there = self._point_of(share, height)
        if selects:
            self._anchor = self._anchor or here
            self._select_to(there)
        else:
            self._anchor = None
        page.set_hover(there)

    def _drag(self, by: QPointF) -> None:
        page = self._page
        page.pan(-by.x() / max(1, self._view.width()))
        page.look(page.viewport.raised(by.y() / max(1, self._view.height())))

    def _select_to(self, there: Point) -> None:
        here = self._anchor
        if here is None or here.hz is None or there.hz is None:
            return
        begin, end = sorted((here.seconds, there.seconds))
        low, high = sorted((here.hz, there.hz))
        self._page.select(Selection(begin, end, low, high))

    def _point(self, position: QPointF) -> Point:
        width, height = max(1, self._view.width()), max(1, self._view.height())
        return self._point_of(position.x() / width, 1.0 - position.y() / height)

    def _point_of(self, share: float, height: float) -> Point:
        share, height = min(max(0.0, share), 1.0), min(max(0.0, height), 1.0)
        return Point(self._page.seconds_at(share), float(self._page.axis.hz_at(height)))
