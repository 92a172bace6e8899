"""Values of a scene's file, each taken with its kind checked; sentences about what is wrong are collected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from livemel.lecture.parameters import LARGEST, nearest

MISSING = object()
"""As a default: the value must be there."""
WORDS = {str: "a text", list: "a list", dict: "a table", bool: "true or false", int: "a whole number"}


class Values:
    """Takes what is good, and tells the rest: `problems`, each as key and reason."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def tell(self, key: str, reason: str) -> None:
        """One more problem."""
        self.problems.append(f"{key} {reason}")

    def known(self, key: str, table: Mapping[str, Any], known: set[str]) -> None:
        """No other keys may be there."""
        for each in table:
            if each not in known:
                self.tell(_under(key, each), f"is unknown{nearest(each, sorted(known))}")

    def value(self, key: str, table: Mapping[str, Any], name: str, kind: type, default: Any) -> Any:
        """A value of this kind."""
        value = table.get(name, default)
        if value is MISSING:
            self.tell(_under(key, name), f"is missing; it must be {WORDS[kind]}")
            return kind()
        if name in table and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            self.tell(_under(key, name), f"must be {WORDS[kind]}, got {value!r}")
            return kind() if default is MISSING else default
        return value

    def text(self, key: str, table: Mapping[str, Any], name: str) -> str:
        """A text that must be there, and not be empty."""
        text: str = self.value(key, table, name, str, MISSING)
        if not text.strip() and isinstance(table.get(name), str):
            self.tell(_under(key, name), "must not be empty")
        return text.strip()

    def texts(self, key: str, table: Mapping[str, Any], name: str, least: int = 0) -> tuple[str, ...]:
        """A list of texts."""
        texts = self.value(key, table, name, list, MISSING if least else [])
        if not all(isinstance(each, str) for each in texts) or len(texts) < least:
            self.tell(_under(key, name), f"must be a list of texts, at least {least}, got {texts!r}")
            return ()
        return tuple(texts)

    def number(self, key: str, table: Mapping[str, Any], name: str, default: Any) -> float:
        """A finite number."""
        value = table.get(name, default)
        if value is MISSING:
            self.tell(_under(key, name), "is missing; it must be a number")
        elif not _is_number(value):
            self.tell(_under(key, name), f"must be a number, got {value!r}")
        else:
            return float(value)
        return 0.0

    def numbers(self, key: str, table: Mapping[str, Any], name: str) -> tuple[float, ...]:
        """A list of finite numbers."""
        values = self.value(key, table, name, list, [])
        if not all(_is_number(each) for each in values):
            self.tell(_under(key, name), f"must be a list of numbers, got {values!r}")
            return ()
        return tuple(map(float, values))


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST
