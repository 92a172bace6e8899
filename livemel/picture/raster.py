"""Raster: the scrolling picture as a ring of device pixels; a pixel is coloured once, when its sound has come."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from livemel.picture.colours import OPAQUE, Pixels, colour_indices
from livemel.picture.hatch import hatched_columns
from livemel.picture.history import History
from livemel.picture.pooling import Rows, pixel_of_slot, pooled_columns
from livemel.picture.seen import SeenLevels
from livemel.picture.unfed import IsUnfed, dotted_columns

HALVED = np.uint32(0x007F7F7F)
HELD_HOPS = 4
"""For so long the newest column stands for the next, so that the edge does not flicker."""
ROUNDING = 1e-6
"""Columns: a sample at which one begins belongs to it, however the seconds it was told in were rounded."""


class Raster:
    """Pixel column p of the endless picture lies in column p % width of `pixels`, shape (height, width), 0xffRRGGBB.

    Parameters
    ----------
    width, height
        In device pixels.
    samples_per_pixel
        The time that one column stands for, in samples.
    history
        Where the levels come from; the raster is the one that takes its changes.
    seen
        Finalises them; None where there is nothing to finalise.
    is_unfed
        Which bands are dotted, shape (n_mels,); None where none is.
    low, high
        Fractions of the frequency axis at the bottom and at the top.
    pixels
        Of a raster of the same size that is shown no more, to be drawn over; None: new ones.
    """

    def __init__(
        self,
        width: int,
        height: int,
        samples_per_pixel: float,
        history: History,
        seen: SeenLevels | None = None,
        is_unfed: IsUnfed | None = None,
        low: float = 0.0,
        high: float = 1.0,
        pixels: Pixels | None = None,
    ) -> None:
        self.pixels: Pixels = np.zeros((height, width), np.uint32) if pixels is None else pixels
        self.samples_per_pixel = samples_per_pixel
        self.right = 0
        """One past the newest pixel column drawn."""
        self.drawn = 0
        """How many of the newest columns the last `advance` or `redraw` drew."""
        self._history = history
        self._seen = seen
        self._rows = Rows(history.n_mels, height, low, high)
        self._unfed_rows = None if is_unfed is None else self._rows.that_show_only(is_unfed)
        self._drawn_any = False
        self._held_before: float | None = None
        self._waiting = False
        self._table: Pixels = np.zeros(256, np.uint32)
        self._range = (0.0, 1.0)

    def set_colours(self, table: Pixels, level_min: float, level_max: float) -> None:
        """Colours of the levels from `level_min` to `level_max`: `table`, shape (256,). Draw anew with `redraw`."""
        self._table = table if self._seen is None else self._seen.table(table)
        self._range = (level_min, level_max)

    def inherit(self, pixels: Pixels, right: int, until: float, shift: int = 0) -> None:
        """Begin with another picture of this size, dimmed, since what is before sample `until` is not known yet.

        It stays so until `redraw`. In the ring they lie `shift` columns further to the right than they are to.
        """
        np.right_shift(np.roll(pixels, -shift, axis=1) if shift else pixels, 1, out=self.pixels)
        self.pixels &= HALVED
        self.pixels |= OPAQUE
        self.right, self._drawn_any, self._held_before = right, True, until
        self._history.take_changed_from()

    def right_at(self, sample: float) -> int:
        """The value of `right` at which the newest column is the one that holds `sample`."""
        return math.floor(sample / self.samples_per_pixel + ROUNDING) + 1

    def advance(self, right: int, waiting: bool) -> int:
        """Scroll until `right`, and draw what is new or has changed.

        With `waiting`, what has not come is drawn as a gap: the source is known to be silent.

        Returns
        -------
        int
            How many columns the picture moved.
        """
        moved = right - self.right
        first = self.right if self._drawn_any and moved >= 0 else right - self.pixels.shape[1]
        changed = self._history.take_changed_from()
        if changed is not None:
            first = min(first, self._pixel_of_slot(changed - 1))
        if waiting != self._waiting:
            first = min(first, self._first_unknown())
        self.right = right
        self._waiting = waiting
        self._drawn_any = True
        first = max(first, right - self.pixels.shape[1])
        if self._held_before is not None:
            first = max(first, math.floor(self._held_before / self.samples_per_pixel))
        self.drawn = max(0, right - first)
        self._draw(first, right, waiting)
        return moved

    def redraw(self, waiting: bool) -> None:
        """Draw every pixel again."""
        self._history.take_changed_from()
        self._waiting = waiting
        self._drawn_any = True
        self._held_before = None
        self.drawn = self.pixels.shape[1]
        self._draw(self.right - self.drawn, self.right, waiting)

    def _draw(self, first: int, right: int, waiting: bool) -> None:
        count = right - first
        if count <= 0:
            return
        height, width = self.pixels.shape
        levels, is_gap = pooled_columns(self._history, first, count, self.samples_per_pixel)
        self._treat_unknown(levels, is_gap, first, waiting)
        colours = self._rows.colours(self._indices(levels), self._table)
        if self._unfed_rows is not None:
            colours[self._unfed_rows] = dotted_columns(np.arange(first, right), self._unfed_rows).T
        if is_gap.any():
            colours[:, is_gap] = hatched_columns(np.arange(first, right)[is_gap], height).T
        begin = first % width
        head = min(count, width - begin)
        self.pixels[:, begin : begin + head] = colours[:, :head]
        self.pixels[:, : count - head] = colours[:, head:]

    def _indices(self, levels: NDArray[np.float32]) -> NDArray[np.uint8]:
        of = colour_indices if self._seen is None else self._seen.indices
        return of(levels, *self._range)

    def _treat_unknown(self, levels: NDArray[np.float32], is_gap: NDArray[np.bool_], first: int, waiting: bool) -> None:
        """What has not come: a gap if nothing will, else for the next moment what came last, then nothing."""
        unknown = self._first_unknown() - first
        if waiting:
            is_gap[max(0, unknown) :] = True
        elif self._history.end > self._history.begin:
            held = math.ceil(HELD_HOPS * self._history.hop_length / self.samples_per_pixel)
            shown = levels[max(0, unknown) : max(0, unknown + held)]
            np.maximum(shown, self._history.newest(), out=shown)

    def _first_unknown(self) -> int:
        """The first pixel column that begins after the newest column."""
        return self._pixel_of_slot(self._history.end - 1) + 1

    def _pixel_of_slot(self, slot: int) -> int:
        return pixel_of_slot(slot, self.samples_per_pixel, self._history.hop_length)
