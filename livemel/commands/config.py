"""`livemel config`: the presets, every setting with where it came from, the files that are read."""

from __future__ import annotations

import argparse
import os

from livemel.config import load_layers
from livemel.config.layers import as_tables
from livemel.config.loading import preset_description, preset_names, presets_folder, user_file
from livemel.config.sections import SECTIONS
from livemel.config.setting import settings_of


def run(args: argparse.Namespace) -> int:
    """Print what was asked for."""
    {"list": _list, "path": _path, "show": _show}[args.action](args)
    return 0


def _list(_args: argparse.Namespace) -> None:
    for name in preset_names():
        print(f"{name:12s} {preset_description(name)}")


def _path(_args: argparse.Namespace) -> None:
    own = user_file()
    print(f"user file    {own}{'' if own.is_file() else '  (not there)'}")
    print(f"presets      {presets_folder()}")


def _show(args: argparse.Namespace) -> None:
    """Valid TOML, so that it can be copied into a file."""
    config, origins = load_layers(args.config, args.overrides, os.environ)
    for section, values in as_tables(config).items():
        print(f"[{section}]")
        settings = settings_of(SECTIONS[section])
        for key, value in values.items():
            text = f"{key} = {_toml(value)}"
            unit = f" [{settings[key].unit}]" if settings[key].unit else ""
            origin = origins.get(f"{section}.{key}", "default")
            print(f"{text:32s} # {origin}; {settings[key].doc}{unit}")
        print()


def _toml(value: object) -> str:
    import tomli_w

    return tomli_w.dumps({"value": value}).removeprefix("value = ").strip()
