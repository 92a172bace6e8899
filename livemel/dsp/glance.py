"""Glance: a first look at a long signal, of which every so manieth frame is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from math import ceil, floor, gcd

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Floats
from livemel.dsp.stream import MelStream

FRAMES = 128
"""At a time."""
MARGIN = 64
"""Samples of the analysis at both ends of a frame that is resampled by itself: what is wrong there is left out."""

Read = Callable[[int, int], Floats]


def can_glance(stream: MelStream) -> bool:
    """Whether a frame depends on the samples around it alone."""
    return stream.config.level.compression != "pcen"


def samples_per_frame(stream: MelStream) -> int:
    """Samples that are transformed for a frame by itself: what it costs."""
    resampled = 0
    if stream.analysis_rate != stream.sample_rate:
        up, down = _ratio(stream)
        resampled = _periods(stream.frame_length, up) * (up + down)
    return stream.config.stft.n_fft + resampled


def scattered_frames(
    stream: MelStream, read: Read, signal: tuple[int, int], begin: float, end: float, every: int
) -> Iterator[tuple[float, Floats]]:
    """Every `every`-th frame of a part of a signal, as it is among those of the whole; none that reaches beyond it.

    Where the signal is resampled they are nearly so: each frame is resampled by itself, by an FFT. Parameters and what
    it yields are those of `frames_between`; `can_glance` says for which streams.
    """
    first, last = signal
    scale = stream.sample_rate / stream.analysis_rate
    length, hop = stream.frame_length, stream.config.stft.hop_length
    centre = stream.centre_of_first_frame / scale
    before = length // 2
    least = max((begin - first) / scale, before)
    number = ceil((least - centre) / hop / every) * every
    behind = floor((min((end - 1 - first) / scale, (last - first) / scale - (length - before)) - centre) / hop) + 1
    single = stream.single_frames()
    frames = _Frames(stream, read, first)
    for group in range(number, behind, FRAMES * every):
        numbers = np.arange(group, min(behind, group + FRAMES * every), every)
        single.reset()
        yield first + (centre + group * hop) * scale, single.push(frames.at(round(centre) + numbers * hop - before))


class _Frames:
    """The samples of single frames at the rate of the analysis."""

    def __init__(self, stream: MelStream, read: Read, first: int) -> None:
        self._read = read
        self._first = first
        self._length = stream.frame_length
        stft = stream.config.stft
        self._emphasis = stft.preemphasis if stft.preemphasis_scope == "signal" else 0.0
        self._up, self._down = _ratio(stream)

    def at(self, starts: NDArray[np.int64]) -> Floats:
        """Of frames that begin with these samples of the analysis, one after the other, shape (m * frame_length,)."""
        emphasised = 1 if self._emphasis else 0
        if self._up == self._down:
            samples = self._pieces(starts - emphasised, self._length + emphasised)
        else:
            samples = self._resampled(starts - emphasised, self._length + emphasised)
        if emphasised:
            samples = samples[:, 1:] - np.float32(self._emphasis) * samples[:, :-1]
        return samples.reshape(-1)

    def _pieces(self, starts: NDArray[np.int64], length: int) -> Floats:
        """So many samples of the signal from each of `starts` on, shape (m, length); silence before it begins."""
        pieces = np.stack([self._read(self._first + at, self._first + at + length) for at in starts.tolist()])
        return np.nan_to_num(pieces, copy=False)

    def _resampled(self, starts: NDArray[np.int64], length: int) -> Floats:
        periods = _periods(length, self._up)
        aligned = (starts - MARGIN) // self._up * self._up
        pieces = self._pieces(aligned * self._down // self._up, periods * self._down)
        pieces *= _ramps(pieces.shape[1], MARGIN * self._down // (2 * self._up))
        spectra = np.fft.rfft(pieces.astype(np.float64))
        at_rate = np.fft.irfft(spectra, periods * self._up) * (self._up / self._down)
        index = (starts - aligned)[:, None] + np.arange(length)
        resampled: Floats = np.take_along_axis(at_rate, index, axis=1).astype(np.float32)
        return resampled


def _ratio(stream: MelStream) -> tuple[int, int]:
    """So many samples of the analysis in the time of so many that come in."""
    divisor = gcd(stream.analysis_rate, stream.sample_rate)
    return stream.analysis_rate // divisor, stream.sample_rate // divisor


@lru_cache(maxsize=16)
def _periods(length: int, up: int) -> int:
    """How many times `up` samples are resampled for a frame of `length`: of such a length the FFT is quick."""
    from scipy.fft import next_fast_len  # late: not on the way to the first column

    least = -(-(length + 2 * MARGIN + up) // up)
    return int(next_fast_len(least, real=True))


@lru_cache(maxsize=4)
def _ramps(length: int, ramp: int) -> Floats:
    """1 but for the ends, which rise and fall: an FFT takes the end of a piece for what comes before its begin."""
    from_edge = np.minimum(np.arange(length), np.arange(length)[::-1])
    ramps: Floats = (0.5 - 0.5 * np.cos(np.pi * np.clip((from_edge + 0.5) / ramp, 0.0, 1.0))).astype(np.float32)
    return ramps
