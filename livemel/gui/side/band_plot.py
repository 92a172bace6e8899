"""The band microscope: a band's triangle over the FFT bins, and what each of them adds now."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PyQt6.QtCore import QEvent
from PyQt6.QtGui import QColor
from PyQt6.QtWidgets import QWidget

from livemel.dsp.arrays import Doubles
from livemel.dsp.band_table import Band
from livemel.dsp.explain import Derivation
from livemel.gui.looks.theme import current_theme

HEIGHT = 160
BAR_SHARE = 0.7
"""Of the distance between bins."""
MARGIN = 0.15
"""Of the triangle's width, at both sides of it."""
LABEL = "% of the largest"


class BandPlot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Hz to the right. The line and the dots are weights, the bars are contributions."""

    _derivation: Derivation | None = None  # of the class, as Qt tells of changes before there is an instance

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        self.setMenuEnabled(False)
        self.setMouseEnabled(False, False)
        self.hideButtons()
        self.setAccessibleName("Triangle of the band, its FFT bins, and what each adds")
        self.setToolTip(
            "Line and dots: the weight of each FFT bin. Bars: what each adds to the band now. The largest are 100 %."
        )
        self._bars = pg.BarGraphItem(x=[], height=[], width=1.0)
        self.addItem(self._bars)
        self._line = self.plot()
        self._dots = self.plot(pen=None, symbol="o", symbolSize=6)
        self.setYRange(0, 105, padding=0)

    def show_derivation(self, derivation: Derivation) -> None:
        """Show the band of `derivation`."""
        self._derivation = derivation
        band, bins = derivation.band, derivation.bins
        peak = _peak(band, bins.hz, bins.weights)
        spacing = derivation.analysis_rate / derivation.config.stft.n_fft
        most = bins.contributions.max(initial=0.0)
        heights = 100 * bins.contributions / most if most > 0 else np.zeros(len(bins.hz))
        self._line.setData([band.lower_hz, band.centre_hz, band.upper_hz], [0.0, 100.0, 0.0])
        self._dots.setData(bins.hz, 100 * bins.weights / peak)
        self._bars.setOpts(x=bins.hz, height=heights, width=BAR_SHARE * spacing)
        margin = max(spacing, MARGIN * (band.upper_hz - band.lower_hz))
        self.setXRange(band.lower_hz - margin, band.upper_hz + margin, padding=0)
        self._colour()

    def changeEvent(self, event: QEvent | None) -> None:
        """Another theme has other colours."""
        super().changeEvent(event)
        if event is not None and event.type() == QEvent.Type.PaletteChange and self._derivation is not None:
            self._colour()

    def _colour(self) -> None:
        theme = current_theme()
        self.setBackground(theme.panel)
        self._bars.setOpts(brush=theme.peak, pen=pg.mkPen(theme.text))
        self._line.setPen(pg.mkPen(theme.now, width=2 * theme.line_width))
        self._dots.setSymbolBrush(theme.now)
        self._dots.setSymbolPen(theme.text)
        for name, label in (("bottom", "Hz"), ("left", LABEL)):
            axis = self.getAxis(name)
            axis.setPen(QColor(theme.text))
            axis.setTextPen(QColor(theme.text))
            axis.setLabel(label)
            axis.enableAutoSIPrefix(False)


def _peak(band: Band, hz: Doubles, weights: Doubles) -> float:
    """The weight at the top of the triangle, from the bin that has most of it."""
    if not len(hz):
        return 1.0
    rising = (hz - band.lower_hz) / (band.centre_hz - band.lower_hz)
    falling = (band.upper_hz - hz) / (band.upper_hz - band.centre_hz)
    heights = np.minimum(rising, falling)
    highest = int(np.argmax(heights))
    return float(weights[highest] / max(heights[highest], 1e-9))
