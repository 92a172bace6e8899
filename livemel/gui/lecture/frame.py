"""Frame: where a plot lies, and where a value of its axes lies in pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PyQt6.QtCore import QPointF, QRectF

from livemel.lecture.figure import Axis, Numbers, Plot


@dataclass(frozen=True)
class Frame:
    """Where a plot lies, and how its axes are laid on it."""

    plot: Plot
    box: QRectF

    def x(self, values: Numbers | float) -> Numbers:
        """Pixels from the left edge of the window."""
        return self.box.left() + _share(values, self.plot.x) * self.box.width()

    def y(self, values: Numbers | float) -> Numbers:
        """Pixels from the top of the window."""
        return self.box.bottom() - _share(values, self.plot.y) * self.box.height()

    def point(self, x: float, y: float) -> QPointF:
        """One place."""
        return QPointF(float(self.x(x)), float(self.y(y)))


def _share(values: Numbers | float, axis: Axis) -> Numbers:
    places = np.asarray(values, np.float64)
    if axis.log:
        return np.asarray(np.log(np.maximum(places, 1e-12) / axis.low) / np.log(axis.high / axis.low))
    return np.asarray((places - axis.low) / (axis.high - axis.low))
