"""The picture of what a model receives: its own bands, amid the frequencies that it does not hear."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from livemel.picture.axis import MelAxis
from livemel.picture.colours import Bytes, Pixels, marked_indices
from livemel.picture.hatch import hatched_columns
from livemel.picture.history import slot_of_centre
from livemel.picture.model_input import ModelInput
from livemel.picture.pooling import pooled_rows, slots_of_pixels
from livemel.picture.seen import MAY_CHANGE
from livemel.picture.unfed import dotted_columns, one_bin_rows, struck_columns, unfed_rows

DEAF = np.uint32(0xFF55585F)
"""Grey: what does not reach the model."""
EMPTY = np.uint32(0xFF000000)
"""Where the window has no frame."""
MOST_BELOW = 0.05
"""Of the bands' height: so much of what lies below them is shown at most."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How the height of a picture is shared out, in pixels from the top."""

    above: int
    """What the model does not hear because it is too high."""
    bands: int
    below: int

    @classmethod
    def of(cls, view: ModelInput, height: int) -> Rows:
        """From the lowest frequency to the highest that the source holds."""
        axis = MelAxis(view.config.mel, view.analysis_rate)
        top = max(1.0, float(axis.fraction_of(view.source_rate / 2)))
        bottom = float(axis.fraction_of(0.0))
        bottom = max(-MOST_BELOW, min(0.0, bottom)) if isfinite(bottom) else -MOST_BELOW
        if view.config.mel.fmin == 0:
            bottom = 0.0
        if view.heard_hz[1] >= view.source_rate / 2:
            top = 1.0
        bands = max(1, round(height / (top - bottom)))
        below = min(height - bands, round(-bottom * bands))
        return cls(height - bands - below, bands, below)

    @property
    def height(self) -> int:
        """All of it."""
        return self.above + self.bands + self.below

    def axis(self, view: ModelInput) -> MelAxis:
        """The frequencies along the whole height."""
        axis = MelAxis(view.config.mel, view.analysis_rate)
        return axis.part(-self.below / self.bands, 1 + self.above / self.bands)


def model_image(
    view: ModelInput, rows: Rows, width: int, seconds: float, table: Pixels, level_min: float, level_max: float
) -> Pixels:
    """The picture, shape (height, width), uint32, 0xffRRGGBB.

    Parameters
    ----------
    view
        What is shown.
    rows
        How its height is shared out.
    width
        In pixels.
    seconds
        What the width stands for, from the window's begin on.
    table
        256 colours, shape (256,), 0xffRRGGBB.
    level_min, level_max
        Of the darkest and the brightest colour.
    """
    pixels = np.full((rows.height, width), DEAF, np.uint32)
    columns = np.arange(width)
    indices, is_gap, is_empty = _pooled(view, width, seconds, level_min, level_max)
    colours = _marked(table, view)[pooled_rows(indices, rows.bands)]
    struck = one_bin_rows(view.has_one_bin, view.is_unfed, rows.bands)
    if struck is not None:
        colours[:, struck] = struck_columns(columns, struck, colours[:, struck])
    dotted = unfed_rows(view.is_unfed, rows.bands)
    if dotted is not None:
        colours[:, dotted] = dotted_columns(columns, dotted)
    colours[is_gap] = hatched_columns(columns[is_gap], rows.bands)
    colours[is_empty] = EMPTY
    pixels[rows.above : rows.above + rows.bands] = colours.T
    return pixels


def is_partly_provisional(view: ModelInput) -> bool:
    """Whether what may change is marked; where that is all, the marks would hide it all."""
    return bool(view.may_change.any()) and not bool(view.may_change.all())


def _marked(table: Pixels, view: ModelInput) -> Pixels:
    marked = table.copy()
    if is_partly_provisional(view):
        marked[0] = MAY_CHANGE
    return marked


def _pooled(
    view: ModelInput, width: int, seconds: float, level_min: float, level_max: float
) -> tuple[Bytes, NDArray[np.bool_], NDArray[np.bool_]]:
    """Colours of pixel columns, shape (width, n_mels); which touch a gap, and which have no frame, shape (width,)."""
    frames, n_mels = view.levels.shape
    if not frames:
        return np.zeros((width, n_mels), np.uint8), np.zeros(width, np.bool_), np.ones(width, np.bool_)
    is_marked = view.may_change if is_partly_provisional(view) else np.zeros_like(view.may_change)
    indices = marked_indices(view.levels, level_min, level_max, is_marked)
    starts, ends = slots_of_pixels(0, width, seconds / width, view.hop_seconds)
    first = slot_of_centre(view.first_centre, view.hop_seconds)
    is_empty = starts > first + frames  # the last frame stands for the hop that follows, too
    begins = np.clip(starts - first, 0, frames - 1)
    bounds = np.stack([begins, np.clip(ends - first, begins + 1, frames)], axis=1).ravel()
    return _largest(indices, bounds), _largest(view.is_gap.astype(np.uint8), bounds) > 0, is_empty


def _largest(rows: Bytes, bounds: NDArray[np.int64]) -> Bytes:
    """Of the rows between each pair of bounds."""
    beyond = np.concatenate([rows, rows[-1:]])  # so that a bound may lie behind the last row
    largest: Bytes = np.maximum.reduceat(beyond, bounds, axis=0)[::2]
    return largest
