"""WaveRaster: the scrolling curve of the sound as a ring of device pixels; a pixel is drawn once."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livemel.picture.hatch import hatched_columns
from livemel.picture.raster import Pixels
from livemel.picture.wave import SETTLED_AFTER, Sound, WaveColumns, wave_columns

LOWEST_DBFS = -72.0
"""At the lower edge; 0 dBFS is at the upper one."""
DOT_PX = 2
"""From the middle of a dot to its edge, at 100 %."""
NOTCH_PX = 4
"""Of the mark at both edges where the sound reached full scale, at 100 %."""


@dataclass(frozen=True, kw_only=True)
class WaveLook:
    """Colours as 0xffRRGGBB, and how the curves are drawn."""

    ground: int
    grid: int
    """Of the line at 0."""
    wave: int
    core: int
    """As high as the RMS of a column."""
    level: int
    clip: int
    gain: float = 1.0
    """The sample that reaches the edge is 1 / gain."""
    stroke_px: int = 1
    """Of lines, in device pixels."""
    full_scale: float = 1.0
    """What counts as clipped."""


class WaveRaster:
    """Pixel column p of the endless picture lies in column p % width of `pixels`, shape (height, width), 0xffRRGGBB.

    Parameters
    ----------
    width, height
        In device pixels.
    samples_per_pixel
        The time that one column stands for, in samples.
    sound
        Where the samples come from; None while there is no sound.
    look
        Colours, gain and strokes.
    """

    def __init__(self, width: int, height: int, samples_per_pixel: float, sound: Sound | None, look: WaveLook) -> None:
        self.pixels: Pixels = np.full((height, width), look.ground, np.uint32)
        self.samples_per_pixel = samples_per_pixel
        self.right = 0
        """One past the newest pixel column drawn."""
        self.drawn = 0
        """How many of the newest columns the last `advance` drew."""
        self._sound = sound
        self._look = look
        self._drawn_any = False
        self._unsettled = 0
        self._drawn_end = 0

    def advance(self, right: int) -> int:
        """Scroll until `right`, and draw what is new or has come since; how many columns the picture moved."""
        moved = right - self.right
        width = self.pixels.shape[1]
        first = self.right if self._drawn_any and moved >= 0 else right - width
        end = 0 if self._sound is None else self._sound.end
        if end != self._drawn_end or moved:
            first = min(first, self._unsettled)
        self._drawn_end = end
        self._unsettled = math.floor((end - SETTLED_AFTER) / self.samples_per_pixel) - DOT_PX
        self._drawn_any = True
        self.right = right
        first = max(first, right - width)
        self.drawn = max(0, right - first)
        if self.drawn:
            self._draw(first, self.drawn)
        return moved

    def _draw(self, first: int, count: int) -> None:
        height, width = self.pixels.shape
        ground = np.full(height, self._look.ground, np.uint32)
        ground[(height - 1) // 2] = self._look.grid
        if self._sound is None:
            self.pixels[:] = ground[:, None]
            return
        reach = DOT_PX * self._look.stroke_px
        columns = wave_columns(self._sound, first - reach, count + 2 * reach, self.samples_per_pixel)
        colours = self._coloured(columns, ground)[reach : reach + count]
        is_gap = columns.is_gap[reach : reach + count]
        numbers = np.arange(first, first + count)
        if is_gap.any():
            colours[is_gap] = hatched_columns(numbers[is_gap], height)
        self.pixels[:, numbers % width] = colours.T

    def _coloured(self, columns: WaveColumns, ground: Pixels) -> Pixels:
        """Shape (m, height): the wave, its core, marks of clipping, dots, and the level in front of all."""
        look, height = self._look, len(ground)
        rows = np.arange(height, dtype=np.float32)
        top, bottom = self._rows_of(columns.highest), self._rows_of(columns.lowest)
        colours = np.where(_between(rows, top, bottom), np.uint32(look.wave), ground)
        core_top = np.fmax(top, self._rows_of(columns.rms))
        core_bottom = np.fmin(bottom, self._rows_of(-columns.rms))
        has_core = np.isfinite(columns.rms)
        core = _between(rows, np.where(has_core, core_top, np.nan), np.where(has_core, core_bottom, np.nan))
        colours[core] = look.core
        self._dot(colours, columns.dot, rows)
        self._notch(colours, columns)
        self._line(colours, columns.level_dbfs, rows)
        return colours

    def _rows_of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Rows from the top; a sample beyond the edge lies on it."""
        height = self.pixels.shape[0]
        heights = np.clip(samples * np.float32(self._look.gain), -1.0, 1.0)
        rows: NDArray[np.float32] = np.rint((np.float32(1.0) - heights) * np.float32(0.5 * (height - 1)))
        return rows

    def _dot(self, colours: Pixels, samples: NDArray[np.float32], rows: NDArray[np.float32]) -> None:
        """A square around each sample that lies apart from the others."""
        where = np.flatnonzero(np.isfinite(samples))
        reach = DOT_PX * self._look.stroke_px
        middle = self._rows_of(samples[where])
        for shift in range(-reach, reach + 1):
            column = where + shift
            there = (column >= 0) & (column < len(colours))
            square = _between(rows, middle[there] - reach, middle[there] + reach)
            colours[column[there]] = np.where(square, np.uint32(self._look.core), colours[column[there]])

    def _notch(self, colours: Pixels, columns: WaveColumns) -> None:
        """Marks at both edges where the sound reached full scale."""
        full = np.float32(self._look.full_scale)
        is_clipped = (columns.highest >= full) | (columns.lowest <= -full)
        if is_clipped.any():
            deep = min(NOTCH_PX * self._look.stroke_px, colours.shape[1])
            for edge in (slice(0, deep), slice(colours.shape[1] - deep, None)):
                colours[is_clipped, edge] = self._look.clip

    def _line(self, colours: Pixels, level_dbfs: NDArray[np.float32], rows: NDArray[np.float32]) -> None:
        """The level, with a line of ground around it that sets it off from the wave."""
        share = np.clip(level_dbfs / np.float32(LOWEST_DBFS), 0.0, 1.0)
        here = np.rint(share * np.float32(len(rows) - 1))
        earlier = np.concatenate([here[:1], here[:-1]])
        top, bottom = np.fmin(here, earlier), np.fmax(here, earlier)
        unknown = np.isnan(here)
        top[unknown] = bottom[unknown] = np.nan
        half = np.float32(self._look.stroke_px - 1) / 2 + np.float32(0.5)
        halo = half + self._look.stroke_px
        colours[_between(rows, top - halo, bottom + halo)] = self._look.ground
        colours[_between(rows, top - half, bottom + half)] = self._look.level


def _between(rows: NDArray[np.float32], top: NDArray[np.float32], bottom: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Shape (m, height); nowhere where the bounds are not numbers."""
    inside: NDArray[np.bool_] = (rows >= top[:, None]) & (rows <= bottom[:, None])
    return inside
