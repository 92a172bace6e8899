"""The bands of this moment as a curve beside the picture, at the heights of its frequency axis."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PyQt6.QtGui import QPalette
from PyQt6.QtWidgets import QLabel, QSizePolicy, QWidget

from livemel.picture.unfed import IsUnfed

WIDTH = 180
PICTURES_TO_FALL = 320
"""So long what is held takes to fall from the top to the bottom of the range."""
NOW_COLOUR = "#58a6d6"
HELD_COLOUR = "#e69f00"


class BandPanel(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Levels to the right, bands upwards: now, and the largest of the last moments."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.caption = QLabel()
        self._held: NDArray[np.float32] | None = None
        self._fed: slice | NDArray[np.intp] = slice(None)
        self.setBackground(self.palette().color(QPalette.ColorRole.Window))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName("Level of every band now")
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        plot = self.getPlotItem()
        plot.setContentsMargins(0, 0, 0, 0)
        plot.hideAxis("left")
        plot.hideAxis("bottom")
        plot.showGrid(x=True, alpha=0.3)
        self._held_curve = plot.plot(pen=pg.mkPen(HELD_COLOUR, width=1))
        self._now_curve = plot.plot(pen=pg.mkPen(NOW_COLOUR, width=2))

    def set_bands(self, n_mels: int, is_unfed: IsUnfed | None) -> None:
        """Every band at the height of its row in the picture; the curves pass over those that are unfed."""
        self._fed = slice(None) if is_unfed is None else np.flatnonzero(~is_unfed)
        self._heights = (np.arange(n_mels) + 0.5)[self._fed]
        self.setYRange(0, n_mels, padding=0)

    def set_range(self, level_min: float, level_max: float, unit: str) -> None:
        """The range of the levels, in `unit`, across."""
        self.caption.setText(f"{level_min:g} \u2026 {level_max:g} {unit}".rstrip())
        self._held = None
        self._fall = np.float32((level_max - level_min) / PICTURES_TO_FALL)
        self.setXRange(level_min, level_max, padding=0)

    def set_shown(self, shown: bool) -> None:
        """Show or hide the panel and what stands below it."""
        self.setVisible(shown)
        self.caption.setVisible(shown)

    def set_levels(self, levels: NDArray[np.float32]) -> None:
        """Show the newest column, shape (n_mels,)."""
        lowest = self.getPlotItem().viewRange()[0][0]
        now = np.maximum(levels[self._fed], np.float32(lowest))
        self._held = now if self._held is None else np.maximum(now, self._held - self._fall)
        self._now_curve.setData(now, self._heights)
        self._held_curve.setData(self._held, self._heights)
