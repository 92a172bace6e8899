"""What several settings together must keep; each rule gives a sentence or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from livemel.config.sections import SECTIONS, Config, LevelConfig, MelConfig, PcenConfig, StftConfig
from livemel.config.setting import settings_of
from livemel.config.window_names import parse_window

LARGEST_BANK = 1 << 24
"""mel.n_mels * stft.n_fft: the filterbank is made in 0.8 GB at most."""
SMALLEST_BIAS = 1e-9
"""Of PCEN: less would be lost beside the energies, or overflow where they are divided by it."""


def wrong_values(section: object) -> Iterator[str]:
    """Sentences for the values of one section, such as a `MelConfig`, that are of a wrong type or out of range."""
    name = next((name for name, kind in SECTIONS.items() if isinstance(section, kind)), type(section).__name__)
    for key, setting in settings_of(type(section)).items():
        try:
            setting.read(getattr(section, key))
        except ValueError as error:
            yield f"{name}.{key} {error}"


def problems_of(config: Config) -> list[str]:
    """All that is wrong with a configuration that was not read from TOML, whatever the source."""
    wrong = [problem for name in SECTIONS for problem in wrong_values(getattr(config, name))]
    return wrong or list(broken_rules(config))


def broken_rules(config: Config) -> Iterator[str]:
    """Sentences for what is impossible whatever the source."""
    display = config.display
    yield from _lengths(config.stft)
    yield from _padding(config.stft)
    yield from _window(config.stft)
    yield from _bands(config.mel)
    yield from _bank(config.mel, config.stft)
    yield from _levels(config.level)
    yield from _pcen(config.pcen)
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


def _bank(mel: MelConfig, stft: StftConfig) -> Iterator[str]:
    most = LARGEST_BANK // stft.n_fft
    if mel.n_mels > most:
        yield (
            f"mel.n_mels must be at most {most} while stft.n_fft is {stft.n_fft} (so many weights must fit into the "
            f"memory: {LARGEST_BANK} // stft.n_fft), got {mel.n_mels}; use a smaller one of the two"
        )


def _levels(level: LevelConfig) -> Iterator[str]:
    if level.finalize == "whisper" and level.compression != "log10":
        yield f"level.compression must be log10 while level.finalize is whisper, got {level.compression}"
    if level.compression == "db" and level.finalize != "top_db":
        if level.top_db:
            yield f"level.finalize must be top_db while level.top_db is {level.top_db:g}, got {level.finalize}"
        if level.reference == "max":
            yield f"level.finalize must be top_db while level.reference is max, got {level.finalize}"


def _pcen(pcen: PcenConfig) -> Iterator[str]:
    if 0 < pcen.bias < SMALLEST_BIAS:
        yield f"pcen.bias must be 0 or at least {SMALLEST_BIAS:g}, got {pcen.bias:g}"


def broken_rules_at(config: Config, sample_rate: int) -> Iterator[str]:
    """Sentences for what is impossible with a source of `sample_rate` Hz."""
    rate = config.stft.rate_with(sample_rate)
    nyquist = rate / 2
    half = "half of stft.sample_rate" if config.stft.sample_rate else "half of sample_rate"
    if config.mel.fmax > nyquist:
        yield f"mel.fmax must be at most {nyquist:g} Hz ({half}), got {config.mel.fmax:g}"
    if config.mel.fmin >= nyquist:
        yield f"mel.fmin must be less than {nyquist:g} Hz ({half}), got {config.mel.fmin:g}"
