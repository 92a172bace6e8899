"""Focus ring: a line in the gap around a panel that was reached by keyboard; what is painted in it stays as it is."""

from __future__ import annotations

from PyQt6.QtCore import QObject, QRect
from PyQt6.QtGui import QColor, QPainter
from PyQt6.QtWidgets import QApplication, QWidget

from livemel.gui.looks.theme import current_theme

RING_PX = 2


class FocusRing(QObject):
    """Call `paint` when `host`, in which the panels stand beside each other, is painted. GUI thread."""

    def __init__(self, host: QWidget, panels: tuple[QWidget, ...]) -> None:
        super().__init__(host)
        self._host = host
        self._panels = panels
        self._ringed: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._move)

    @property
    def ringed(self) -> QWidget | None:
        """The panel that has the ring."""
        return self._ringed

    def paint(self, stale: QRect) -> None:
        """Paint what of the ring lies in `stale`."""
        if self._ringed is None or not self._ringed.isVisible():
            return
        ring = _around(self._ringed)
        if not stale.intersects(ring) or self._ringed.geometry().contains(stale):
            return
        painter = QPainter(self._host)
        painter.fillRect(ring, QColor(current_theme().accent))
        painter.end()

    def _move(self, _old: QWidget | None, now: QWidget | None) -> None:
        ringed = now if now in self._panels else None
        if ringed is not self._ringed:
            for each in (self._ringed, ringed):
                if each is not None:
                    self._host.update(_around(each))
            self._ringed = ringed


def _around(panel: QWidget) -> QRect:
    return panel.geometry().adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
