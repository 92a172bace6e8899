"""Numbers by formula."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.dsp.scales import hz_to_mel
from livemel.lecture.parameters import Hertz, Range

ScaleName = Literal["slaney", "htk", "bark", "erb", "log", "linear"]


def alias_hz(*, frequency: Hertz, rate: Annotated[float, Range(1.0, 768000.0, "Hz")]) -> float:
    """Where a tone lands when it is read `rate` times a second: |f - k f_s|, with the k that gives the least."""
    return float(abs(frequency - round(frequency / rate) * rate))


def nyquist_hz(*, rate: Annotated[float, Range(1.0, 768000.0, "Hz")]) -> float:
    """Half of the rate: only tones below it are kept (C. E. Shannon, Proc. IRE 37, 10, 1949)."""
    return rate / 2


def bits_snr(*, bits: Annotated[int, Range(1, 64)], level: float = 0.0, dither: bool = False) -> float:
    """DB of a sine of `level` dBFS above the noise of rounding: 6.02 N + 1.76 at full scale.

    Exactly 20 log10(2 ** N) + 10 log10(1.5) (W. R. Bennett, Bell Syst. Tech. J. 27, 446, 1948); triangular dither
    has twice the power of rounding and comes on top: 10 log10(3) less.
    """
    return float(20 * bits * np.log10(2) + 10 * np.log10(1.5) + level - (10 * np.log10(3) if dither else 0.0))


def ratio_db(*, ratio: Annotated[float, Range(1e-12, 1e12)], of: Literal["amplitude", "power"] = "amplitude") -> float:
    """DB of a ratio: 20 log10 of amplitudes, 10 log10 of powers."""
    return float((20 if of == "amplitude" else 10) * np.log10(ratio))


def whole_numbers(*, bits: Annotated[int, Range(1, 64)]) -> float:
    """How many values there are."""
    return float(2**bits)


def bin_width(*, rate: float, n_fft: Annotated[int, Range(2)]) -> float:
    """Hz from one bin to the next."""
    return rate / n_fft


def window_ms(*, rate: Annotated[float, Range(1.0)], n_fft: Annotated[int, Range(2)]) -> float:
    """Milliseconds under a window."""
    return 1000.0 * n_fft / rate


def height(*, frequency: Hertz, scale: ScaleName) -> float:
    """Of a frequency on a scale, in its unit."""
    return float(hz_to_mel(frequency, scale))


def heights_apart(*, low: Hertz, high: Hertz, scale: ScaleName) -> float:
    """From one frequency to another on a scale, in its unit."""
    return height(frequency=high, scale=scale) - height(frequency=low, scale=scale)


def share_of_axis(
    *, frequency: Hertz, scale: ScaleName, low: Hertz = 0.0, high: Annotated[float, Range(1.0, 24000.0, "Hz")] = 8000.0
) -> float:
    """Percent of an axis from `low` to `high` that lies below a frequency; an axis in octaves cannot begin at 0 Hz."""
    return 100.0 * heights_apart(low=low, high=frequency, scale=scale) / heights_apart(low=low, high=high, scale=scale)


def percent_apart(*, low: Annotated[float, Range(0.001)], high: Hertz) -> float:
    """How much higher `high` is, in percent of `low`."""
    return 100.0 * (high - low) / low


def erb_width(*, frequency: Hertz) -> float:
    """Hz: the equivalent rectangular bandwidth of the auditory filter, 24.7 (4.37 f / kHz + 1).

    B. R. Glasberg and B. C. J. Moore, Hearing Research 47, 103, 1990.
    """
    return 24.7 * (4.37 * frequency / 1000.0 + 1.0)
