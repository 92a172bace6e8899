"""Presets, the user's file, and the two ways to ask for a configuration: from Python and from the command line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from livemel.config.layers import Layer, as_tables, environment_layers, file_layer, merge, option_layers
from livemel.config.rules import broken_rules_at, problems_of
from livemel.config.sections import Config
from livemel.errors import ConfigError


def presets_folder() -> Path:
    """Where the presets are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "presets"
    return packaged if packaged.is_dir() else package.parent / "config" / "presets"


def preset_names() -> list[str]:
    """The presets that come with livemel, by name; the folder is the list."""
    return _names_in(presets_folder())


def user_presets_folder() -> Path:
    """Where a user's own presets are."""
    return user_file().parent / "presets"


def user_preset_names() -> list[str]:
    """The user's own presets by name; one with a name of livemel's is never meant."""
    built_in = set(preset_names())
    return [name for name in _names_in(user_presets_folder()) if name not in built_in]


def _names_in(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.toml"))


def preset_path(name: str) -> Path:
    """The file of a preset, livemel's own before the user's."""
    return (presets_folder() if name in preset_names() else user_presets_folder()) / f"{name}.toml"


def preset_description(name: str) -> str:
    """What a preset is for, in its own words."""
    return str(file_layer(preset_path(name)).tables.get("description", ""))


def user_file() -> Path:
    """The file in which a user keeps settings for every start."""
    from platformdirs import user_config_path

    return user_config_path("livemel", appauthor=False) / "config.toml"


def load_config(*presets_or_paths: str | os.PathLike[str], overrides: Sequence[str] = ()) -> Config:
    """The defaults with presets or TOML files on top, later ones winning.

    The user's own file and the environment are left out, so that a program gets the same everywhere.

    Parameters
    ----------
    *presets_or_paths
        Names of presets, such as "librosa", or paths of TOML files.
    overrides
        "SECTION.KEY=VALUE" each, such as "mel.n_mels=80"; they win.

    Returns
    -------
    Config
        Frozen; every setting has its value.

    Raises
    ------
    ConfigError
        With every problem at once: no such preset, file, section or key, a value out of its range, settings that
        exclude each other.

    Examples
    --------
    >>> from livemel import load_config
    >>> config = load_config("whisper-80", overrides=["stft.least_seconds=30"])
    >>> config.stft.sample_rate, config.mel.n_mels, config.stft.least_seconds
    (16000, 80, 30.0)
    """
    if isinstance(overrides, str):
        raise ConfigError([f"overrides must be a list such as ['mel.n_mels=80'], got the text {overrides!r}"])
    return merge([*map(_named_layer, presets_or_paths), *option_layers(overrides)])[0]


def load_layers(
    presets_or_paths: Sequence[str],
    overrides: Sequence[str],
    environment: Mapping[str, str],
    saved: Layer | None = None,
) -> tuple[Config, dict[str, str]]:
    """The configuration of a command line, and where each value that is no default came from.

    `saved` is what the window remembers: above the user's file, below all that the command line names.
    """
    own = user_file()
    layers = [file_layer(own)] if own.is_file() else []
    layers += [saved] if saved is not None else []
    layers += map(_named_layer, presets_or_paths)
    layers += environment_layers(environment)
    return merge([*layers, *option_layers(overrides)])


def _named_layer(name: str | os.PathLike[str]) -> Layer:
    text = os.fspath(name)
    if text in preset_names():
        return file_layer(preset_path(text), origin=f"preset {text}")
    path = Path(text)
    if path.suffix != ".toml" and not path.exists():
        own = user_preset_names()
        if text in own:
            return file_layer(preset_path(text), origin=f"preset {text}")
        raise ConfigError([f"no preset and no file {text!r}; presets are {', '.join([*preset_names(), *own])}"])
    return file_layer(path)


def check_sample_rate(config: Config, sample_rate: int) -> None:
    """Refuse what is impossible, by itself or with a source of `sample_rate` Hz, every problem at once.

    Parameters
    ----------
    config
        Of any origin. Bands must lie below half of the rate of the analysis.
    sample_rate
        Of the source, in Hz; it is the rate of the analysis where `stft.sample_rate` is 0.

    Raises
    ------
    ConfigError
        With every problem at once.

    Examples
    --------
    >>> from livemel import check_sample_rate, load_config
    >>> check_sample_rate(load_config("music"), 48000)
    >>> check_sample_rate(load_config("music"), 22050)
    Traceback (most recent call last):
    livemel.errors.ConfigError: mel.fmax must be at most 11025 Hz (half of sample_rate), got 14080
    """
    if problems := problems_of(config) or list(broken_rules_at(config, sample_rate)):
        raise ConfigError(problems)


def to_toml(config: Config) -> str:
    """The whole configuration as TOML text that `load_config` reads back."""
    import tomli_w  # only for who writes settings

    return tomli_w.dumps(as_tables(config))
