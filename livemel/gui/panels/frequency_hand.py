"""FrequencyHand: mouse and wheel on a panel whose height is the page's frequency axis."""

from __future__ import annotations

from PyQt6.QtCore import QPointF, Qt
from PyQt6.QtGui import QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QWidget

from livemel.gui.page import Page, Point
from livemel.gui.panels.wheel import turned, zoom_factor
from livemel.picture.viewport import Viewport


class FrequencyHand:
    """Dragging moves in frequency, the wheel zooms, and whatever is pointed at is a frequency of the page's edge."""

    def __init__(self, page: Page, panel: QWidget) -> None:
        self._page = page
        self._panel = panel
        self._pressed: tuple[float, Viewport] | None = None

    def _fraction_at(self, position: QPointF) -> float:
        """Of what is seen, from the bottom."""
        return 1 - position.y() / max(1, self._panel.height())

    def press(self, event: QMouseEvent) -> bool:
        """Take hold of the frequencies; whether it was the button for that."""
        is_ours = event.button() == Qt.MouseButton.LeftButton
        if is_ours:
            self._pressed = event.position().y(), self._page.viewport
        return is_ours

    def move(self, event: QMouseEvent) -> None:
        """Point at a frequency, and move what is held."""
        if self._pressed is not None:
            begun, viewport = self._pressed
            self._page.look(viewport.raised((event.position().y() - begun) / max(1, self._panel.height())))
        hz = float(self._page.axis.hz_at(self._fraction_at(event.position())))
        self._page.set_hover(Point(self._page.edge, hz))

    def release(self) -> None:
        """Let go."""
        self._pressed = None

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom; the frequency under the pointer stays."""
        anchor = float(self._page.axis.whole(self._fraction_at(event.position())))
        self._page.look(self._page.viewport.zoomed_in_frequency(zoom_factor(turned(event)), anchor))
        event.accept()
