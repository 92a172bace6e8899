"""Frozen settings in TOML, presets, and a validation that reports every problem at once."""

from livemel.config.loading import check_sample_rate, load_config, load_layers, to_toml
from livemel.config.sections import (
    Config,
    DisplayConfig,
    LevelConfig,
    MelConfig,
    PcenConfig,
    SourceConfig,
    StftConfig,
    check_is_config,
)

__all__ = [
    "Config",
    "DisplayConfig",
    "LevelConfig",
    "MelConfig",
    "PcenConfig",
    "SourceConfig",
    "StftConfig",
    "check_is_config",
    "check_sample_rate",
    "load_config",
    "load_layers",
    "to_toml",
]
