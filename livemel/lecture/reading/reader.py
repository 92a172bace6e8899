"""Reader in a scene's file: of its own sounds, knobs and numbers, and of what may be called with which arguments."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

from livemel.lecture.parameters import nearest, wrong_arguments
from livemel.lecture.reading.values import Values
from livemel.lecture.scene import Call

Registry = Mapping[str, Callable[..., Any]]


class Reader(Values):
    """Reads what may name other parts of the scene: it knows the names of all."""

    def __init__(self, sounds: list[str], knobs: list[str], numbers: list[str]) -> None:
        super().__init__()
        self.sounds, self.knobs, self.numbers_named = sounds, knobs, numbers
        self.knob_ends: dict[str, tuple[float, float]] = dict.fromkeys(knobs, (0.0, 0.0))
        self.folder = Path()
        """Where the scene is: paths in it begin there."""

    def named(self, key: str, table: Any, word: str, registry: Registry) -> Call:
        """A table that names a function of a registry under `word`."""
        if not isinstance(table, dict):
            self.tell(key, f"must be a table such as {{{word} = ...}}, got {table!r}")
            return Call("", {})
        told = {each: value for each, value in table.items() if each != word}
        return self.call(key, self.text(key, table, word), told, registry, word)

    def call(self, key: str, name: str, told: Mapping[str, Any], registry: Registry, word: str) -> Call:
        """A function of a registry by name, with its arguments checked against its signature."""
        if name not in registry:
            if name:  # else it is missing, and that is told
                close = difflib.get_close_matches(name, registry, 1)
                hint = f", did you mean {close[0]!r}?" if close else ""
                self.tell(f"{key}.{word}", f"must be one of {', '.join(registry)}, got {name!r}{hint}")
            return Call(name, told)
        known = {"with_": told["with"], **{k: v for k, v in told.items() if k != "with"}} if "with" in told else told
        for argument, reason in wrong_arguments(registry[name], known, self.sounds, self.knob_ends):
            self.tell(f"{key}.{argument.rstrip('_')}", reason)
        return Call(name, known)

    def check_numbers(self, key: str, text: str) -> None:
        """Every {name} in a text must be one of the numbers."""
        try:
            fields = [field for field in Formatter().parse(text) if field[1] is not None]
        except ValueError as error:
            self.tell(key, f"has a brace without its partner ({error}); write {{{{ for one that is meant")
            return
        for _, name, form, conversion in fields:
            if not name or form or conversion:
                self.tell(key, "must name a number alone as {name}, or have {{ and }} for braces that are meant")
            else:
                self.check_names(key, [name], self.numbers_named, "number")

    def check_names(self, key: str, names: Iterable[str], known: list[str], what: str) -> None:
        """Each must be known."""
        for name in names:
            if name not in known:
                self.tell(key, f"names no {what} of the scene, got {name!r}{nearest(name, known)}")

    def names_of(self, key: str, table: Mapping[str, Any], name: str, known: list[str], what: str) -> tuple[str, ...]:
        """A list of names, each known."""
        names = self.texts(key, table, name) if name in table else ()
        self.check_names(f"{key}.{name}", names, known, what)
        return names
