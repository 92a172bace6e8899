"""Presets in the window: take one, name the one that is in use, save an own one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from livemel.config.layers import as_tables, file_layer, merge
from livemel.config.loading import (
    preset_names,
    preset_path,
    user_preset_names,
    user_presets_folder,
)
from livemel.config.sections import Config
from livemel.errors import ConfigError, LivemelError
from livemel.files import written_whole

ANALYSIS = ("stft", "mel", "level", "pcen")
"""Sections that a preset gives as a whole."""
RANGE = ("db_min", "db_max")
"""Of `display`, given by every preset: they go with its levels."""
LOOKS = ("seconds", *RANGE, "colormap")
"""Of `display`, what a preset may give; the rest is a matter of who looks."""
MOST_LETTERS = 64
NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{MOST_LETTERS - 1}}}")


def with_preset(config: Config, name: str) -> Config:
    """`config` with the analysis and the looks of preset `name`; source, theme and text stay.

    Raises
    ------
    ConfigError
        If the preset, one of the user's own, is wrong or not there any more.
    """
    layer = file_layer(preset_path(name), origin=f"preset {name}")
    preset, _ = merge([layer])
    named = {*layer.tables.get("display", {}), *RANGE}
    looks = {key: getattr(preset.display, key) for key in LOOKS if key in named}
    sections = {section: getattr(preset, section) for section in ANALYSIS}
    return replace(config, **sections, display=replace(config.display, **looks))


def preset_configs() -> dict[str, Config]:
    """Every preset on top of the defaults, livemel's own first. Those that cannot be read are left out."""
    configs = {}
    for name in [*preset_names(), *user_preset_names()]:
        try:
            configs[name] = with_preset(Config(), name)
        except ConfigError:
            continue
    return configs


def preset_in_use(config: Config, presets: Mapping[str, Config]) -> str:
    """The first of `presets` whose analysis and range `config` has; empty if there is none."""
    for name, preset in presets.items():
        looks_alike = all(getattr(preset.display, key) == getattr(config.display, key) for key in RANGE)
        if looks_alike and all(getattr(preset, section) == getattr(config, section) for section in ANALYSIS):
            return name
    return ""


def save_as_preset(name: str, config: Config, folder: Path | None = None, description: str | None = None) -> Path:
    """Write the analysis and the looks of `config` as an own preset, which `--config NAME` then takes.

    Parameters
    ----------
    name
        1 to 64 of A-Z, a-z, 0-9, - and _; none of livemel's own. An own preset of that name is replaced.
    config
        The source, the theme and the text size are left out.
    folder
        Of the user's presets; its usual place otherwise.
    description
        What it is for; None: that of the preset that is replaced.

    Raises
    ------
    ConfigError
        If the name cannot be taken.
    LivemelError
        If the file cannot be written.
    """
    import tomli_w  # only for who writes settings

    if problem := preset_name_problem(name):
        raise ConfigError([problem])
    path = (folder or user_presets_folder()) / f"{name}.toml"
    description = description if description is not None else _description_in(path)
    tables = as_tables(config)
    kept = {section: tables[section] for section in ANALYSIS}
    looks = {key: tables["display"][key] for key in LOOKS}
    text = tomli_w.dumps({"description": description, **kept, "display": looks})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LivemelError(f"cannot make the folder {path.parent}: {error.strerror or error}") from error
    with written_whole(str(path)) as file:
        file.write(text.encode())
    return path


def preset_name_problem(name: str) -> str:
    """Why `name` cannot be that of an own preset; empty if it can."""
    if name.lower() in preset_names():
        return f"{name!r} is a preset of livemel's own; choose another name"
    if not NAME.fullmatch(name):
        return f"a preset's name must be 1 to {MOST_LETTERS} of A-Z, a-z, 0-9, - and _, got {name!r}"
    return ""


def _description_in(path: Path) -> str:
    try:
        return str(file_layer(path).tables.get("description", ""))
    except ConfigError:  # not there yet, or not readable: then it is replaced
        return ""
