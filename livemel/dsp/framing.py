"""Cuts a signal that arrives in blocks into overlapping frames, padded at both ends as if it had come whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from livemel.config import StftConfig
from livemel.dsp.arrays import Doubles

FRAMES_PER_GROUP = 32
"""Frames handed on together: few enough to stay in the cache."""


def padding(stft: StftConfig) -> int:
    """Samples that `center` adds at each end."""
    return stft.n_fft // 2 if stft.center else 0


def num_frames(num_samples: int, stft: StftConfig) -> int:
    """How many frames a whole signal of `num_samples` gives; none if it is empty or shorter than an uncentred frame."""
    padded = num_samples + 2 * padding(stft)
    return 0 if num_samples == 0 or padded < stft.n_fft else 1 + (padded - stft.n_fft) // stft.hop_length


class Framer:
    """Holds the samples that are still needed: `push` gives the frames a block completes, `flush` the last ones.

    The buffer holds the padded signal from some sample on. Frame k covers n_fft samples of the padded signal
    from k * hop_length on.
    """

    def __init__(self, stft: StftConfig, channels: int = 1) -> None:
        self._stft = stft
        self._mode: Any = stft.pad_mode
        self._pad = padding(stft)
        # the right mirror needs the last pad + 1 samples, which may be more than the next frame does
        self._kept = max(stft.n_fft, self._pad + 1)
        capacity = 2 * self._kept + FRAMES_PER_GROUP * stft.hop_length
        self._buffer: Doubles = np.empty((channels, capacity))
        self._windows = sliding_window_view(self._buffer, stft.n_fft, axis=1)
        self.reset()

    def reset(self) -> None:
        """Forget everything: the next block begins a new signal."""
        self._fill = 0
        self._next = 0  # where in the buffer the next frame begins
        self._pushed = 0
        self._left_pad_done = self._pad == 0
        if not self._left_pad_done and self._stft.pad_mode == "constant":
            self._buffer[:, : self._pad] = 0.0
            self._fill = self._pad
            self._left_pad_done = True

    def push(self, block: Doubles) -> Iterator[Doubles]:
        """The frames that `block`, shape (channels, n), completes: groups of shape (channels, m, n_fft), m >= 1.

        A group is a view that the next step of the iterator overwrites.
        """
        begin = 0
        while begin < block.shape[1]:
            begin += self._append(block[:, begin:])
            self._pad_left()
            yield from self._complete_frames()
            self._make_room()

    def flush(self) -> Iterator[Doubles]:
        """The frames that the end of the signal completes, with the padding on its right."""
        if not self._pushed:
            return
        if self._left_pad_done:
            tail = self._buffer[:, max(0, self._fill - self._pad - 1) : self._fill]
            right = np.pad(tail, ((0, 0), (0, self._pad)), mode=self._mode)[:, tail.shape[1] :].copy()
        else:  # so short that its mirror images repeat
            whole = np.pad(self._buffer[:, : self._fill], ((0, 0), (self._pad, self._pad)), mode=self._mode)
            self._fill, right = 0, whole.copy()
            self._left_pad_done = True
        yield from self.push(right)

    def _append(self, block: Doubles) -> int:
        room = self._buffer.shape[1] - self._fill - (0 if self._left_pad_done else self._pad)
        taken: int = min(block.shape[1], room)
        self._buffer[:, self._fill : self._fill + taken] = block[:, :taken]
        self._fill += taken
        self._pushed += taken
        return taken

    def _pad_left(self) -> None:
        if self._left_pad_done or self._fill < self._pad + 1:
            return
        first = self._buffer[:, : self._pad + 1]
        left = np.pad(first, ((0, 0), (self._pad, 0)), mode=self._mode)[:, : self._pad].copy()
        self._buffer[:, self._pad : self._pad + self._fill] = self._buffer[:, : self._fill].copy()
        self._buffer[:, : self._pad] = left
        self._fill += self._pad
        self._left_pad_done = True

    def _complete_frames(self) -> Iterator[Doubles]:
        n_fft, hop = self._stft.n_fft, self._stft.hop_length
        while self._left_pad_done and self._fill - self._next >= n_fft:
            ready = 1 + (self._fill - self._next - n_fft) // hop
            end = self._next + min(ready, FRAMES_PER_GROUP) * hop
            yield self._windows[:, self._next : end : hop]
            self._next = end

    def _make_room(self) -> None:
        """Move what is still needed to the front once the buffer is half full of what is not."""
        unneeded = max(0, min(self._next, self._fill - self._pad - 1))
        if unneeded and (unneeded >= self._kept or self._fill == self._buffer.shape[1]):
            self._buffer[:, : self._fill - unneeded] = self._buffer[:, unneeded : self._fill].copy()
            self._fill -= unneeded
            self._next -= unneeded
