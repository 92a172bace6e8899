"""Shown: how an error says what it found in a file: short, in one line, of a secret only its kind."""

from __future__ import annotations

from typing import Any

LONGEST = 100
KINDS = {str: "a text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}


def shown(value: Any) -> str:
    """As Python writes it, cut."""
    if isinstance(value, int) and abs(value) >= 1 << 64:
        return "a number of more than 19 digits"
    return cut(repr(value))


def shown_key(key: str) -> str:
    """A key as it stands in the file, unless a terminal would not show it so."""
    return cut(key if key.isprintable() else repr(key))


def cut(text: str) -> str:
    """Its beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def kind_of(value: Any) -> str:
    """What kind of thing it is."""
    return KINDS.get(type(value), "a time")
