"""Explain: how one level of one frame came about, step by step, with the numbers of every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil, expm1, log, log1p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config, LevelConfig, PcenConfig
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.band_table import Band, band_table
from livemel.dsp.compression import Logarithm
from livemel.dsp.entry import Entry, entry_for
from livemel.dsp.front_end import FrontEnd
from livemel.dsp.geometry import Geometry
from livemel.dsp.pcen import smoothing_weight
from livemel.dsp.stream import MelStream
from livemel.dsp.windows import analysis_window, centred_in

_VALUES = LevelConfig(compression="none")

Read = Callable[[int, int], Floats]
"""Gives the samples from one to another, shape (n,)."""


@dataclass(frozen=True, eq=False)
class BinSums:
    """What the FFT bins add to a band. All arrays have the shape (bins,), float64."""

    numbers: NDArray[np.int64]
    hz: Doubles
    real: Doubles
    imaginary: Doubles
    powers: Doubles
    """real^2 + imaginary^2."""
    values: Doubles
    """What is weighted: the powers, or the magnitudes."""
    weights: Doubles
    contributions: Doubles
    """values * weights."""

    @property
    def sum(self) -> float:
        """Added one after the other, from the lowest bin on, as the engine does."""
        return sum(self.contributions.tolist(), 0.0)


@dataclass(frozen=True, eq=False)
class Derivation:
    """The way from the samples of a frame to the level of a band. Samples are those of the analysis."""

    config: Config
    source_rate: int
    """Hz."""
    analysis_rate: int
    """Hz."""
    centre: float
    """The sample of the source at the centre of the frame."""
    samples: Doubles
    """Of the frame, after resampling and after pre-emphasis of the signal, shape (length,)."""
    mean: float
    """Taken off each sample; 0 where it stays."""
    emphasised: Doubles
    """Without the mean and pre-emphasised, where the recipe asks for it, shape (length,)."""
    window: Doubles
    """With the scale of the samples, shape (length,)."""
    windowed: Doubles
    """Shape (length,)."""
    spectrum: NDArray[np.complex128]
    """Shape (1 + n_fft // 2,)."""
    band: Band
    bins: BinSums
    smoothed: float
    """PCEN's mean of the values up to this frame; 0 where there is no PCEN."""
    level: float
    """As the engine gives it, float32."""

    @property
    def value(self) -> float:
        """The mel value: what the bins sum up to."""
        return self.bins.sum

    @property
    def derived_level(self) -> float:
        """What the numbers that are told here give: `level`, but for its rounding."""
        compression = self.config.level.compression
        if compression == "pcen":
            return _normalised(self.value, self.smoothed, self.config.pcen)
        if compression == "none":
            return self.value
        logarithm = Logarithm.of(self.config)
        floored = self.value + logarithm.floor if logarithm.adds_floor else max(self.value, logarithm.floor)
        return logarithm.gain * log(floored) - logarithm.offset


def explain(
    stream: MelStream, read: Read, signal: tuple[int, int], centre: float, band: int, is_over: bool = False
) -> Derivation:
    """Derive the level of a band in the frame whose centre lies nearest to a sample.

    Parameters
    ----------
    stream
        What computes levels; what was pushed before is forgotten.
    read
        Gives the samples from one to another, shape (n,).
    signal
        The number of its first sample, and that behind the last there is.
    centre
        In samples of the source.
    band
        From 0.
    is_over
        Whether the signal ends there, so that frames may reach beyond it.

    Raises
    ------
    ValueError
        If there is no such frame: its samples have not come, were lost, or are not kept any more.
    """
    number = max(0, round((centre - signal[0] - stream.centre_of_first_frame) / stream.hop))
    exact = signal[0] + stream.centre_of_first_frame + number * stream.hop
    part = _part(stream, read, signal, exact, is_over)
    levels = _levels(stream, part)
    if levels is None or not np.isfinite(part.samples).all():
        raise ValueError(f"the samples of the frame at sample {exact:g} must be there, but have not come or are gone")
    samples = _frame(stream, part)
    stft = stream.config.stft
    window = stft.input_scale * centred_in(analysis_window(stft), len(samples))
    mean = float(np.add.reduce(samples) / len(samples)) if stft.remove_dc else 0.0
    emphasised = _emphasised(samples - mean, stft.preemphasis if stft.preemphasis_scope == "frame" else 0.0)
    spectrum = np.fft.rfft(emphasised * window, stft.n_fft)
    table = band_table(stream.config, stream.analysis_rate)
    return Derivation(
        config=stream.config,
        source_rate=stream.sample_rate,
        analysis_rate=stream.analysis_rate,
        centre=exact,
        samples=samples,
        mean=mean,
        emphasised=emphasised,
        window=window,
        windowed=emphasised * window,
        spectrum=spectrum,
        band=table[band],
        bins=_bin_sums(stream, spectrum, band),
        smoothed=_smoothed(stream, part, band),
        level=float(levels[-1, band]),
    )


@dataclass(frozen=True, eq=False)
class _Part:
    """The samples of a signal that decide over one frame."""

    samples: Floats
    """As they come in, shape (n,)."""
    before: int
    """How many there are before them."""
    skipped: int
    """How many frames they give before the one."""
    ends: bool
    """Whether the signal ends with them."""


def _part(stream: MelStream, read: Read, signal: tuple[int, int], exact: float, is_over: bool) -> _Part:
    first, last = signal
    entry = entry_for(stream, exact - first - 0.25 * stream.hop)
    if first + entry.first_sample >= last:  # a frame of padding alone
        entry = Entry(0, round((exact - first - stream.centre_of_first_frame) / stream.hop))
    begin = first + entry.first_sample
    mirrored = Geometry.of(stream.config.stft).samples_before_first * stream.sample_rate / stream.analysis_rate
    needed = ceil(max(exact, begin + mirrored) + stream.delay + 2 * stream.hop)
    return _Part(read(begin, min(needed, last)), entry.first_sample, entry.skipped, is_over and needed >= last)


def _levels(stream: MelStream, part: _Part) -> Floats | None:
    """The engine's own, up to the frame, shape (m, n_mels); None where it has no such frame."""
    stream.reset()
    frames = [stream.push(part.samples), *([stream.flush()] if part.ends else [])]
    stream.reset()
    levels = np.concatenate(frames)[: part.skipped + 1]
    return levels if len(levels) > part.skipped else None


def _frame(stream: MelStream, part: _Part) -> Doubles:
    """The samples that the frame takes, at the rate of the analysis."""
    stft, geometry = stream.config.stft, Geometry.of(stream.config.stft)
    rows = part.samples[None].astype(np.float64)
    if FrontEnd.is_needed(stft, stream.sample_rate):
        front_end = FrontEnd(stft, stream.sample_rate, 1, 1.0, np.float64)
        parts = [front_end.push(rows), *([front_end.finish()] if part.ends else [])]
        rows = np.concatenate(parts, axis=1)
    silence = _silence(stream, part.before, rows.shape[1]) if part.ends else None
    return _padded(rows[0], geometry, silence)[part.skipped * geometry.hop :][: geometry.length]


def _silence(stream: MelStream, before: int, length: int) -> int:
    """How much the engine adds to a part of `length` samples, of which `before` came in before it."""
    so_far = before * stream.analysis_rate // stream.sample_rate + length
    return max(0, ceil(stream.config.stft.least_seconds * stream.analysis_rate) - so_far)


def _padded(samples: Doubles, geometry: Geometry, silence: int | None) -> Doubles:
    """With what stands before them and, unless `silence` is None, behind them."""
    mode: Any = geometry.mode
    if silence is None:
        return np.pad(samples, (geometry.left, 0), mode=mode)
    samples = np.pad(samples, (0, silence))
    if len(samples) < geometry.samples_mirrored:  # so short that its mirror images repeat
        return np.pad(samples, (geometry.left, geometry.right), mode=mode)
    return np.pad(np.pad(samples, (geometry.left, 0), mode=mode), (0, geometry.right), mode=mode)


def _emphasised(samples: Doubles, preemphasis: float) -> Doubles:
    """x[i] - preemphasis * x[i - 1]; the first sample stands before itself."""
    return samples - preemphasis * np.concatenate([samples[:1], samples[:-1]]) if preemphasis else samples


def _bin_sums(stream: MelStream, spectrum: NDArray[np.complex128], band: int) -> BinSums:
    stft, mel = stream.config.stft, stream.config.mel
    weights = stream.filterbank[band].astype(np.float64)
    numbers = np.flatnonzero(weights)
    fed = spectrum[numbers]
    powers = fed.real**2 + fed.imag**2
    values = powers + stft.magnitude_offset
    if mel.power == 1:
        values = np.sqrt(values)
    return BinSums(
        numbers=numbers,
        hz=numbers.astype(np.float64) * (stream.analysis_rate / stft.n_fft),
        real=fed.real,
        imaginary=fed.imag,
        powers=powers,
        values=values,
        weights=weights[numbers],
        contributions=values * weights[numbers],
    )


def _smoothed(stream: MelStream, part: _Part, band: int) -> float:
    """PCEN's mean at the frame."""
    config = stream.config
    if config.level.compression != "pcen":
        return 0.0
    values = _levels(MelStream(replace(config, level=_VALUES), stream.sample_rate), part)
    weight = smoothing_weight(config.pcen.time_constant * stream.analysis_rate / config.stft.hop_length)
    mean = 1.0
    for value in [] if values is None else values[:, band].tolist():
        mean = (1.0 - weight) * mean + weight * value
    return mean


def _normalised(value: float, smoothed: float, pcen: PcenConfig) -> float:
    energy = value / (pcen.eps + smoothed) ** pcen.gain
    if pcen.power == 0:
        return log1p(energy)
    if pcen.bias == 0:
        return float(energy**pcen.power)
    return float(pcen.bias**pcen.power * expm1(pcen.power * log1p(energy / pcen.bias)))
