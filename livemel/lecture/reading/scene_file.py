"""A scene's file, read: TOML to `Scene`, with every problem at once, each as file, key and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from livemel.errors import ConfigError
from livemel.lecture.reading.knobs import read_knob, read_number
from livemel.lecture.reading.reader import Reader
from livemel.lecture.reading.sounds import check_circles, read_sound
from livemel.lecture.reading.steps import read_step
from livemel.lecture.reading.values import Values
from livemel.lecture.scene import Scene

MOST_BYTES = 1 << 20
MOST_SOUNDS = 200
NAME = re.compile(r"[a-z][a-z0-9_]*")
KEYS = {"title", "aim", "sources", "optional", "sounds", "knobs", "numbers", "steps"}


def read_scene(path: Path) -> Scene:
    """The scene in a file.

    Raises
    ------
    ConfigError
        If it cannot be read, or something in it is wrong: every problem at once.
    """
    try:
        if path.exists() and not path.is_file():
            raise ConfigError([f"{path} is no file; a scene is a file whose name ends in .toml"])
        if path.stat().st_size > MOST_BYTES:
            raise ConfigError([f"{path}: a scene has at most {MOST_BYTES} bytes, got {path.stat().st_size}"])
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError([f"cannot read {path}: {error.strerror or error}"]) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: not UTF-8; save it as UTF-8 in the editor"]) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError([f"{path}: not valid TOML: {error}"]) from error
    scene, problems = scene_of(found, path)
    if problems:
        raise ConfigError([f"{path}: {problems[0]}", *problems[1:]])
    return scene


def scene_of(found: Mapping[str, Any], path: Path) -> tuple[Scene, list[str]]:
    """What is good of a scene, and sentences about the rest."""
    top = Values()
    top.known("", found, KEYS)
    sounds, knobs, numbers = (_tables(top, found, name) for name in ("sounds", "knobs", "numbers"))
    reader = Reader(list(sounds), list(knobs), list(numbers))
    reader.folder = path.parent
    read_knobs = {name: read_knob(reader, name, table) for name, table in knobs.items()}
    reader.knob_ends = {name: (knob.low, knob.high) for name, knob in read_knobs.items()}
    if len(sounds) > MOST_SOUNDS:
        top.tell("sounds", f"must be at most {MOST_SOUNDS}, got {len(sounds)}")
    steps = top.value("", found, "steps", list, [])
    if not steps:
        top.tell("steps", "must hold at least one [[steps]]")
    scene = Scene(
        name=path.stem,
        path=path,
        title=top.text("", found, "title"),
        aim=top.text("", found, "aim"),
        sources=top.texts("", found, "sources", least=1),
        optional=top.value("", found, "optional", bool, False),
        knobs=read_knobs,
        sounds={name: read_sound(reader, name, table) for name, table in sounds.items()},
        numbers={name: read_number(reader, name, table) for name, table in numbers.items()},
        steps=tuple(read_step(reader, f"steps[{i}]", step) for i, step in enumerate(steps, 1)),
    )
    check_circles(reader, sounds)
    return scene, top.problems + reader.problems


def _tables(top: Values, found: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
    tables = top.value("", found, name, dict, {})
    good = {}
    for key, table in tables.items():
        if not isinstance(table, dict):
            top.tell(f"{name}.{key}", f"must be a table, got {table!r}")
        elif not NAME.fullmatch(key):
            top.tell(f"{name}.{key}", "must be named in small letters, digits and _, a letter first")
        else:
            good[key] = table
    return good
