"""Arrivals: compares the sample counter with the monotonic clock, to tell what is late from what is lost.

Samples are due on a straight line, the earliest arrivals. The line follows the difference between the two clocks
slowly; a lasting shortfall below it is a loss.
"""

from __future__ import annotations

from livemel.audio.drift import Drift
from livemel.audio.source import SampleClock

LATE_SECONDS = 0.05
"""Less than this is ordinary unevenness."""
PATIENCE_SECONDS = 1.0
"""What has not been made good after so long is lost."""
LONGEST_DOUBT_SECONDS = 3.0
SILENCE_SECONDS = 0.25
"""After a silence this long patience begins anew: the process or the stream was stopped."""
MAX_DRIFT = 1e-3
"""How fast the line follows the sound card's clock, in seconds per second."""


class Arrivals:
    """Worker thread.

    Parameters
    ----------
    sample_rate
        Hz.
    late_seconds
        What is ordinary unevenness: more for a stream that is asked for in large blocks.
    """

    def __init__(self, sample_rate: int, late_seconds: float = LATE_SECONDS) -> None:
        self._sample_rate = sample_rate
        self._late_samples = late_seconds * sample_rate
        self._line = SampleClock(0.0, 0.0, sample_rate)
        self._begun = False
        self._last_arrival = 0.0
        self._window_begin = 0.0
        self._least_late = 0.0
        self._late_before = 0.0
        self._in_doubt_since: float | None = None
        self.drift = Drift(sample_rate)
        """How the sound card's clock runs; watched beside the line, which does not know of it."""
        self.undecided = False
        """Samples are late, and it is not known yet whether others were lost before them."""

    def clock(self) -> SampleClock:
        """Which sample is due when."""
        return self._line

    def note(self, sample: int, seconds: float) -> int:
        """Samples came: all up to `sample`, received or lost, by the monotonic time `seconds`.

        Returns
        -------
        int
            How many samples are now known to be lost, to be counted before the next ones.
        """
        if not self._begun:
            self._begun = True
            self._line = SampleClock(sample, seconds, self._sample_rate)
            self._begin_window(seconds, 0.0)
        late = self._line.sample_at(seconds) - sample
        if late < 0:
            self._shift(late)
            late = 0.0
        has_jumped = late - self._late_before > self._late_samples
        silence = seconds - self._last_arrival
        was_silent = silence > SILENCE_SECONDS
        if silence > LONGEST_DOUBT_SECONDS:  # a stop: what has waited meanwhile comes now
            self.undecided = False
        if has_jumped or was_silent:
            self._begin_window(seconds, late)
        if was_silent:
            self.drift.begin_anew()
        self.drift.note(sample, seconds)
        self._last_arrival = seconds
        self._late_before = late
        self._least_late = min(late, self._least_late)
        self._doubt(self._least_late > self._late_samples, seconds)
        if seconds - self._window_begin < PATIENCE_SECONDS and not self._doubted_too_long(seconds):
            return 0
        return self._decide(seconds, late)

    def _doubt(self, undecided: bool, seconds: float) -> None:
        if undecided and not self.undecided:
            self._in_doubt_since = seconds
        self.undecided = undecided

    def _doubted_too_long(self, seconds: float) -> bool:
        """Where sound comes in pieces longer than SILENCE_SECONDS, patience would begin anew with each."""
        since = self._in_doubt_since
        return self.undecided and since is not None and seconds - since >= LONGEST_DOUBT_SECONDS

    def _decide(self, seconds: float, late: float) -> int:
        """Patience is over."""
        lost = 0
        if self.undecided:
            lost = round(self._least_late)
            self.drift.begin_anew()
            late -= lost
            self.undecided = False
        else:
            self._shift(min(self._least_late, MAX_DRIFT * (seconds - self._window_begin) * self._sample_rate))
        self._begin_window(seconds, max(0.0, late))
        self._late_before = max(0.0, late)
        return lost

    def _begin_window(self, seconds: float, late: float) -> None:
        self._window_begin = seconds
        self._last_arrival = seconds
        self._least_late = late

    def _shift(self, samples: float) -> None:
        """Expect everything `samples` later (earlier if negative) than so far."""
        line = self._line
        self._line = SampleClock(line.sample - samples, line.seconds, self._sample_rate)
