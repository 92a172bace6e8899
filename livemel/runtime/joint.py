"""Joint: how a session begins that another one ended for, so that no time is missing and none is there twice."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from livemel.audio.source import Block, SampleClock, Source, SourceState

SETTLE_SECONDS = 0.15
"""The first sound of a source comes late, and would make the gap before it too long."""


@dataclass(frozen=True)
class Resume:
    """Where a session ended that another one continues."""

    position: int
    """The sample behind its last, at the rate of the one that continues."""
    seconds: float
    """The monotonic time at which that was due."""
    cause: str
    """Why what comes between is missing."""


class Joint:
    """Blocks wait until it is known when the first sample was due; then the gap before them, or what is there twice.

    Parameters
    ----------
    resume
        Where the session before ended.
    source
        Open.
    """

    def __init__(self, resume: Resume, source: Source) -> None:
        self._resume, self._source = resume, source
        self._begin = resume.position  # what the first sample of the source is counted as
        self._waiting: list[Block] | None = []  # None: it is known
        self._heard_before = 0  # samples that are still to come, and are known already

    @property
    def clock(self) -> SampleClock:
        """Which sample of the run is due now."""
        if self._waiting is not None:
            return SampleClock(self._begin, self._resume.seconds, self._source.sample_rate)
        clock = self._source.clock()
        return replace(clock, sample=clock.sample + self._begin)

    def take(self, block: Block) -> list[Block]:
        """What to go on with: nothing while it waits, else blocks that continue the session before."""
        if self._waiting is None:
            return [self._without_heard_before(block)]
        self._waiting.append(block)
        come = sum(len(each.samples) for each in self._waiting)
        if come < SETTLE_SECONDS * self._source.sample_rate and self._source.state is not SourceState.ENDED:
            return []
        waiting, self._waiting = self._waiting, None
        return [*self._missing(block), *(self._without_heard_before(each) for each in waiting)]

    def _missing(self, block: Block) -> list[Block]:
        """Enough has come for a line through the arrivals: what went past since the session before is lost."""
        clock = self._source.clock()
        due = clock.seconds - clock.sample / clock.sample_rate
        between = round((due - self._resume.seconds) * self._source.sample_rate)
        self._begin += between
        self._heard_before = max(0, -between)
        nothing = np.empty((0, block.samples.shape[1]), np.float32)
        return [Block(nothing, between, self._resume.cause)] if between > 0 else []

    def _without_heard_before(self, block: Block) -> Block:
        """What the session before has heard too, while both sources were open, is left out."""
        if not self._heard_before:
            return block
        lost = max(0, block.lost - self._heard_before)
        self._heard_before -= block.lost - lost
        samples = block.samples[self._heard_before :]
        self._heard_before -= len(block.samples) - len(samples)
        return replace(block, samples=samples, lost=lost)
