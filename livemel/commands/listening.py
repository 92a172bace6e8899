"""What every command that listens makes of its arguments."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from livemel.config import Config, SourceConfig, load_layers
from livemel.config.setting import settings_of
from livemel.errors import LivemelError

KINDS_WITH_A_PATH = {"file": "path", "synth": "signal"}


def config_of(args: argparse.Namespace) -> Config:
    """The configuration of a command line."""
    return load_layers(args.config, [*args.overrides, *source_overrides(args)], os.environ)[0]


def source_overrides(args: argparse.Namespace) -> list[str]:
    """--source and --device as settings."""
    overrides = []
    if getattr(args, "source", None):
        kind, colon, rest = args.source.partition(":")
        if kind not in settings_of(SourceConfig)["kind"].choices or (colon and kind not in KINDS_WITH_A_PATH):
            raise LivemelError(f"--source must be mic, demo, file:PATH, synth:SPEC or stdin, got {args.source!r}")
        if kind in KINDS_WITH_A_PATH and not rest:
            raise LivemelError(f"--source {kind} needs more: {kind}:{KINDS_WITH_A_PATH[kind].upper()}")
        overrides.append(f"source.kind={kind}")
        if colon:
            overrides.append(f"source.{KINDS_WITH_A_PATH[kind]}={rest}")
    if getattr(args, "device", None):
        overrides.append(f"source.device={args.device}")
    return overrides


def check_writable(path: str | None) -> None:
    """Refuse an output that cannot be written, before a long run and without touching what is there."""
    if path is None:
        return
    folder = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(folder):
        raise LivemelError(f"cannot write {path}: there is no folder {folder}; make it first")
    if os.path.isdir(path):
        raise LivemelError(f"cannot write {path}: it is a folder; name a file in it")
    existing = os.path.exists(path)
    try:
        with open(path, "ab"):
            pass
    except OSError as error:
        raise LivemelError(f"cannot write {path}: {error.strerror or error}") from error
    if not existing:
        os.unlink(path)


def write_stats(path: str | None, told: Mapping[str, Any]) -> None:
    """As JSON; nothing where nobody asked. Raises LivemelError."""
    if path is None:
        return
    try:
        Path(path).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise LivemelError(f"cannot write {path}: {error.strerror or error}") from error
