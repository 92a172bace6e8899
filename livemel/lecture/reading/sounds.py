"""Sounds of a scene's file: what makes each, and what is done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from livemel.lecture.parameters import nearest
from livemel.lecture.reading.reader import Reader
from livemel.lecture.scene import SoundSpec
from livemel.lecture.sounds import EFFECTS, MAKERS

KEYS = {"label", "make", "from", "then"}


def read_sound(reader: Reader, name: str, table: Mapping[str, Any]) -> SoundSpec:
    """One `[sounds.NAME]`."""
    key = f"sounds.{name}"
    told = {each: value for each, value in table.items() if each not in KEYS}
    origin = reader.value(key, table, "from", str, "")
    if ("make" in table) == ("from" in table):
        reader.tell(key, "must have one of make and from")
    if origin and origin not in reader.sounds:
        reader.tell(f"{key}.from", f"names no sound of the scene, got {origin!r}{nearest(origin, reader.sounds)}")
    maker = reader.value(key, table, "make", str, "")
    if maker == "file" and isinstance(told.get("path"), str):
        told["path"] = str(reader.folder / Path(told["path"]).expanduser())
    made = reader.call(key, maker, told, MAKERS, "make") if "make" in table else None
    if "from" in table:
        reader.known(key, table, KEYS)
    effects = reader.value(key, table, "then", list, [])
    return SoundSpec(
        name=name,
        label=reader.value(key, table, "label", str, name),
        made=made,
        origin=origin,
        then=tuple(reader.named(f"{key}.then[{i}]", effect, "effect", EFFECTS) for i, effect in enumerate(effects, 1)),
    )


def check_circles(reader: Reader, tables: Mapping[str, Mapping[str, Any]]) -> None:
    """No sound may be made of itself."""
    parts = {name: set(_names_in(table, reader.sounds)) for name, table in tables.items()}
    for name in parts:
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            new = parts.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += new
        if name in reached:
            reader.tell(f"sounds.{name}", "is made of itself")


def _effects(table: Any) -> list[Any]:
    effects = table.get("then", [])
    return effects if isinstance(effects, list) else []


def _names_in(table: Any, sounds: list[str]) -> Iterable[str]:
    """Sounds that a table names as what it is made from."""
    values = [value for key, value in table.items() if key not in ("label", "make", "then")]
    values += [value for effect in _effects(table) if isinstance(effect, dict) for value in effect.values()]
    for value in values:
        yield from (each for each in (value if isinstance(value, list) else [value]) if each in sounds)
