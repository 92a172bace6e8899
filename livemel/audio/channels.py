"""Whether a source has the channel that is asked for."""

from __future__ import annotations

from livemel.config import SourceConfig
from livemel.errors import SourceError


def check_channel(config: SourceConfig, channels: int, name: str) -> None:
    """Refuse a channel beyond those of the source called `name`; "mix" suits every source."""
    if isinstance(config.channel, int) and config.channel > channels:
        allowed = "1" if channels == 1 else f"1..{channels}"
        raise SourceError(
            f'source.channel must be {allowed} or "mix" for {name} ({count(channels, "channel")}), got {config.channel}'
        )


def count(number: int, noun: str) -> str:
    """Such as "1 sample", "2 samples"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
