"""Metering: a sink of the session that closes every second of the sample counter as a reading."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from livemel.monitor.metering.meters import Meters
from livemel.monitor.metering.reading import Reading
from livemel.runtime.feed import Columns, Event, Gap, Sound

MOST_WAITING = 3600
"""Readings of an hour may wait for whoever takes them; then the oldest go, and are counted."""
LEAST_POWER = 1e-30
QUIET_SECONDS = 1.0


class Metering:
    """A sink, whose columns are decibels; `consume` is the worker's, `close_if_quiet` and `drain` the loop's.

    Parameters
    ----------
    sample_rate
        Hz, of the source.
    third_octaves
        Whether they are measured too.
    monotonic
        Seconds.
    """

    def __init__(
        self, sample_rate: int, third_octaves: bool = False, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.dropped = 0
        """Readings that nobody took in time; the worker's."""
        self._meters = Meters(sample_rate, third_octaves)
        self._rate = sample_rate
        self._second = 0  # number of the one that is open
        self._heard = 0  # samples in it
        self._at = 0  # the sample behind the last that was heard
        self._bands: list[np.ndarray] = []
        self._readings: deque[Reading] = deque()
        self._lock = threading.Lock()  # of the second that is open
        self._monotonic = monotonic
        self._heard_at = monotonic()

    @property
    def nominal_thirds_hz(self) -> tuple[float, ...]:
        """What the third octaves are called; empty where they are not measured."""
        return self._meters.nominal_thirds_hz

    def consume(self, event: Event) -> None:
        """Measure samples; note columns."""
        with self._lock:
            self._note(event)

    def _note(self, event: Event) -> None:
        if isinstance(event, Sound):
            if event.begins:
                self._meters.begin_anew()
            self._heard_at = self._monotonic()
            self._take(event)
        elif isinstance(event, Columns):
            self._bands.append(event.levels)
        elif isinstance(event, Gap) and (event.at_sample + event.lost) // self._rate > self._second:
            self._close()
            self._second = (event.at_sample + event.lost) // self._rate

    def _take(self, sound: Sound) -> None:
        at, samples = sound.at_sample, sound.samples
        while len(samples):
            if at // self._rate > self._second:
                self._close()
                self._second = at // self._rate
            count = min(len(samples), (self._second + 1) * self._rate - at)
            self._meters.take(samples[:count])
            self._heard += count
            at, samples = at + count, samples[count:]
            self._at = at
        if at == (self._second + 1) * self._rate:
            self._close()
            self._second += 1

    def _close(self, end: int | None = None) -> None:
        """`end`: where sound stopped, if that is not the end of the second."""
        if self._heard:
            bands, self._bands = self._bands, []
            begin = self._second * self._rate
            mean = tuple(_mean_of(np.concatenate(bands)).tolist()) if bands else ()
            if len(self._readings) >= MOST_WAITING:
                self._readings.popleft()
                self.dropped += 1
            self._readings.append(self._meters.reading(begin, begin + self._rate if end is None else end, mean))
            self._heard = 0

    def close_if_quiet(self, now: float) -> bool:
        """Whether nothing has come for a second; what was heard of the open one is a reading then, its rest another.

        Parameters
        ----------
        now
            Monotonic.
        """
        with self._lock:
            if now - self._heard_at < QUIET_SECONDS:
                return False
            self._close(self._at)
            return True

    def drain(self) -> list[Reading]:
        """Every reading that has come, oldest first."""
        readings = []
        while self._readings:
            readings.append(self._readings.popleft())
        return readings


def _mean_of(levels: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of the powers; levels in dB, shape (frames, n_mels)."""
    powers = np.power(10.0, levels / 10.0, dtype=np.float64)
    return np.asarray(10.0 * np.log10(np.maximum(powers.mean(axis=0), LEAST_POWER)))
