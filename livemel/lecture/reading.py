"""A scene's file, read: TOML to `Scene`, with every problem at once, each as file, key and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from pathlib import Path
from string import Formatter
from typing import Any

from livemel.errors import ConfigError
from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.measures import MEASURES
from livemel.lecture.parameters import nearest, wrong_arguments
from livemel.lecture.scene import KINDS, MOST_ANSWERS, Call, Knob, NumberSpec, Question, Scene, SoundSpec, Step
from livemel.lecture.sounds import EFFECTS, MAKERS
from livemel.lecture.views import VIEWS

Registry = Mapping[str, Callable[..., Any]]

MOST_BYTES = 1 << 20
NAME = re.compile(r"[a-z][a-z0-9_]*")

TOP = {"title", "aim", "sources", "optional", "sounds", "knobs", "numbers", "steps"}
SOUND = {"label", "make", "from", "then"}
KNOB = {"label", "values", "names", "low", "high", "step", "start", "unit", "seconds"}
NUMBER = {"measure", "is", "within", "form"}
STEP = {"kind", "title", "text", "notes", "minutes", "show", "play", "knobs", "live", "question", "activity"}
QUESTION = {"ask", "answers", "right", "why"}
MISSING = object()


def read_scene(path: Path) -> Scene:
    """The scene in a file.

    Raises
    ------
    ConfigError
        If it cannot be read, or something in it is wrong: every problem at once.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ConfigError([f"{path}: a scene has at most {MOST_BYTES} bytes, got {path.stat().st_size}"])
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError([f"cannot read {path}: {error.strerror or error}"]) from error
    except (ValueError, RecursionError) as error:
        raise ConfigError([f"{path}: not valid TOML: {error}"]) from error
    reader = _Reader()
    scene = reader.scene(found, path)
    if reader.problems:
        raise ConfigError([f"{path}: {problem}" for problem in reader.problems])
    return scene


class _Reader:
    """Takes what is good, and collects sentences about the rest."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self._sounds: list[str] = []
        self._knobs: list[str] = []
        self._numbers: list[str] = []

    def scene(self, found: Mapping[str, Any], path: Path) -> Scene:
        self._known("", found, TOP)
        tables = {name: self._tables(found, name) for name in ("sounds", "knobs", "numbers")}
        self._sounds, self._knobs, self._numbers = (list(tables[name]) for name in ("sounds", "knobs", "numbers"))
        knobs = {name: self._knob(name, table) for name, table in tables["knobs"].items()}
        sounds = {name: self._sound(name, table) for name, table in tables["sounds"].items()}
        self._circles(tables["sounds"])
        numbers = {name: self._number(name, table) for name, table in tables["numbers"].items()}
        steps = self._value("", found, "steps", list, [])
        if not steps:
            self._tell("steps", "must hold at least one [[steps]]")
        return Scene(
            name=path.stem,
            path=path,
            title=self._text("", found, "title"),
            aim=self._text("", found, "aim"),
            sources=self._texts("", found, "sources", least=1),
            steps=tuple(self._step(f"steps[{i}]", step) for i, step in enumerate(steps, 1)),
            sounds=sounds,
            knobs=knobs,
            numbers=numbers,
            optional=self._value("", found, "optional", bool, False),
        )

    def _tables(self, found: Mapping[str, Any], name: str) -> dict[str, dict[str, Any]]:
        tables = self._value("", found, name, dict, {})
        good = {}
        for key, table in tables.items():
            if not isinstance(table, dict):
                self._tell(f"{name}.{key}", f"must be a table, got {table!r}")
            elif not NAME.fullmatch(key):
                self._tell(f"{name}.{key}", "must be named in small letters, digits and _, a letter first")
            else:
                good[key] = table
        return good

    def _sound(self, name: str, table: Mapping[str, Any]) -> SoundSpec:
        key = f"sounds.{name}"
        told = {each: value for each, value in table.items() if each not in SOUND}
        origin = self._value(key, table, "from", str, "")
        if ("make" in table) == ("from" in table):
            self._tell(key, "must have one of make and from")
        if origin and origin not in self._sounds:
            self._tell(f"{key}.from", f"names no sound of the scene, got {origin!r}{nearest(origin, self._sounds)}")
        made = (
            self._call(key, self._value(key, table, "make", str, ""), told, MAKERS, "make") if "make" in table else None
        )
        if "from" in table:
            self._known(key, table, SOUND)
        effects = self._value(key, table, "then", list, [])
        return SoundSpec(
            name=name,
            label=self._value(key, table, "label", str, name),
            made=made,
            origin=origin,
            then=tuple(
                self._named(f"{key}.then[{i}]", effect, "effect", EFFECTS) for i, effect in enumerate(effects, 1)
            ),
        )

    def _circles(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """No sound may be made of itself."""
        parts = {name: set(_names_in(table, self._sounds)) for name, table in tables.items()}
        for name in parts:
            reached: set[str] = set()
            waiting = [name]
            while waiting:
                new = parts.get(waiting.pop(), set()) - reached
                reached |= new
                waiting += new
            if name in reached:
                self._tell(f"sounds.{name}", "is made of itself")

    def _knob(self, name: str, table: Mapping[str, Any]) -> Knob:
        key = f"knobs.{name}"
        self._known(key, table, KNOB)
        values = self._numbers_of(key, table, "values")
        low = self._number_of(key, table, "low", values[0] if values else MISSING)
        high = self._number_of(key, table, "high", values[-1] if values else MISSING)
        if list(values) != sorted(set(values)):
            self._tell(f"{key}.values", "must rise")
        if not low < high:
            self._tell(f"{key}.high", f"must be above low = {low:g}, got {high:g}")
        start = self._number_of(key, table, "start", low)
        if not low <= start <= high or (values and start not in values):
            self._tell(f"{key}.start", f"must be one of its values, got {start:g}")
        step = self._number_of(key, table, "step", (high - low) / 20 or 1.0)
        seconds = self._number_of(key, table, "seconds", 0.0)
        if step <= 0 or seconds < 0:
            self._tell(f"{key}.step", "must be above 0, and seconds at least 0")
        names = self._texts(key, table, "names") if "names" in table else ()
        if names and len(names) != len(values):
            self._tell(f"{key}.names", f"must be one for each of its {len(values)} values, got {len(names)}")
        label = self._text(key, table, "label")
        unit = self._value(key, table, "unit", str, "")
        return Knob(
            name=name, label=label, values=values, low=low, high=high, step=max(step, 1e-9), start=start, unit=unit,
            names=names, seconds=seconds,
        )  # fmt: skip

    def _number(self, name: str, table: Mapping[str, Any]) -> NumberSpec:
        key = f"numbers.{name}"
        told = {each: value for each, value in table.items() if each not in NUMBER}
        form = self._value(key, table, "form", str, "{:.0f}")
        try:
            form.format(1.0)
        except (ValueError, IndexError, KeyError) as error:
            self._tell(f"{key}.form", f'must be a format such as "{{:.1f}}", got {form!r}: {error}')
        return NumberSpec(
            name=name,
            measure=self._call(key, self._text(key, table, "measure"), told, MEASURES, "measure"),
            expected=self._number_of(key, table, "is", MISSING),
            within=self._number_of(key, table, "within", MISSING),
            form=form,
        )

    def _step(self, key: str, table: Any) -> Step:
        if not isinstance(table, dict):
            self._tell(key, f"must be a table, got {table!r}")
            table = {}
        self._known(key, table, STEP)
        kind = self._text(key, table, "kind")
        if kind not in KINDS:
            self._tell(f"{key}.kind", f"must be one of {', '.join(KINDS)}, got {kind!r}")
        minutes = self._number_of(key, table, "minutes", 1.0)
        if not 0 < minutes <= 120:
            self._tell(f"{key}.minutes", f"must be above 0 and at most 120, got {minutes:g}")
        shown = self._value(key, table, "show", list, [])
        live = self._value(key, table, "live", str, "")
        text = self._text(key, table, "text")
        self._check_numbers(f"{key}.text", text)
        self._check_names(f"{key}.live", [live] if live else [], self._sounds, "sound")
        question = self._value(key, table, "question", dict, None)
        activity = self._value(key, table, "activity", dict, None)
        if kind == "predict" and question is None:
            self._tell(f"{key}.question", "is missing: a step of kind predict asks one")
        return Step(
            kind=kind,
            title=self._text(key, table, "title"),
            text=text,
            notes=self._value(key, table, "notes", str, ""),
            minutes=minutes,
            show=tuple(self._named(f"{key}.show[{i}]", view, "view", VIEWS) for i, view in enumerate(shown, 1)),
            play=self._names_of(key, table, "play", self._sounds, "sound"),
            knobs=self._names_of(key, table, "knobs", self._knobs, "knob"),
            live=live,
            question=None if question is None else self._question(f"{key}.question", question),
            activity=None if activity is None else self._named(f"{key}.activity", activity, "run", ACTIVITIES),
        )

    def _question(self, key: str, table: Mapping[str, Any]) -> Question:
        self._known(key, table, QUESTION)
        answers = self._texts(key, table, "answers", least=2)
        if len(answers) > MOST_ANSWERS:
            self._tell(f"{key}.answers", f"must be 2..{MOST_ANSWERS}, got {len(answers)}")
        right = self._value(key, table, "right", int, 0)
        if not 0 <= right <= len(answers):
            self._tell(f"{key}.right", f"must be 1..{len(answers)}, or 0 where none is, got {right}")
        why = self._texts(key, table, "why") if "why" in table else ()
        if why and len(why) != len(answers):
            self._tell(f"{key}.why", f"must be one for each of the {len(answers)} answers, got {len(why)}")
        ask = self._text(key, table, "ask")
        for place, text in [("ask", ask), ("why", " ".join(why)), ("answers", " ".join(answers))]:
            self._check_numbers(f"{key}.{place}", text)
        return Question(ask=ask, answers=answers, right=right - 1 if right else None, why=why)

    def _named(self, key: str, table: Any, word: str, registry: Registry) -> Call:
        """A table that names a function of a registry under `word`."""
        if not isinstance(table, dict):
            self._tell(key, f"must be a table such as {{{word} = ...}}, got {table!r}")
            return Call("", {})
        told = {each: value for each, value in table.items() if each != word}
        return self._call(key, self._text(key, table, word), told, registry, word)

    def _call(self, key: str, name: str, told: Mapping[str, Any], registry: Registry, word: str) -> Call:
        if name not in registry:
            self._tell(f"{key}.{word}", f"must be one of {', '.join(registry)}, got {name!r}")
            return Call(name, told)
        known = {"with_": told["with"], **{k: v for k, v in told.items() if k != "with"}} if "with" in told else told
        for argument, reason in wrong_arguments(registry[name], known, self._sounds, self._knobs):
            self._tell(f"{key}.{argument.rstrip('_')}", reason)
        return Call(name, known)

    def _check_numbers(self, key: str, text: str) -> None:
        try:
            named = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        except ValueError as error:
            self._tell(key, f"has a brace without its partner ({error}); write {{{{ for one that is meant")
            return
        self._check_names(key, named, self._numbers, "number")

    def _check_names(self, key: str, names: Iterable[str], known: list[str], what: str) -> None:
        for name in names:
            if name not in known:
                self._tell(key, f"names no {what} of the scene, got {name!r}{nearest(name, known)}")

    def _names_of(self, key: str, table: Mapping[str, Any], name: str, known: list[str], what: str) -> tuple[str, ...]:
        names = self._texts(key, table, name) if name in table else ()
        self._check_names(f"{key}.{name}", names, known, what)
        return names

    def _known(self, key: str, table: Mapping[str, Any], known: set[str]) -> None:
        for each in table:
            if each not in known:
                self._tell(_under(key, each), f"is unknown{nearest(each, sorted(known))}")

    def _text(self, key: str, table: Mapping[str, Any], name: str) -> str:
        text: str = self._value(key, table, name, str, MISSING)
        if not text.strip() and name in table:
            self._tell(_under(key, name), "must not be empty")
        return text.strip()

    def _texts(self, key: str, table: Mapping[str, Any], name: str, least: int = 0) -> tuple[str, ...]:
        texts = self._value(key, table, name, list, MISSING if least else [])
        if not all(isinstance(each, str) for each in texts) or len(texts) < least:
            self._tell(_under(key, name), f"must be a list of texts, at least {least}, got {texts!r}")
            return ()
        return tuple(texts)

    def _numbers_of(self, key: str, table: Mapping[str, Any], name: str) -> tuple[float, ...]:
        values = self._value(key, table, name, list, [])
        if not all(_is_number(each) for each in values):
            self._tell(_under(key, name), f"must be a list of numbers, got {values!r}")
            return ()
        return tuple(map(float, values))

    def _number_of(self, key: str, table: Mapping[str, Any], name: str, default: Any) -> float:
        value = table.get(name, default)
        if value is MISSING:
            self._tell(_under(key, name), "is missing; it must be a number")
        elif not _is_number(value):
            self._tell(_under(key, name), f"must be a number, got {value!r}")
        else:
            return float(value)
        return 0.0

    def _value(self, key: str, table: Mapping[str, Any], name: str, kind: type, default: Any) -> Any:
        words = {str: "a text", list: "a list", dict: "a table", bool: "true or false", int: "a whole number"}
        value = table.get(name, default)
        if value is MISSING:
            self._tell(_under(key, name), f"is missing; it must be {words[kind]}")
            return kind()
        if name in table and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            self._tell(_under(key, name), f"must be {words[kind]}, got {value!r}")
            return kind() if default is MISSING else default
        return value

    def _tell(self, key: str, reason: str) -> None:
        self.problems.append(f"{key} {reason}")


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _names_in(table: Any, sounds: list[str]) -> Iterable[str]:
    """Sounds that a table names as what it is made from."""
    values = [value for key, value in table.items() if key not in ("label", "make", "then")]
    values += [value for effect in table.get("then", []) if isinstance(effect, dict) for value in effect.values()]
    for value in values:
        yield from (each for each in (value if isinstance(value, list) else [value]) if each in sounds)
