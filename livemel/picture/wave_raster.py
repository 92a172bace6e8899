"""WaveRaster: the scrolling curve of the sound as a ring of device pixels; a pixel is drawn once."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livemel.picture.colours import Pixels
from livemel.picture.hatch import hatched_columns
from livemel.picture.wave import SETTLED_AFTER, Sound, WaveColumns, wave_columns

LOWEST_DBFS = -72.0
"""At the lower edge; 0 dBFS is at the upper one."""
DOT_PX = 2
"""From the middle of a dot to its edge, at 100 %."""
NOTCH_PX = 4
"""Of the mark at both edges where the sound reached full scale, at 100 %."""

Parts = NDArray[np.uint8]
GROUND, GRID, WAVE, CORE, LEVEL, CLIP = range(6)
"""What a pixel belongs to."""
NOWHERE = 30_000.0
"""A row below every picture."""


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
        look = self._look
        if self._sound is None:
            self.pixels[:] = look.ground
            self.pixels[(height - 1) // 2] = look.grid
            return
        reach = DOT_PX * look.stroke_px
        columns = wave_columns(self._sound, first - reach, count + 2 * reach, self.samples_per_pixel)
        drawn = slice(reach, reach + count)
        table = np.array([look.ground, look.grid, look.wave, look.core, look.level, look.clip], np.uint32)
        colours = table.take(self._parts_of(columns)[:, drawn])
        numbers = np.arange(first, first + count)
        is_gap = columns.is_gap[drawn]
        if is_gap.any():
            colours[:, is_gap] = hatched_columns(numbers[is_gap], height).T
        begin = first % width
        head = min(count, width - begin)
        self.pixels[:, begin : begin + head] = colours[:, :head]
        self.pixels[:, : count - head] = colours[:, head:]

    def _parts_of(self, columns: WaveColumns) -> Parts:
        """Shape (height, m): the wave, its core, marks of clipping, dots, and the level in front of all."""
        height = self.pixels.shape[0]
        parts: Parts = np.zeros((height, len(columns.is_gap)), np.uint8)
        parts[(height - 1) // 2] = GRID
        top, bottom = self._rows_of(columns.highest), self._rows_of(columns.lowest)
        parts[_between(height, top, bottom)] = WAVE
        core_top = np.maximum(top, self._rows_of(columns.rms))
        core_bottom = np.minimum(bottom, self._rows_of(-columns.rms))
        parts[_between(height, core_top, core_bottom)] = CORE
        self._dot(parts, columns.dot)
        self._notch(parts, columns)
        self._line(parts, columns.level_dbfs)
        return parts

    def _rows_of(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Rows from the top; a sample beyond the edge lies on it."""
        height = self.pixels.shape[0]
        heights = np.clip(samples * np.float32(self._look.gain), -1.0, 1.0)
        rows: NDArray[np.float32] = np.rint((np.float32(1.0) - heights) * np.float32(0.5 * (height - 1)))
        return rows

    def _dot(self, parts: Parts, samples: NDArray[np.float32]) -> None:
        """A square around each sample that lies apart from the others."""
        where = np.flatnonzero(np.isfinite(samples))
        if not len(where):
            return
        reach = DOT_PX * self._look.stroke_px
        middle = np.full(len(samples), np.nan, np.float32)
        for shift in range(-reach, reach + 1):
            there = (where + shift >= 0) & (where + shift < len(samples))
            middle[where[there] + shift] = self._rows_of(samples[where[there]])
        parts[_between(len(parts), middle - reach, middle + reach)] = CORE

    def _notch(self, parts: Parts, columns: WaveColumns) -> None:
        """Marks at both edges where the sound reached full scale."""
        full = np.float32(self._look.full_scale)
        is_clipped = (columns.highest >= full) | (columns.lowest <= -full)
        deep = min(NOTCH_PX * self._look.stroke_px, len(parts))
        parts[:deep, is_clipped] = CLIP
        parts[len(parts) - deep :, is_clipped] = CLIP

    def _line(self, parts: Parts, level_dbfs: NDArray[np.float32]) -> None:
        """The level, with a line of ground around it that sets it off from the wave."""
        share = np.clip(level_dbfs / np.float32(LOWEST_DBFS), 0.0, 1.0)
        here = np.rint(share * np.float32(len(parts) - 1))
        earlier = np.concatenate([here[:1], here[:-1]])
        is_known = np.isfinite(here)
        top = np.where(is_known, np.fmin(here, earlier), np.float32(np.nan))
        bottom = np.where(is_known, np.fmax(here, earlier), np.float32(np.nan))
        half = np.float32(self._look.stroke_px) / 2
        halo = half + self._look.stroke_px
        parts[_between(len(parts), top - halo, bottom + halo)] = GROUND
        parts[_between(len(parts), top - half, bottom + half)] = LEVEL


def _between(height: int, top: NDArray[np.float32], bottom: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which pixels lie from `top` to `bottom`, shape (height, m); none where one of them is not a number."""
    rows = np.arange(height, dtype=np.int16)[:, None]
    first = np.fmin(np.ceil(top), np.float32(NOWHERE)).astype(np.int16)  # of a number and none, the number
    last = np.fmax(np.floor(bottom), np.float32(-NOWHERE)).astype(np.int16)
    inside: NDArray[np.bool_] = (rows >= first) & (rows <= last)
    return inside
