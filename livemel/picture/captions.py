"""Captions: what a picture must say about its numbers, in words."""

from __future__ import annotations

from livemel.config import Config


def frequency_name(config: Config) -> str:
    """The unit and the scale of the frequency axis."""
    return f"Frequency in Hz, mel scale ({config.mel.scale})"


def time_name(longest: float) -> str:
    """The unit of a time axis that reaches to `longest` seconds."""
    return "Time in s" if longest < 60 else "Time in min:s" if longest < 3600 else "Time in h:min:s"


def parameters(config: Config, sample_rate: int, version: str) -> tuple[str, ...]:
    """What was computed, in short pieces: all that is needed to do it again."""
    stft, mel = config.stft, config.mel
    milliseconds = 1000.0 / sample_rate
    window = stft.win_length or stft.n_fft
    return (
        f"{sample_rate} Hz",
        f"n_fft {stft.n_fft} ({sample_rate / stft.n_fft:.3g} Hz per bin)",
        f"window {stft.window} {window} ({window * milliseconds:.3g} ms)",
        f"hop {stft.hop_length} ({stft.hop_length * milliseconds:.3g} ms)",
        f"{mel.n_mels} bands {mel.fmin:g}-{mel.fmax or sample_rate / 2:g} Hz",
        f"scale {mel.scale}",
        f"norm {mel.norm}",
        "power" if mel.power == 2 else "magnitude",
        f"livemel {version}",
    )
