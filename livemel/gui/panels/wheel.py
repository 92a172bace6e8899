"""The wheel: how far a turn zooms or moves."""

from __future__ import annotations

from PyQt6.QtGui import QWheelEvent

ZOOM_PER_NOTCH = 1.25
"""So many times as long, or as short, for one notch of the wheel."""
NOTCH = 120.0
"""Of QWheelEvent.angleDelta."""


def zoom_factor(angle: float) -> float:
    """By how much the shown time or frequency grows when the wheel turns by `angle`; up makes it shorter."""
    return float(ZOOM_PER_NOTCH ** (-angle / NOTCH))


def turned(event: QWheelEvent) -> float:
    """Of the wheel that was turned, whichever it was: Shift and Alt turn one into the other on some systems."""
    angle = event.angleDelta()
    return float(angle.y() or angle.x())
