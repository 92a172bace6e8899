"""What a scene may tell a sound, an effect, a measure or a view: read off the signature of its function."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import Parameter as Argument
from inspect import signature
from math import inf, isfinite
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from livemel.lecture.sound import Sound

ENDLESS = 1e9
"""What is allowed up to there is not worth telling."""
LARGEST = 1e300
"""Numbers beyond that are no numbers to a computer."""
MOST_ITEMS = 100
"""Of a list."""
PROGRESS = "progress"
"""An argument that is no scene's business: whom a slow effect tells how far it is."""


@dataclass(frozen=True)
class Range:
    """Which numbers are allowed, both ends included."""

    low: float = -inf
    high: float = inf
    unit: str = ""

    def __str__(self) -> str:
        upper = f"..{self.high:g}" if self.high < ENDLESS else " or more"
        return f"{self.low:g}{upper} {self.unit}".strip()


Hertz = Annotated[float, Range(0.0, 24000.0, "Hz")]
Seconds = Annotated[float, Range(0.001, 60.0, "s")]
Level = Annotated[float, Range(-120.0, 0.0, "dBFS")]
Share = Annotated[float, Range(0.0, 1.0)]
Seed = Annotated[int, Range(0, 1 << 31)]


@dataclass(frozen=True)
class Parameter:
    """One argument of a function that a scene names."""

    name: str
    kind: Any
    """float, int, bool, str, Sound, a Literal, or list[...] of float, str or Sound."""
    default: Any
    """Argument.empty: it must be told."""
    range: Range

    @property
    def is_needed(self) -> bool:
        """Whether it must be told."""
        return self.default is Argument.empty

    def allowed(self) -> str:
        """In words, as the end of "must be ..."."""
        if get_origin(self.kind) is Literal:
            return "one of " + ", ".join(map(str, get_args(self.kind)))
        if get_origin(self.kind) is list:
            items = {float: "numbers", int: "whole numbers", str: "texts", Sound: "names of sounds"}
            words = ", ".join(map(str, get_args(self.item)))
            allowed = items.get(self.item, f"words, each one of {words}")
            limits = "" if self.range == Range() else f" {self.range}"
            return f"a list of {'1 to' if self.is_needed else 'at most'} {MOST_ITEMS} {allowed}{limits}"
        names = {
            float: "a number",
            int: "a whole number",
            bool: "true or false",
            str: "a text",
            Sound: "the name of a sound",
        }
        limits = "" if self.range == Range() else f" {self.range}"
        return names[self.kind] + limits

    @property
    def item(self) -> Any:
        """What a list holds."""
        return get_args(self.kind)[0]

    def accepts(self, value: object) -> bool:
        """Whether `value`, as TOML has it, is of the kind and in the range."""
        if get_origin(self.kind) is Literal:
            return value in get_args(self.kind)
        if get_origin(self.kind) is list:
            least = 1 if self.is_needed else 0
            if not isinstance(value, list) or not least <= len(value) <= MOST_ITEMS:
                return False
            return all(self._is(self.item, each) for each in value)
        return self._is(self.kind, value)

    def _is(self, kind: Any, value: object) -> bool:
        if get_origin(kind) is Literal:
            return value in get_args(kind)
        if kind in (str, Sound):
            return isinstance(value, str)
        if kind is bool or isinstance(value, bool):
            return kind is bool and isinstance(value, bool)
        if not isinstance(value, int if kind is int else (int, float)) or abs(value) > LARGEST:
            return False
        return isfinite(value) and self.range.low <= value <= self.range.high


@cache
def parameters_of(function: Callable[..., Any]) -> Mapping[str, Parameter]:
    """What may be told to `function`, by name: its keyword-only arguments."""
    hints = get_type_hints(function, include_extras=True)
    return {
        name: _parameter(name, hints[name], argument.default)
        for name, argument in signature(function).parameters.items()
        if argument.kind is Argument.KEYWORD_ONLY and name != PROGRESS
    }


def _parameter(name: str, hint: Any, default: Any) -> Parameter:
    allowed = Range()
    if get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        allowed = next((note for note in notes if isinstance(note, Range)), allowed)
    if get_origin(hint) is list and get_origin(get_args(hint)[0]) is Annotated:
        item, *notes = get_args(get_args(hint)[0])
        hint, allowed = list[item], next((note for note in notes if isinstance(note, Range)), allowed)  # type: ignore[valid-type]
    return Parameter(name, hint, default, allowed)


def wrong_arguments(
    function: Callable[..., Any],
    given: Mapping[str, object],
    sounds: Iterable[str],
    knobs: Mapping[str, tuple[float, float]],
) -> Iterator[tuple[str, str]]:
    """Key and reason of everything that is wrong with what a scene tells `function`.

    Parameters
    ----------
    function
        Of a registry.
    given
        As TOML has it; "$name" stands for the value of a knob.
    sounds
        The names that the scene has.
    knobs
        Its knobs, and between which ends each can be turned.
    """
    known, sounds = parameters_of(function), list(sounds)
    for key, value in given.items():
        if key not in known:
            yield key, f"is unknown{nearest(key, known)}"
        elif is_knob(value):
            if str(value)[1:] not in knobs:
                yield key, f"names no knob of the scene, got {value!r}{nearest(str(value)[1:], knobs)}"
            else:
                yield from ((key, reason) for reason in _wrong_knob(known[key], knobs[str(value)[1:]]))
        elif not known[key].accepts(value):
            yield key, f"must be {known[key].allowed()}, got {value!r}"
        else:
            yield from ((key, reason) for reason in _unknown_sounds(known[key], value, sounds))
    for name, parameter in known.items():
        if parameter.is_needed and name not in given:
            yield name, f"is missing; it must be {parameter.allowed()}"


def _wrong_knob(parameter: Parameter, ends: tuple[float, float]) -> Iterator[str]:
    if parameter.kind not in (float, int, bool):
        yield f"must be {parameter.allowed()}; a knob is a number"
    elif parameter.kind is not bool and not parameter.range.low <= ends[0] <= ends[1] <= parameter.range.high:
        yield f"must be {parameter.allowed()}, but its knob goes from {ends[0]:g} to {ends[1]:g}"


def _unknown_sounds(parameter: Parameter, value: Any, sounds: list[str]) -> Iterator[str]:
    names = value if isinstance(value, list) else [value]
    if parameter.kind is Sound or parameter.kind == list[Sound]:
        for name in names:
            if name not in sounds:
                yield f"names no sound of the scene, got {name!r}{nearest(name, sounds)}"


def is_knob(value: object) -> bool:
    """Whether a scene means the value of a knob."""
    return isinstance(value, str) and value.startswith("$")


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint to the name that may have been meant, as the end of a sentence."""
    known = list(known)
    close = difflib.get_close_matches(word, known, 1)
    if close:
        return f", did you mean {close[0]!r}?"
    return f"; known are {', '.join(known)}" if known else "; there are none"
