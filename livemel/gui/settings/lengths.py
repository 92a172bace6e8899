"""Resolution, window and hop as a person asks for them, in Hz and ms."""

from __future__ import annotations

from collections.abc import Mapping

from livemel.config.resolution import asked, resolution_of, window_ms_for
from livemel.config.sections import Config
from livemel.config.setting import Setting, Value

LENGTHS = {
    "resolution": Setting(
        default=46.88,
        doc="two tones nearer to each other than this run into one; asks for a window so long",
        unit="Hz",
        above=0.0,
        at_most=100000.0,
    ),
    "window": Setting(
        default=42.67,
        doc="sound that one column is made of; a longer window tells tones apart, a shorter one moments",
        unit="ms",
        above=0.0,
        at_most=60000.0,
    ),
    "hop": Setting(default=8.0, doc="from one column to the next", unit="ms", above=0.0, at_most=60000.0),
}
"""As if they were settings; what they ask for is `stft`'s n_fft, win_length and hop_length."""
LABELS = {"resolution": "Resolution", "window": "Window", "hop": "Hop"}


def length_values(config: Config, sample_rate: int) -> dict[str, float]:
    """What LENGTHS are in `config`, with a source of `sample_rate` Hz, in four digits."""
    got = resolution_of(config, sample_rate)
    exact = {"resolution": got.separates_hz, "window": got.window_ms, "hop": got.hop_ms}
    return {name: float(f"{value:.4g}") for name, value in exact.items()}


def settings_asked(config: Config, sample_rate: int, name: str, value: object) -> Mapping[str, Value]:
    """The settings by "section.key" that give one of LENGTHS another value.

    Raises
    ------
    ValueError
        If it is no number or out of range; the text ends a sentence that begins with its name.
    """
    number = float(LENGTHS[name].read(value))
    got = resolution_of(config, sample_rate)
    if name == "hop":
        return {"stft.hop_length": asked(config.stft, sample_rate, got.window_ms, number).hop_length}
    window_ms = window_ms_for(number, config.stft.window) if name == "resolution" else number
    stft = asked(config.stft, sample_rate, window_ms, got.hop_ms)
    return {"stft.n_fft": stft.n_fft, "stft.win_length": stft.win_length}


def settings_of_base(base: Config, name: str) -> Mapping[str, Value]:
    """The settings by "section.key" that one of LENGTHS has in `base`."""
    if name == "hop":
        return {"stft.hop_length": base.stft.hop_length}
    return {"stft.n_fft": base.stft.n_fft, "stft.win_length": base.stft.win_length}


def derived_text(config: Config, sample_rate: int) -> str:
    """What follows from the lengths."""
    got = resolution_of(config, sample_rate)
    return f"FFT of {got.n_fft} samples, {got.bin_hz:.3g} Hz a bin, {1000 / got.hop_ms:.3g} columns a second"
