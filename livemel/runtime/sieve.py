"""Sieve: keeps samples that are not numbers from the engine, the same however the signal was cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

PIECE_OF_SHORTEST_RUN = 4


class Sieve:
    """Gives runs of good samples, and how many were lost between them.

    A loss ends with `shortest_run` good samples in a row; a shorter run amid bad samples is lost with them, so that
    scattered bad samples make one gap, not many.
    """

    def __init__(self, shortest_run: int) -> None:
        self.not_finite = 0
        """How many samples were no numbers."""
        self._shortest_run = shortest_run
        self._piece = PIECE_OF_SHORTEST_RUN * shortest_run
        self._is_open = False
        self._lost = 0  # in the gap that is open and not told yet, up to its last bad sample
        self._held: list[Samples] = []  # good samples since then
        self._held_count = 0

    def push(self, samples: Samples) -> Iterator[Samples | int]:
        """What `samples`, shape (n,), make certain: good samples, or an int for so many lost."""
        finite = np.isfinite(samples)
        if finite.all():
            yield from self._good(samples)
            return
        self.not_finite += len(samples) - int(np.count_nonzero(finite))
        bounds = np.flatnonzero(np.diff(finite)) + 1
        for run, is_good in zip(np.split(samples, bounds), finite[np.r_[0, bounds]], strict=True):
            if is_good:
                yield from self._good(run)
            else:
                self._is_open = True
                self._lost += self._held_count + len(run)
                self._held, self._held_count = [], 0
                yield from self._known_loss()

    def _good(self, run: Samples) -> Iterator[Samples | int]:
        if not self._is_open:
            yield run
            return
        self._held.append(run)
        self._held_count += len(run)
        if self._held_count >= self._shortest_run:
            yield from self.finish()

    def finish(self) -> Iterator[Samples | int]:
        """What is still held: before another gap, or at the end."""
        lost, held = self._lost, self._held
        self._is_open, self._lost, self._held, self._held_count = False, 0, [], 0
        if lost:
            yield lost
        yield from held

    def _known_loss(self) -> Iterator[int]:
        """A gap without end is told piece by piece; where the pieces end depends on nothing but where it began."""
        while self._lost > self._piece:
            self._lost -= self._piece
            yield self._piece
