"""Through: live sound to the output, a little behind."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import Any

import numpy as np

from livemel.audio.playback.output import Output
from livemel.audio.playback.ring import SoundRing
from livemel.audio.playback.smooth import Smooth
from livemel.audio.source import Samples

BEHIND_SECONDS = 0.06
"""So much waits before the first is played."""
DRY_SECONDS = 0.015
"""When no more than this waits, the sound falls to silence before it would break off."""
MOST_BEHIND_SECONDS = 0.25
"""What would come later than this is left out, and counted."""
PATIENCE_SECONDS = 1.0
TOLERANCE_SECONDS = 0.03
"""When so much more than needed has waited all the time for a second, it is left out: clocks differ, bursts come."""
MOST_WAITING = 256
"""Blocks that nobody has taken."""
LATE_SECONDS = 0.5
"""Sound that pauses for less was late; what pauses for longer was paused."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One block, as it was given."""

    samples: Samples
    speed: float
    begins: bool


class Through:
    """`hear` is for the thread that has the sound: it never waits. All else is done by the player's thread.

    Parameters
    ----------
    sample_rate
        Hz, of what is heard.
    wake
        Tells the player that there is something to do.
    """

    def __init__(self, sample_rate: int, wake: Callable[[], None]) -> None:
        self.is_on = True
        """Whether what is heard is played; any thread may change it."""
        self.underruns = 0
        """How often the sound broke off for want of samples."""
        self.skipped = 0
        """Samples that were not played, because they came too much at once or there was no output."""
        self.refused = 0
        """Samples for which there was no room while an output opened; written by whoever gives the sound."""
        self._sample_rate = sample_rate
        self._wake = wake
        self._blocks: deque[Heard] = deque()
        self._output: Output | None = None
        self._action: Any = None
        self._dry_at: float | None = None
        self._least_seconds = inf  # that waited, since `_measured_at`
        self._measured_at = 0.0
        self._surplus_seconds = 0.0

    def hear(self, samples: Samples, speed: float = 1.0, begins: bool = False) -> None:
        """Play these, shape (n,), at `speed` times their rate; `begins`: they do not continue those before."""
        if not self.is_on or not len(samples):
            return
        if len(self._blocks) < MOST_WAITING:
            self._blocks.append(Heard(samples, speed, begins))
        else:
            self.refused += len(samples)
        self._wake()

    @property
    def wants_output(self) -> bool:
        """Whether something waits to be played, or is being played."""
        return bool(self._blocks) or self._action is not None

    def skip_all(self) -> None:
        """There is no output: what waits is not played."""
        while self._blocks:
            self.skipped += len(self._blocks.popleft().samples)

    def lose_output(self) -> None:
        """The output is gone: begin anew with the next."""
        self._output = self._action = self._dry_at = None

    def serve(self, output: Output) -> None:
        """Play what has come."""
        if output is not self._output:
            self._begin(output)
        if not self.is_on:
            self.skip_all()
        self._measure(output)
        while self._blocks:
            self._take(self._blocks.popleft())
        if self._action is not None and not output.is_playing(self._action):
            self._action = None
            if self._dry_at is None:
                self._smooth.end()  # too late for its end to be heard: what comes next rises from silence
                self._note_dry()
        seconds = self._ring.waiting / output.sample_rate
        if self._action is not None:
            if seconds < DRY_SECONDS and self._dry_at is None:
                self._ring.write(self._smooth.end())
                self._note_dry()
        elif seconds >= BEHIND_SECONDS or (seconds and not self.is_on):
            self._action = output.play(self._ring)

    def _begin(self, output: Output) -> None:
        self._output = output
        self._action = self._dry_at = None
        self._smooth = Smooth(self._sample_rate, output.sample_rate)
        self._skip_old()
        self._ring = SoundRing(1.0, output.sample_rate, output.channels)

    def _measure(self, output: Output) -> None:
        """Whether more waits, all the time, than is needed."""
        if self._action is None:
            self._least_seconds, self._measured_at = inf, monotonic()
            return
        self._least_seconds = min(self._least_seconds, self._ring.waiting / output.sample_rate)
        if monotonic() - self._measured_at >= PATIENCE_SECONDS:
            surplus = self._least_seconds - BEHIND_SECONDS
            self._surplus_seconds = surplus if surplus > TOLERANCE_SECONDS else 0.0
            self._least_seconds, self._measured_at = inf, monotonic()

    def _skip_old(self) -> None:
        """Of what came while the output opened only the newest is played."""
        waiting = sum(len(heard.samples) / heard.speed for heard in tuple(self._blocks)) / self._sample_rate
        while waiting > BEHIND_SECONDS:
            old = self._blocks.popleft()
            self.skipped += len(old.samples)
            waiting -= len(old.samples) / old.speed / self._sample_rate

    def _note_dry(self) -> None:
        if self._dry_at is None:
            self._dry_at = monotonic()

    def _take(self, heard: Heard) -> None:
        assert self._output is not None
        if self._dry_at is not None:
            self.underruns += not heard.begins and monotonic() - self._dry_at < LATE_SECONDS
            self._dry_at = None
            if self._action is not None:
                self._ring.write(np.zeros(round(BEHIND_SECONDS * self._output.sample_rate), np.float32))
        if heard.begins:
            self._ring.write(self._smooth.end())
        rate = self._sample_rate * heard.speed
        surplus = min(len(heard.samples), round(self._surplus_seconds * rate))
        if self._ring.waiting > MOST_BEHIND_SECONDS * self._output.sample_rate:
            surplus = len(heard.samples)
        if surplus:
            self._ring.write(self._smooth.end())
            self.skipped += surplus
            self._surplus_seconds = max(0.0, self._surplus_seconds - surplus / rate)
        piece = self._smooth.push(heard.samples[surplus:], rate)
        self.skipped += len(piece) - self._ring.write(piece)
