"""Contours of equal loudness."""

from __future__ import annotations

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Note, Plot, figure_of
from livemel.lecture.measures.equal_loudness import HZ, THRESHOLD_DB, levels_of
from livemel.lecture.views.axes import NAMED_HZ, hz_text

LEVELS_PHON = (20, 40, 60, 80)


def equal_loudness() -> Figure:
    """Contours of 20 to 80 phon, and the threshold of hearing."""
    x = np.log2(HZ)
    lines = [Line(x, levels_of(phon), "first", "", 2.5) for phon in LEVELS_PHON]
    notes = [Note(float(np.log2(1000.0)), phon + 4.0, f"{phon} phon") for phon in LEVELS_PHON]
    threshold = Line(x, THRESHOLD_DB, "second", "threshold of hearing", 2.5, dashed=True)
    ticks = tuple((float(np.log2(hz)), hz_text(hz)) for hz in NAMED_HZ if hz < HZ[-1])
    axis = Axis("frequency (Hz)", float(x[0]), float(x[-1]), ticks)
    return figure_of(Plot(axis, Axis("level (dB SPL)", -10.0, 120.0), (*lines, threshold, *notes)))
