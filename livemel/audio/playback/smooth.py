"""Smooth: pieces of live sound, joined so that where they do not continue each other nothing clicks."""

from __future__ import annotations

from typing import Any

import numpy as np

from livemel.audio.playback.levels import SOUND_CEILING_DBFS, amplitude, peak, rising
from livemel.audio.source import Samples

JOINT_SECONDS = 0.005
QUALITY = "LQ"
"""soxr's 16 bits: better ones hold back more than live sound has time for."""
TAPE_QUALITY = "QQ"
"""At another speed than its own: holds nothing back."""


class Smooth:
    """Resamples, limits, and holds the last 5 ms back, so that they can fall to silence. One thread.

    Parameters
    ----------
    sample_rate
        Hz, of the sound at its own speed.
    output_rate
        Hz.
    """

    def __init__(self, sample_rate: int, output_rate: int) -> None:
        self._sample_rate = sample_rate
        self._output_rate = output_rate
        self._ramp = rising(round(JOINT_SECONDS * output_rate))
        self._rate = float(output_rate)
        self._resampler: Any = None
        self._gain = 1.0
        self._held = np.empty(0, np.float32)
        self._risen = 0

    def push(self, samples: Samples, rate: float) -> Samples:
        """What may be played now of all that came; these are at `rate`, Hz."""
        ended = np.empty(0, np.float32)
        if rate != self._rate:
            ended = self.end()
            self._rate = rate
        return np.concatenate([ended, self._hold(self._resampled(samples, last=False))])

    def end(self) -> Samples:
        """All that is left, falling to silence; what comes next begins anew."""
        rest = self._hold(self._resampled(np.empty(0, np.float32), last=True))
        falls = self._ramp[::-1][-len(self._held) :] if len(self._held) else self._held
        ended = np.concatenate([rest, self._held * falls])
        self._held, self._risen, self._resampler = np.empty(0, np.float32), 0, None
        return ended

    def _resampled(self, samples: Samples, last: bool) -> Samples:
        if self._rate == self._output_rate:
            return samples
        if self._resampler is None and not len(samples):
            return samples
        if self._resampler is None:
            from soxr import ResampleStream

            quality = QUALITY if self._rate == self._sample_rate else TAPE_QUALITY
            self._resampler = ResampleStream(self._rate, self._output_rate, 1, dtype="float32", quality=quality)
        resampled: Samples = self._resampler.resample_chunk(np.ascontiguousarray(samples), last=last)
        return resampled

    def _hold(self, samples: Samples) -> Samples:
        """Take these, give those that are more than 5 ms old."""
        samples = self._limited(samples)
        rises = self._ramp[self._risen :][: len(samples)]
        samples[: len(rises)] *= rises
        self._risen += len(rises)
        joined = np.concatenate([self._held, samples])
        given = max(0, len(joined) - len(self._ramp))
        self._held = joined[given:]
        return joined[:given]

    def _limited(self, samples: Samples) -> Samples:
        """A copy, never above the ceiling: the gain falls when it must, and stays there."""
        ceiling, highest = amplitude(SOUND_CEILING_DBFS), peak(samples)
        gain = min(self._gain, ceiling / highest) if highest > 0 else self._gain
        limited = samples * np.linspace(self._gain, gain, len(samples), dtype=np.float32)
        self._gain = gain
        limited = np.nan_to_num(limited, copy=False, posinf=0.0, neginf=0.0)
        return np.clip(limited, -ceiling, ceiling, out=limited)
