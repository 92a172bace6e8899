"""Momentary and short-term loudness of EBU R128: ITU-R BS.1770's K-weighting at any rate, and two sliding means."""

from __future__ import annotations

from collections import deque
from math import log10, pi, tan

import numpy as np
from numpy.typing import ArrayLike

MOMENTARY_SECONDS, SHORT_TERM_SECONDS = 0.4, 3.0
STEP_SECONDS = 0.1
OFFSET_DB = -0.691
"""BS.1770: a 997 Hz sine reads its own level."""
SHELF_HZ, SHELF_DB, SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
SHELF_BEND = 0.4996667741545416
HIGH_PASS_HZ, HIGH_PASS_Q = 38.13547087602444, 0.5003270373238773
"""Analogue values that give BS.1770's coefficients at 48 kHz (B. De Man, 2018)."""
SILENCE_LUFS = -200.0


def k_weighting(sample_rate: int) -> list[list[float]]:
    """Second-order sections: the shelf for the head, then the high pass."""
    k = tan(pi * SHELF_HZ / sample_rate)
    high, middle = 10.0 ** (SHELF_DB / 20), 10.0 ** (SHELF_DB / 20 * SHELF_BEND)
    shelf = [high + middle * k / SHELF_Q + k * k, 2 * (k * k - high), high - middle * k / SHELF_Q + k * k]
    return [
        _section(shelf, k, SHELF_Q, True),
        _section([1.0, -2.0, 1.0], tan(pi * HIGH_PASS_HZ / sample_rate), HIGH_PASS_Q),
    ]


def _section(upper: list[float], k: float, q: float, scales: bool = False) -> list[float]:
    """With the poles of a bilinear transform; BS.1770 leaves the upper row of its high pass as it is."""
    whole = 1 + k / q + k * k
    above = [each / whole for each in upper] if scales else upper
    return [*above, 1.0, 2 * (k * k - 1) / whole, (1 - k / q + k * k) / whole]


class Loudness:
    """Of one channel, block by block: LUFS over the last 0.4 s and the last 3 s.

    Parameters
    ----------
    sample_rate
        Hz.
    """

    def __init__(self, sample_rate: int) -> None:
        self._sections = np.array(k_weighting(sample_rate))
        self._step = round(STEP_SECONDS * sample_rate)
        self.reset()

    def reset(self) -> None:
        """Forget what went before: after a gap."""
        self._state = np.zeros((len(self._sections), 2))
        self._steps: deque[float] = deque(maxlen=round(SHORT_TERM_SECONDS / STEP_SECONDS))
        self._sum, self._count = 0.0, 0

    def push(self, samples: ArrayLike) -> None:
        """Take the next samples, shape (n,)."""
        from scipy.signal import sosfilt

        signal = np.asarray(samples, np.float64)
        if not len(signal):
            return
        weighted, self._state = sosfilt(self._sections, signal, zi=self._state)
        squares = weighted**2
        while len(squares):
            taken = squares[: self._step - self._count]
            self._sum, self._count = self._sum + float(taken.sum()), self._count + len(taken)
            squares = squares[len(taken) :]
            if self._count == self._step:
                self._steps.append(self._sum / self._step)
                self._sum, self._count = 0.0, 0

    @property
    def momentary(self) -> float | None:
        """LUFS; None before 0.4 s have come."""
        return self._over(MOMENTARY_SECONDS)

    @property
    def short_term(self) -> float | None:
        """LUFS; None before 3 s have come."""
        return self._over(SHORT_TERM_SECONDS)

    def _over(self, seconds: float) -> float | None:
        count = round(seconds / STEP_SECONDS)
        if len(self._steps) < count:
            return None
        mean = sum(list(self._steps)[-count:]) / count
        return OFFSET_DB + 10 * log10(mean) if mean > 0 else SILENCE_LUFS
