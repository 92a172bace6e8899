"""What a scene of the lecture may name, as Markdown: read off the functions themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import getdoc
from typing import Any

from docs_lib.recipes import table
from livemel.gui.lecture.keys import DIGITS_KEYS, DIGITS_TEXT, KEYS
from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.measures import MEASURES
from livemel.lecture.parameters import Parameter, parameters_of
from livemel.lecture.sounds import EFFECTS, MAKERS
from livemel.lecture.views import VIEWS


def makers() -> str:
    """Of sounds."""
    return _functions(MAKERS)


def effects() -> str:
    """On sounds; the sound itself is not told."""
    return _functions(EFFECTS, leaves_out="sound")


def views() -> str:
    """What is shown."""
    return _functions(VIEWS)


def measures() -> str:
    """Numbers."""
    return _functions(MEASURES)


def activities() -> str:
    """Listening tests."""
    return _functions(ACTIVITIES)


def keys() -> str:
    """Of the lecture's window."""
    rows = [*((text, meaning) for _, text, meaning in KEYS.values()), (DIGITS_KEYS, DIGITS_TEXT)]
    return table(("press", "to"), rows)


def _functions(registry: Mapping[str, Callable[..., Any]], leaves_out: str = "") -> str:
    rows = []
    for name, function in registry.items():
        told = (_told(each) for each in parameters_of(function).values() if each.name != leaves_out)
        rows.append((f"`{name}`", _first_sentence(function), "; ".join(told)))
    return table(("name", "what it is", "may be told"), rows)


def _first_sentence(function: Callable[..., Any]) -> str:
    paragraph = (getdoc(function) or "").split("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "\\|").replace("with_", "with")


def _told(parameter: Parameter) -> str:
    name = f"`{parameter.name.rstrip('_')}`"
    if parameter.is_needed:
        return f"**{name}** {parameter.allowed()}"
    default = _default(parameter.default)
    return f"{name} {parameter.allowed()}" + (f" ({default})" if default else "")


def _default(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ", ".join(map(_default, value))
    return f"{value:g}" if isinstance(value, float) else str(value)
