"""SoundStore: the sound of the last minutes, each sample where it belongs, what is missing as missing."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livemel.runtime.feed import Event, Gap, Sound

Samples = NDArray[np.float32]

BLOCK = 128
"""Samples of which the envelope keeps the extremes and the mean square."""
MAX_STRETCHES = 4096


@dataclass(slots=True)
class Stretch:
    """Sound without a gap. Samples are counted from the start of the run."""

    begin: int
    """Where it began, though that may be held no longer."""
    end: int


class SoundStore:
    """The newest samples in a ring; a sink. The worker writes, everybody may read.

    Parameters
    ----------
    seconds
        How much is held.
    sample_rate
        Hz.
    """

    def __init__(self, seconds: float, sample_rate: int) -> None:
        self.seconds = seconds
        self.sample_rate = sample_rate
        self.begin = 0
        """The oldest sample held; what is before may be overwritten at any moment."""
        self.end = 0
        blocks = -(-round(seconds * sample_rate) // BLOCK) + 1
        self._capacity = blocks * BLOCK
        self._ring = np.empty(self._capacity, np.float32)
        self._lowest = np.empty(blocks, np.float32)
        self._highest = np.empty(blocks, np.float32)
        self._power = np.empty(blocks, np.float32)
        self._stretches: deque[Stretch] = deque(maxlen=MAX_STRETCHES)

    def consume(self, event: Event) -> None:
        """Worker: take samples, or note that some are missing."""
        if isinstance(event, Sound):
            self._write(event.at_sample, event.samples)
            if event.begins or not self._stretches:
                self._stretches.append(Stretch(event.at_sample, event.at_sample + len(event.samples)))
            else:
                self._stretches[-1].end = event.at_sample + len(event.samples)
        elif isinstance(event, Gap):
            kept = min(event.lost, self._capacity)
            self._write(event.at_sample + event.lost - kept, np.full(kept, np.nan, np.float32))

    def _write(self, at_sample: int, samples: Samples) -> None:
        end = at_sample + len(samples)
        samples = samples[-self._capacity :]
        if self.end == self.begin:
            self.begin = self.end = end - len(samples)
        self.begin = max(self.begin, end - self._capacity + BLOCK)  # told before it is overwritten
        first = end - len(samples)
        index = first % self._capacity
        head = min(len(samples), self._capacity - index)
        self._ring[index : index + head] = samples[:head]
        self._ring[: len(samples) - head] = samples[head:]
        self._measure(first // BLOCK, (end - 1) // BLOCK, end)
        self.end = end  # told when all of it is there
        while self._stretches and self._stretches[0].end <= self.begin:
            self._stretches.popleft()

    def _measure(self, first_block: int, last_block: int, end: int) -> None:
        """The extremes of these blocks, as far as they have come."""
        blocks = self._capacity // BLOCK
        numbers = np.arange(first_block, last_block + 1)
        rows = self._ring.reshape(blocks, BLOCK)[numbers % blocks]
        rows[0, : max(0, self.begin - first_block * BLOCK)] = np.nan
        rows[-1, end - last_block * BLOCK :] = np.nan
        self._lowest[numbers % blocks] = np.fmin.reduce(rows, axis=1)
        self._highest[numbers % blocks] = np.fmax.reduce(rows, axis=1)
        heard = np.isfinite(rows)
        squares = _squared(np.where(heard, rows, np.float32(0)))
        counts = heard.sum(axis=1)
        self._power[numbers % blocks] = squares.sum(axis=1) / np.where(counts, counts, np.nan)

    def read(self, begin: int, end: int) -> Samples:
        """A copy of the samples from `begin` on, `end` left out; nan where they were lost or are not held."""
        samples = _between(self._ring, begin, end, (self.begin, self.end))
        overwritten = self.begin - begin
        if overwritten > 0:
            samples[:overwritten] = np.nan
        return samples

    def stretches(self, begin: int, end: int) -> list[Stretch]:
        """The stretches without a gap that are held and touch these samples, oldest first, as they began and end."""
        return [
            Stretch(each.begin, each.end)
            for each in tuple(self._stretches)
            if each.end > max(begin, self.begin) and each.begin < end
        ]

    def stretch_at_end(self) -> Stretch | None:
        """The stretch that goes on, None while nothing has come since the last gap."""
        last = self._stretches[-1] if self._stretches else None
        return last if last is not None and last.end == self.end else None

    def envelope(self, bounds: NDArray[np.int64]) -> tuple[Samples, Samples, Samples]:
        """Lowest and highest sample and mean square between bounds that rise, shape (m + 1,); shape (m,) each.

        Not a number where nothing is held. Where the bounds lie far apart, whole blocks of 128 samples count to where
        they begin.
        """
        if len(bounds) > 1 and bounds[-1] - bounds[0] >= 2 * BLOCK * (len(bounds) - 1):
            return self._of_blocks(bounds)
        samples = self.read(int(bounds[0]), int(bounds[-1]))
        starts, counts = _starts(bounds - bounds[0])
        lowest = np.fmin.reduceat(samples, starts)
        highest = np.fmax.reduceat(samples, starts)
        power: Samples = (np.add.reduceat(_squared(samples), starts) / counts).astype(np.float32)
        return lowest, highest, power

    def _of_blocks(self, bounds: NDArray[np.int64]) -> tuple[Samples, Samples, Samples]:
        first = int(bounds[0]) // BLOCK
        behind = -(-int(bounds[-1]) // BLOCK)
        held = -(-self.begin // BLOCK), -(-self.end // BLOCK)
        starts, counts = _starts(np.append(bounds[:-1] // BLOCK, behind) - first)
        lowest, highest, power = (
            _between(ring, first, behind, held) for ring in (self._lowest, self._highest, self._power)
        )
        mean: Samples = (np.add.reduceat(power, starts) / counts).astype(np.float32)
        return np.fmin.reduceat(lowest, starts), np.fmax.reduceat(highest, starts), mean


def _between(ring: Samples, begin: int, end: int, held: tuple[int, int]) -> Samples:
    """A copy of what is numbered from `begin` on in a ring, `end` left out; nan where it is not in `held`."""
    values = np.full(max(0, end - begin), np.nan, np.float32)
    first, last = max(begin, held[0]), min(end, held[1])
    if first < last:
        index = first % len(ring)
        head = min(last - first, len(ring) - index)
        values[first - begin : first - begin + head] = ring[index : index + head]
        values[first - begin + head : last - begin] = ring[: last - first - head]
    return values


def _starts(bounds: NDArray[np.int64]) -> tuple[NDArray[np.int64], Samples]:
    """Where the parts begin, and how much each holds; one that is empty shows what comes next."""
    starts = np.minimum(bounds[:-1], bounds[-1] - 1)
    return starts, np.maximum(1, np.diff(bounds)).astype(np.float32)


def _squared(samples: Samples) -> Samples:
    """Infinite where the largest numbers there are would be larger."""
    with np.errstate(over="ignore"):
        squares: Samples = samples * samples
    return squares
