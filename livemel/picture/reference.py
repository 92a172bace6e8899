"""What 0 dB stands for, in words."""

from __future__ import annotations

from livemel.config import Config


def level_title(config: Config) -> str:
    """The title of a colour bar: the unit of the levels and their reference."""
    if config.level.compression == "none":
        return "mel magnitude" if config.mel.power == 1 else "mel power"
    reference = config.level.reference
    if config.mel.norm == "sine" and reference == 1.0:
        return "dBFS (0 = full-scale sine)"
    return f"dB re {reference}" if isinstance(reference, str) else f"dB re {reference:g}"
