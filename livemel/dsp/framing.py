"""Cuts a signal that arrives in blocks into overlapping frames, padded at both ends as if it had come whole."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from livemel.dsp.arrays import AnyArray
from livemel.dsp.geometry import Geometry


class Framer:
    """Holds the samples that are still needed, and tells where in them the frames are that have become complete.

    `buffer` holds the padded signal from some sample on, shape (channels, capacity). After every `append` and `end` the
    frames that are ready must be taken.

    Parameters
    ----------
    geometry
        Where the frames lie.
    frames_per_group
        The most that are ready at a time.
    channels
        Of every block.
    dtype
        Of the buffer.
    """

    def __init__(
        self, geometry: Geometry, frames_per_group: int, channels: int = 1, dtype: DTypeLike = np.float64
    ) -> None:
        self._geometry = geometry
        self._mode: Any = geometry.mode
        self.frames_per_group = frames_per_group
        self._group_samples = geometry.length + (self.frames_per_group - 1) * geometry.hop
        # the mirror on the right is made of the last samples, which may be more than the next frame needs
        self._kept = max(geometry.length, geometry.right + 1)
        capacity = 2 * self._kept + geometry.left + self.frames_per_group * geometry.hop
        self.buffer: NDArray[Any] = np.empty((channels, capacity), dtype)
        self.reset()

    def reset(self) -> None:
        """Forget everything: the next block begins a new signal."""
        self._fill = 0
        self._next = 0  # where in the buffer the next frame begins
        self._full = self._group_samples  # fill level at which a group is complete
        self.pushed = 0
        """Samples so far."""
        self.emitted = 0
        """Frames taken so far."""
        self._settled = 0  # frames that are complete, whatever follows
        self._right: NDArray[Any] | None = None  # what is still to be added after the end
        self._left_is_there = self._geometry.samples_mirrored == 0
        if self._left_is_there:
            self._fill = self._geometry.left
            self.buffer[:, : self._fill] = 0.0

    def num_completed(self, num_samples: int) -> int:
        """How many frames will be ready once so many samples more have come."""
        if num_samples == 0:
            return self._settled - self.emitted
        return self._geometry.num_complete(self.pushed + num_samples) - self.emitted

    def append(self, block: AnyArray, gain: float = 1.0) -> int:
        """Take the first samples of `block`, shape (channels, n), times `gain`; returns how many there was room for."""
        if self._next >= self._kept:
            self._make_room()
        fill, taken = self._fill, int(block.shape[1])
        if fill + taken > self._full or not self._left_is_there:
            taken = min(taken, self._room())
            block = block[:, :taken]
        end = fill + taken
        where = self.buffer[:, fill:end]
        where[:] = block
        if gain != 1.0:
            where *= gain
        self._fill = end
        self.pushed += taken
        if not self._left_is_there and end >= self._geometry.samples_mirrored:
            self._pad_left()
        self._settled = self._geometry.num_complete(self.pushed)
        return taken

    def ready(self) -> tuple[int, int]:
        """Where in the buffer the next frames begin, one hop from each other, and how many there are; then the next.

        0 if there are none, at most `frames_per_group`. They stay there until the next `append`.
        """
        begin = self._next
        if self.emitted >= self._settled:
            return begin, 0
        reaching = self._fill - begin - self._geometry.length
        if reaching < 0 or not self._left_is_there:
            return begin, 0
        hop = self._geometry.hop
        count = min(1 + reaching // hop, self._settled - self.emitted, self.frames_per_group)
        self._next = begin + count * hop
        self._full = self._next + self._group_samples
        self.emitted += count
        return begin, count

    def end(self) -> int:
        """The signal has ended: how many frames that completes. Call `append_padding` until all are taken."""
        geometry = self._geometry
        count = geometry.num_frames(self.pushed)
        missing = max(0, (count - 1) * geometry.hop - geometry.left + geometry.length - self.pushed)
        if count <= self.emitted:
            return 0
        if self._left_is_there:
            tail = self.buffer[:, max(0, self._fill - missing - 1) : self._fill]
            self._right = np.pad(tail, ((0, 0), (0, missing)), mode=self._mode)[:, tail.shape[1] :]
        else:  # so short that its mirror images repeat
            whole = self.buffer[:, : self._fill]
            self._right = np.pad(whole, ((0, 0), (geometry.left, missing)), mode=self._mode)
            self._fill, self._left_is_there = 0, True
        self._settled = count
        return count - self.emitted

    def append_padding(self) -> None:
        """Take as much of what stands after the end as there is room for."""
        assert self._right is not None
        if self._next >= self._kept:
            self._make_room()
        taken = min(self._right.shape[1], self.buffer.shape[1] - self._fill)
        self.buffer[:, self._fill : self._fill + taken] = self._right[:, :taken]
        self._fill += taken
        self._right = self._right[:, taken:]

    def _room(self) -> int:
        """Samples that may come now: as many as complete one group."""
        if self._left_is_there:
            return max(1, self._full - self._fill)
        return int(self.buffer.shape[1]) - self._geometry.left - self._fill

    def _pad_left(self) -> None:
        left, mirrored = self._geometry.left, self._geometry.samples_mirrored
        padded = np.pad(self.buffer[:, :mirrored], ((0, 0), (left, 0)), mode=self._mode)
        self.buffer[:, left : left + self._fill] = self.buffer[:, : self._fill].copy()
        self.buffer[:, :left] = padded[:, :left]
        self._fill += left
        self._left_is_there = True

    def _make_room(self) -> None:
        """Move what is still needed to the front of the buffer."""
        unneeded = max(0, min(self._next, self._fill - self._geometry.right - 1))
        self.buffer[:, : self._fill - unneeded] = self.buffer[:, unneeded : self._fill].copy()
        self._fill -= unneeded
        self._next -= unneeded
        self._full -= unneeded
