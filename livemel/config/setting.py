"""One setting: its default, unit, range and meaning, kept beside the field that holds it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any, cast

Value = bool | int | float | str


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What may be written for one field of a section."""

    default: Value
    doc: str
    unit: str = ""
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    choices: tuple[str, ...] | tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    """Words allowed beside a number, such as "max"."""

    def allowed(self) -> str:
        """What may be written, as the end of "must be ..."."""
        if self.choices:
            return "one of " + ", ".join(map(str, self.choices))
        names = {bool: "true or false", int: "a whole number", float: "a number", str: "text"}
        allowed = names[type(self.default)] + self._range()
        return allowed + "".join(f' or "{word}"' for word in self.words)

    def _range(self) -> str:
        if self.at_least is not None and self.at_most is not None:
            return f" {_plain(self.at_least)}..{_plain(self.at_most)}"
        lower = f" >= {_plain(self.at_least)}" if self.at_least is not None else ""
        lower = f" > {_plain(self.above)}" if self.above is not None else lower
        return lower + (f" <= {_plain(self.at_most)}" if self.at_most is not None else "")

    def read(self, value: object) -> Value:
        """`value` in this field's type.

        Raises
        ------
        ValueError
            If the type or the range is wrong; the text ends a sentence that begins with the field's name.
        """
        typed = self._typed(value)
        if typed is None or not self._in_range(typed):
            raise ValueError(f"must be {self.allowed()}, got {value!r}")
        return typed

    def _typed(self, value: object) -> Value | None:
        if isinstance(value, str) and (value in self.words or isinstance(self.default, str)):
            return value
        if isinstance(value, bool) or isinstance(self.default, bool):
            return value if isinstance(value, bool) and isinstance(self.default, bool) else None
        if isinstance(self.default, float) and isinstance(value, int | float):
            return _finite(value)
        return value if isinstance(self.default, int) and isinstance(value, int) else None

    def _in_range(self, value: Value) -> bool:
        if self.choices:
            return value in self.choices
        if isinstance(value, str):
            return True
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.above is None or value > self.above)
            and (self.at_most is None or value <= self.at_most)
        )


def _plain(limit: float) -> str:
    """Whole numbers in full."""
    return str(limit) if isinstance(limit, int) else f"{limit:g}"


def _finite(value: int | float) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def setting(default: Value, doc: str, **limits: Any) -> Any:
    """A dataclass field that carries its `Setting`."""
    return field(default=default, metadata={"setting": Setting(default=default, doc=doc, **limits)})


def settings_of(section: type) -> Mapping[str, Setting]:
    """The settings of one section's class, by field name, in their order."""
    return {each.name: setting_of(each) for each in fields(section)}


def setting_of(each: Field[Any]) -> Setting:
    """The `Setting` that a field carries."""
    return cast(Setting, each.metadata["setting"])
