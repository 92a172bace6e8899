"""Resolution in Hz and ms, and the lengths in samples that give it."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from livemel.config.sections import Config, StftConfig
from livemel.config.window_names import parse_window

HANNS = 4.0
LOBES: dict[str, float] = {
    "boxcar": 2.0,
    "bartlett": 4.0,
    "triang": 4.0,
    "cosine": 3.0,
    "hann": HANNS,
    "hamming": 4.0,
    "bohman": 6.0,
    "blackman": 6.0,
    "parzen": 8.0,
    "nuttall": 8.0,
    "blackmanharris": 8.0,
    "flattop": 10.0,
}
"""Widths of main lobes, from zero to zero, times the length of the window (Harris, Proc. IEEE 66, 1978)."""


@dataclass(frozen=True)
class Resolution:
    """What an analysis can tell apart."""

    n_fft: int
    bin_hz: float
    """From one bin of the transform to the next."""
    lobe_hz: float
    """Width of the peak that a steady tone makes, from zero to zero; `hann`'s for windows that have none."""
    window_ms: float
    hop_ms: float

    @property
    def separates_hz(self) -> float:
        """Two tones nearer to each other than this run into one: half of `lobe_hz`."""
        return self.lobe_hz / 2


def resolution_of(config: Config, sample_rate: int) -> Resolution:
    """What `config` can tell apart with a source of `sample_rate` Hz."""
    stft = config.stft
    rate = stft.rate_with(sample_rate)
    length = stft.win_length or stft.n_fft
    return Resolution(
        n_fft=stft.n_fft,
        bin_hz=rate / stft.n_fft,
        lobe_hz=lobe_width(stft.window) * rate / length,
        window_ms=1000 * length / rate,
        hop_ms=1000 * stft.hop_length / rate,
    )


def lobe_width(window: str) -> float:
    """Width of a window's main lobe, from zero to zero, times the window's length."""
    try:
        name, parameters = parse_window(window)
    except ValueError:
        return HANNS
    if name == "kaiser":
        return 2 * math.sqrt(1 + (parameters[0] / math.pi) ** 2)
    return LOBES.get(name, HANNS)


def window_ms_for(separates_hz: float, window: str) -> float:
    """How long `window` must be to tell two tones apart that are `separates_hz` from each other."""
    return 1000 * lobe_width(window) / 2 / separates_hz


def asked(stft: StftConfig, sample_rate: int, window_ms: float, hop_ms: float, bin_hz: float = 0.0) -> StftConfig:
    """`stft` with the lengths in samples that come nearest to what is asked.

    Parameters
    ----------
    stft
        Whose other settings stay.
    sample_rate
        Of the source, in Hz.
    window_ms
        Length of the window. The transform takes the power of two that holds it.
    hop_ms
        From one frame to the next.
    bin_hz
        The transform is made longer until its bins are this near to each other; 0: as the window gives.
    """
    rate = stft.rate_with(sample_rate)
    length = max(2, round(window_ms * rate / 1000))
    least = max(length, math.ceil(rate / bin_hz)) if bin_hz else length
    n_fft = 1 << (least - 1).bit_length()
    win_length = 0 if length == n_fft else length
    return replace(stft, n_fft=n_fft, win_length=win_length, hop_length=max(1, round(hop_ms * rate / 1000)))
