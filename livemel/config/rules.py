"""What several settings together must keep; each rule gives a sentence or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from livemel.config.sections import Config


def broken_rules(config: Config) -> Iterator[str]:
    """Sentences for what is impossible whatever the source."""
    stft, mel, display = config.stft, config.mel, config.display
    if stft.hop_length > stft.n_fft:
        yield f"stft.hop_length must be 1..{stft.n_fft} (stft.n_fft), got {stft.hop_length}"
    if stft.win_length > stft.n_fft:
        yield f"stft.win_length must be 0..{stft.n_fft} (stft.n_fft), got {stft.win_length}"
    if mel.fmax and mel.fmin >= mel.fmax:
        yield f"mel.fmin must be less than mel.fmax = {mel.fmax:g} Hz, got {mel.fmin:g}"
    if display.db_min >= display.db_max:
        yield f"display.db_min must be less than display.db_max = {display.db_max:g} dB, got {display.db_min:g}"


def broken_rules_at(config: Config, sample_rate: int) -> Iterator[str]:
    """Sentences for what is impossible with a source of `sample_rate` Hz."""
    nyquist = sample_rate / 2
    if config.stft.sample_rate not in (0, sample_rate):
        yield f"stft.sample_rate must be 0 or {sample_rate} (the source's), got {config.stft.sample_rate}"
    if config.mel.fmax > nyquist:
        yield f"mel.fmax must be at most {nyquist:g} Hz (half of sample_rate), got {config.mel.fmax:g}"
    if config.mel.fmin >= nyquist:
        yield f"mel.fmin must be less than {nyquist:g} Hz (half of sample_rate), got {config.mel.fmin:g}"
