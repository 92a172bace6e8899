"""Meters: the filters and sums of one stretch of sound, and what a second of it measured."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.acoustics.loudness import Loudness
from livemel.dsp.acoustics.third_octaves import ThirdOctaves
from livemel.dsp.acoustics.time_weighting import FAST_SECONDS, SLOW_SECONDS, TimeWeighting, dbfs
from livemel.dsp.acoustics.weighting import WeightingFilter
from livemel.dsp.dominant import dominant_lines
from livemel.dsp.levels import sum_of_squares
from livemel.dsp.windows import cosine_window
from livemel.monitor.metering.percentiles import HOUR_STEPS, MINUTE_STEPS, STEP_SECONDS, Percentiles
from livemel.monitor.metering.reading import Reading
from livemel.runtime import strongest

FULL_SCALE = 1.0 - 2.0**-15
"""A sample of 16 bits that is as large as can be."""
LINE_STANDS_OUT_DB = 10.0
"""Above the mean of all bins: less is no line."""

Signal = NDArray[np.float32]


class Meters:
    """Of one channel. Worker thread.

    Parameters
    ----------
    sample_rate
        Hz.
    third_octaves
        Whether they are measured too.
    """

    def __init__(self, sample_rate: int, third_octaves: bool = False) -> None:
        self._rate = sample_rate
        self._a, self._c = WeightingFilter("A", sample_rate), WeightingFilter("C", sample_rate)
        self._fast, self._slow = TimeWeighting(FAST_SECONDS, sample_rate), TimeWeighting(SLOW_SECONDS, sample_rate)
        self._loudness = Loudness(sample_rate)
        self._thirds = ThirdOctaves(sample_rate) if third_octaves else None
        self._percentiles = Percentiles()
        self._line = _StrongestLine(sample_rate)
        self._step = max(1, round(STEP_SECONDS * sample_rate))
        self._clear()

    @property
    def nominal_thirds_hz(self) -> tuple[float, ...]:
        """What the third octaves are called; empty where they are not measured."""
        return self._thirds.nominal_hz if self._thirds is not None else ()

    def _clear(self) -> None:
        self._count = self._clipped = 0
        self._squares = self._a_squares = self._c_squares = self._peak = self._slow_now = 0.0
        self._fast_levels: list[NDArray[np.float64]] = []

    def begin_anew(self) -> None:
        """What comes does not follow what went before."""
        for each in (self._a, self._c, self._fast, self._slow, self._loudness, self._line):
            each.reset()
        if self._thirds is not None:
            self._thirds.reset()

    def take(self, samples: Signal) -> None:
        """Samples of one second, shape (n,), n >= 1, finite."""
        signal = samples.astype(np.float64)
        weighted, low = self._a.apply(signal), self._c.apply(signal)
        fast, slow = self._fast.apply(weighted**2), self._slow.apply(weighted**2)
        magnitudes = np.abs(samples)
        self._count += len(samples)
        self._clipped += int(np.count_nonzero(magnitudes >= FULL_SCALE))
        self._peak = max(self._peak, float(magnitudes.max()))
        self._squares += sum_of_squares(signal)
        self._a_squares += sum_of_squares(weighted)
        self._c_squares += sum_of_squares(low)
        self._fast_levels.append(fast)
        self._slow_now = float(slow[-1])
        self._loudness.push(signal)
        self._line.take(samples)
        if self._thirds is not None:
            self._thirds.push(signal)

    def reading(self, begin: int, end: int, bands: tuple[float, ...]) -> Reading:
        """What was taken since the last one; at least one sample was."""
        fast = np.concatenate(self._fast_levels)
        self._percentiles.add(10 * np.log10(np.maximum(2 * fast[self._step - 1 :: self._step], 1e-20)))
        minute, hour = self._percentiles.exceeded(MINUTE_STEPS), self._percentiles.exceeded(HOUR_STEPS)
        line = self._line.newest()
        count = self._count
        reading = Reading(
            begin=begin,
            end=end,
            sample_rate=self._rate,
            heard=count,
            clipped=self._clipped,
            rms=dbfs(self._squares / count),
            peak=dbfs(self._peak**2 / 2),
            laeq=dbfs(self._a_squares / count),
            lceq=dbfs(self._c_squares / count),
            laf_max=dbfs(float(fast.max())),
            laf_min=dbfs(float(fast.min())),
            las=dbfs(self._slow_now),
            l10_minute=minute[0],
            l50_minute=minute[1],
            l90_minute=minute[2],
            l10_hour=hour[0],
            l50_hour=hour[1],
            l90_hour=hour[2],
            momentary=self._loudness.momentary,
            short_term=self._loudness.short_term,
            dominant_hz=line[0] if line else None,
            dominant_dbfs=line[1] if line else None,
            thirds=tuple(self._thirds.levels()) if self._thirds is not None else (),
            bands=bands,
        )
        self._clear()
        return reading


class _StrongestLine:
    """Of the mean spectrum of a second."""

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._length = 1 << max(6, round(np.log2(strongest.SECONDS * sample_rate)))
        self._window = cosine_window("hann", self._length, symmetric=False)
        self.reset()

    def reset(self) -> None:
        self._powers = np.zeros(self._length // 2 + 1)
        self._frames = 0
        self._left = np.empty(0, np.float32)

    def take(self, samples: Signal) -> None:
        whole = np.concatenate([self._left, samples])
        count = len(whole) // self._length
        if count:
            frames = whole[: count * self._length].reshape(count, self._length)
            self._powers += (np.abs(np.fft.rfft(frames * self._window, axis=1)) ** 2).sum(axis=0)
            self._frames += count
        self._left = whole[count * self._length :]

    def newest(self) -> tuple[float, float] | None:
        """Hz and dBFS since last asked; None where no line stands out."""
        powers, frames = self._powers / max(1, self._frames), self._frames
        self._powers, self._frames = np.zeros(len(powers)), 0
        if not frames or self._rate <= 2 * strongest.LOWEST_HZ:
            return None
        line = dominant_lines(powers, self._rate, self._length, float(self._window.sum()), strongest.LOWEST_HZ)
        hz, level = float(line.hz), float(line.dbfs)
        mean = 10 * np.log10(4 * powers.mean() / self._window.sum() ** 2 + 1e-30)
        return (hz, level) if level >= strongest.LEAST_DBFS and level - mean >= LINE_STANDS_OUT_DB else None
