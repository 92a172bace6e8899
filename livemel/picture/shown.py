"""What a picture shows of a configuration."""

from __future__ import annotations

from dataclasses import replace

from livemel.config import Config


def shown_config(config: Config) -> Config:
    """The configuration of a picture: mel values without a logarithm span too much to be seen, so it shows their dB."""
    if config.level.compression != "none":
        return config
    return replace(config, level=replace(config.level, compression="db"))
