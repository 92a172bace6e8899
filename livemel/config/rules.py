"""What several settings together must keep; each rule gives a sentence or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from livemel.config.sections import Config, LevelConfig, MelConfig, StftConfig
from livemel.config.window_names import parse_window


def broken_rules(config: Config) -> Iterator[str]:
    """Sentences for what is impossible whatever the source."""
    display = config.display
    yield from _lengths(config.stft)
    yield from _padding(config.stft)
    yield from _window(config.stft)
    yield from _bands(config.mel)
    yield from _levels(config.level)
    if display.db_min >= display.db_max:
        yield f"display.db_min must be less than display.db_max = {display.db_max:g}, got {display.db_min:g}"


def _lengths(stft: StftConfig) -> Iterator[str]:
    if stft.win_length > stft.n_fft:
        yield f"stft.win_length must be 0..{stft.n_fft} (stft.n_fft), got {stft.win_length}"
    whole = stft.frame_length == "n_fft" or not stft.win_length
    longest, name = (stft.n_fft, "stft.n_fft") if whole else (stft.win_length, "stft.win_length")
    if stft.hop_length > longest:
        yield f"stft.hop_length must be 1..{longest} ({name}), got {stft.hop_length}"


def _padding(stft: StftConfig) -> Iterator[str]:
    if stft.center and stft.padding:
        yield f"stft.padding must be 0 while stft.center is true, got {stft.padding}"
    if stft.center and not stft.snip_edges:
        yield "stft.snip_edges must be true while stft.center is true, got false"
    if stft.padding and not stft.snip_edges:
        yield f"stft.padding must be 0 while stft.snip_edges is false, got {stft.padding}"


def _window(stft: StftConfig) -> Iterator[str]:
    try:
        parse_window(stft.window)
    except ValueError as error:
        yield f"stft.window {error}"


def _bands(mel: MelConfig) -> Iterator[str]:
    if mel.fmax and mel.fmin >= mel.fmax:
        yield f"mel.fmin must be less than mel.fmax = {mel.fmax:g} Hz, got {mel.fmin:g}"
    if mel.scale == "log" and mel.fmin <= 0:
        yield f"mel.fmin must be above 0 Hz while mel.scale is log, got {mel.fmin:g}"


def _levels(level: LevelConfig) -> Iterator[str]:
    if level.finalize == "whisper" and level.compression != "log10":
        yield f"level.compression must be log10 while level.finalize is whisper, got {level.compression}"


def broken_rules_at(config: Config, sample_rate: int) -> Iterator[str]:
    """Sentences for what is impossible with a source of `sample_rate` Hz."""
    rate = config.stft.sample_rate or sample_rate
    nyquist = rate / 2
    half = "half of stft.sample_rate" if config.stft.sample_rate else "half of sample_rate"
    if config.mel.fmax > nyquist:
        yield f"mel.fmax must be at most {nyquist:g} Hz ({half}), got {config.mel.fmax:g}"
    if config.mel.fmin >= nyquist:
        yield f"mel.fmin must be less than {nyquist:g} Hz ({half}), got {config.mel.fmin:g}"
