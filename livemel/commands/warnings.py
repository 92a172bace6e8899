"""Warnings: what a person should know although the run goes on."""

from __future__ import annotations

import sys

from livemel.config import SourceConfig


def warn(sentence: str) -> None:
    """Tell `sentence` on stderr; nothing if it is empty."""
    if sentence:
        print(warning(sentence), file=sys.stderr)


def warning(sentence: str) -> str:
    """The line that is told."""
    return f"livemel: warning: {sentence}"


def channel_warning(config: SourceConfig, channels: int, name: str) -> str:
    """That only one channel of a file called `name` is taken; empty if it has no other or all are taken."""
    if channels == 1 or config.channel == "mix":
        return ""
    return (
        f"{name} has {channels} channels and only channel {config.channel} is taken; "
        "source.channel=mix takes the mean of all"
    )
