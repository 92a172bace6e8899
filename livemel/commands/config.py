"""`livemel config`: the presets, every setting with where it came from, the files that are read."""

from __future__ import annotations

import argparse
import os

from livemel.config import load_layers
from livemel.config.layers import as_tables
from livemel.config.loading import (
    preset_description,
    preset_names,
    presets_folder,
    user_file,
    user_preset_names,
    user_presets_folder,
)
from livemel.config.saved import read_saved, saved_file
from livemel.config.sections import SECTIONS
from livemel.config.setting import settings_of
from livemel.errors import ConfigError


def run(args: argparse.Namespace) -> int:
    """Print what was asked for."""
    {"list": _list, "path": _path, "show": _show}[args.action](args)
    return 0


def _list(_args: argparse.Namespace) -> None:
    for name in [*preset_names(), *user_preset_names()]:
        try:
            print(f"{name:12s} {preset_description(name)}")
        except ConfigError as error:
            print(f"{name:12s} cannot be used: {error}")


def _path(_args: argparse.Namespace) -> None:
    places = {
        "user file": user_file(),
        "presets": presets_folder(),
        "own presets": user_presets_folder(),
        "window": saved_file(),
    }
    for name, path in places.items():
        print(f"{name:12s} {path}{'' if path.exists() else '  (not there)'}")


def _show(args: argparse.Namespace) -> None:
    """Valid TOML, so that it can be copied into a file."""
    config, origins = load_layers(args.config, args.overrides, os.environ)
    in_window = read_saved(saved_file())[0].tables
    for section, values in as_tables(config).items():
        print(f"[{section}]")
        settings = settings_of(SECTIONS[section])
        for key, value in values.items():
            text = f"{key} = {_toml(value)}"
            unit = f" [{settings[key].unit}]" if settings[key].unit else ""
            origin = origins.get(f"{section}.{key}", "default")
            saved = in_window.get(section, {})
            window = f"; the window has saved {_toml(saved[key])}" if key in saved else ""
            print(f"{text:32s} # {origin}{window}; {settings[key].doc}{unit}")
        print()


def _toml(value: object) -> str:
    import tomli_w

    return tomli_w.dumps({"value": value}).removeprefix("value = ").strip()
