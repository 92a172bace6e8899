"""A file of rules, read: TOML to `Rule`s, every problem told at once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from livemel.errors import ConfigError
from livemel.monitor.rules.called import what_is_called
from livemel.monitor.rules.rule import MEASURES, RANGED, STATES, Rule
from livemel.monitor.rules.shown import cut, kind_of, shown, shown_key
from livemel.monitor.small_file import read_small

MOST_BYTES = 1 << 20
MOST_RULES = 100
LONGEST_NAME = 100
KEYS = tuple(each.name for each in fields(Rule))
NUMBERS: dict[str, tuple[float, float, str]] = {
    "above": (-200.0, 1e9, ""),
    "below": (-200.0, 1e9, ""),
    "low_hz": (0.0, 1e6, " Hz"),
    "high_hz": (0.0, 1e6, " Hz"),
    "hysteresis": (0.0, 200.0, " dB"),
    "seconds": (1.0, 86400.0, " s"),
    "cooldown": (0.0, 7 * 86400.0, " s"),
    "call_seconds": (0.1, 300.0, " s"),
}
"""What each may be."""


def read_rules(path: Path) -> list[Rule]:
    """The rules in a file, in their order.

    Raises
    ------
    ConfigError
        If it cannot be read, or something in it is wrong: every problem with file, rule, key and reason.
    """
    try:
        text = read_small(path, MOST_BYTES)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError([f"cannot read the rules {path}: {reason}"]) from error
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError([f"{path}: not valid TOML: {cut(str(error))}"]) from error
    problems: list[str] = []
    rules = _rules(found, lambda key, reason: problems.append(f"{key} {reason}"))
    if problems:
        raise ConfigError([f"{path}: {problems[0]}", *problems[1:]])
    return rules


Tell = Callable[[str, str], None]


def _rules(found: Mapping[str, Any], tell: Tell) -> list[Rule]:
    for key in found:
        if key != "rules":
            tell(shown_key(key), "is unknown; a file of rules holds [[rules]]")
    tables = found.get("rules", [])
    if not isinstance(tables, list) or not 1 <= len(tables) <= MOST_RULES:
        got = len(tables) if isinstance(tables, list) else kind_of(tables)
        tell("rules", f"must be 1 to {MOST_RULES} tables [[rules]], got {got}")
        return []
    rules = [_rule(f"rules[{i}]", table, tell) for i, table in enumerate(tables, 1)]
    names = [rule.name for rule in rules]
    for name in sorted({name for name in names if names.count(name) > 1}):
        tell("rules", f"must have a name each, got {shown(name)} more than once")
    return rules


def _rule(key: str, table: Any, tell: Tell) -> Rule:
    if not isinstance(table, dict):
        tell(key, f"must be a table, got {kind_of(table)}")
        return Rule(name=key, measure="rms")
    for each in table:
        if each not in KEYS:
            close = difflib.get_close_matches(each, KEYS, 1)
            hint = f", did you mean {close[0]!r}?" if close else f"; known are {', '.join(KEYS)}"
            tell(f"{key}.{shown_key(each)}", f"is unknown{hint}")
    told: dict[str, Any] = {name: _text(key, table, name, tell) for name in ("name", "measure")}
    if len(told["name"]) > LONGEST_NAME or not told["name"].isprintable():
        tell(f"{key}.name", f"must be 1 to {LONGEST_NAME} signs that can be seen, got {shown(told['name'])}")
    told |= {name: _number(key, table, name, tell) for name in NUMBERS if name in table}
    if told["measure"] not in MEASURES:
        tell(f"{key}.measure", f"must be one of {', '.join(MEASURES)}, got {shown(told['measure'])}")
    told["states"] = _states(key, table, told["measure"], tell)
    _threshold(key, table, told["measure"], tell)
    told |= what_is_called(key, table, tell)
    told["protect"] = table.get("protect", False)
    if not isinstance(told["protect"], bool):
        tell(f"{key}.protect", f"must be true or false, got {shown(told['protect'])}")
    _range(key, table, told, tell)
    return Rule(**told)


def _range(key: str, table: Mapping[str, Any], told: Mapping[str, Any], tell: Tell) -> None:
    if told["measure"] in MEASURES and told["measure"] not in RANGED:
        for name in ("low_hz", "high_hz"):
            if name in table:
                tell(f"{key}.{name}", f"is for measure {' and '.join(RANGED)}, and this is {told['measure']}")
    if 0 < told.get("high_hz", 0.0) <= told.get("low_hz", 0.0):
        tell(f"{key}.high_hz", f"must be above low_hz = {told['low_hz']:g}, got {told['high_hz']:g}")


def _threshold(key: str, table: Mapping[str, Any], measure: str, tell: Tell) -> None:
    count = ("above" in table) + ("below" in table)
    if measure == "state" and count:
        tell(key, "takes no threshold where measure is state, but states")
    elif measure != "state" and count != 1:
        tell(key, "must have one threshold, above or below")


def _states(key: str, table: Mapping[str, Any], measure: str, tell: Tell) -> tuple[str, ...]:
    if measure != "state":
        if "states" in table:
            tell(f"{key}.states", "is for measure state")
        return ()
    states = table.get("states", list(STATES))
    if not isinstance(states, list) or not states or any(each not in STATES for each in states):
        tell(f"{key}.states", f"must be a list of one or more of {', '.join(STATES)}, got {shown(states)}")
        return ()
    return tuple(states)


def _text(key: str, table: Mapping[str, Any], name: str, tell: Tell) -> str:
    text = table.get(name, MISSING)
    if not isinstance(text, str) or not text.strip():
        tell(
            f"{key}.{name}",
            "is missing; it must be a text" if text is MISSING else f"must be a text, got {kind_of(text)}",
        )
        return ""
    return text.strip()


def _number(key: str, table: Mapping[str, Any], name: str, tell: Tell) -> float:
    low, high, unit = NUMBERS[name]
    value = table[name]
    if not isinstance(value, int | float) or isinstance(value, bool) or not low <= value <= high:
        tell(f"{key}.{name}", f"must be a number {low:g}..{high:g}{unit}, got {shown(value)}")
        return low
    return float(value)
