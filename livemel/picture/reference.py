"""What the levels of a picture are, in words: their unit, what 0 stands for, what was done with the whole."""

from __future__ import annotations

from livemel.config import Config, LevelConfig

UNITS = {"db": "dB", "log10": "log10", "ln": "ln", "pcen": "PCEN", "none": ""}


def level_title(config: Config) -> str:
    """The title of a colour bar: the unit of the finalised levels and their reference."""
    finalize = config.level.finalize
    if finalize == "whisper":
        return f"Whisper: ({_causal_title(config)} + 4) / 4"
    if finalize == "per_feature":
        return f"{_causal_title(config)}, in standard deviations from the band's mean"
    return _causal_title(config)


def level_unit(config: Config) -> str:
    """The unit of the finalised levels in a few characters; empty where they have none."""
    has_own = config.level.finalize not in ("whisper", "per_feature")
    return UNITS[config.level.compression] if has_own else ""


def _causal_title(config: Config) -> str:
    level = config.level
    value = "mel magnitude" if config.mel.power == 1 else "mel power"
    if level.compression == "db":
        return _decibels_title(level, config.mel.norm)
    if level.compression == "pcen":
        return f"PCEN of {value}"
    return value if level.compression == "none" else f"{level.compression} {value}"


def _decibels_title(level: LevelConfig, norm: str) -> str:
    reference = level.reference
    if norm == "sine" and reference == 1.0:
        return "dBFS (0 = full-scale sine)"
    if isinstance(reference, str):
        return "dB re the maximum"
    return f"dB re {reference:g}"
