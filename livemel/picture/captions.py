"""Captions: what a picture must say about its numbers, in words."""

from __future__ import annotations

from livemel.config import Config
from livemel.dsp.compression import decibels_per_decade
from livemel.picture.seen import Change
from livemel.picture.unfed import IsUnfed

WHISPER_DECADES = 8
SCALE_NAMES = {
    "slaney": "mel scale (slaney)",
    "htk": "mel scale (htk)",
    "bark": "Bark scale",
    "erb": "ERB-rate scale",
    "log": "logarithmic",
    "linear": "linear",
}


def frequency_name(config: Config) -> str:
    """The unit and the scale of the frequency axis."""
    return f"Frequency in Hz, {SCALE_NAMES[config.mel.scale]}"


def time_name(longest: float) -> str:
    """The unit of a time axis that reaches to `longest` seconds."""
    return "Time in s" if longest < 60 else "Time in min:s" if longest < 3600 else "Time in h:min:s"


def parameters(config: Config, sample_rate: int, version: str) -> tuple[str, ...]:
    """What was computed of a source of `sample_rate` Hz, in short pieces: what matters to do it again."""
    stft, mel, level = config.stft, config.mel, config.level
    rate = stft.rate_with(sample_rate)
    milliseconds = 1000.0 / rate
    window = stft.win_length or stft.n_fft
    pieces = (
        rate_name(rate, sample_rate),
        f"n_fft {stft.n_fft} ({rate / stft.n_fft:.3g} Hz per bin)",
        f"window {stft.window} {window} ({window * milliseconds:.3g} ms)",
        f"hop {stft.hop_length} ({stft.hop_length * milliseconds:.3g} ms)",
        f"pre-emphasis {stft.preemphasis:g}" if stft.preemphasis else "",
        f"{mel.n_mels} bands {mel.fmin:g}-{mel.fmax or rate / 2:g} Hz",
        f"scale {mel.scale}",
        f"norm {mel.norm}",
        "power" if mel.power == 2 else "magnitude",
        f"top_db {level.top_db:g}" if level.top_db and level.finalize == "top_db" else "",
        f"livemel {version}",
    )
    return tuple(piece for piece in pieces if piece)


def change_name(may_change: Change, seconds: float, config: Config) -> str:
    """Over what time the levels were finalised, and which of them may still change; the colour is MAY_CHANGE's."""
    over = f"these {seconds:g} s"
    return {
        Change.NOTHING: f"finalised over {over}",
        Change.FLOOR: f"brown: {_range_name(config)} below the loudest in view, may still change",
        Change.EVERYTHING: f"normalised over {over}: all may still change",
    }[may_change]


def _range_name(config: Config) -> str:
    """How far below the loudest level the floor lies."""
    level, power = config.level, config.mel.power
    decibels = WHISPER_DECADES * decibels_per_decade(power) if level.finalize == "whisper" else level.top_db
    return f"{decibels:g} dB"


def rate_name(analysis_rate: int, sample_rate: int) -> str:
    """The rate of the analysis, and that of the source where it is another."""
    resampled = f" (resampled from {sample_rate} Hz)" if sample_rate != analysis_rate else ""
    return f"{analysis_rate} Hz{resampled}"


def unfed_name(is_unfed: IsUnfed | None) -> str:
    """What the dotted rows are; empty if there is none."""
    if is_unfed is None:
        return ""
    count = int(is_unfed.sum())
    return f"no FFT bin ({count} band{'s' if count > 1 else ''})"
