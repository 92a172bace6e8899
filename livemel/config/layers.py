"""Settings in layers, the later winning: defaults < user file < --config < environment < --set."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from livemel.config.rules import broken_rules
from livemel.config.sections import SECTIONS, Config
from livemel.config.setting import Setting, Value, settings_of
from livemel.errors import ConfigError

ENVIRONMENT_PREFIX = "LIVEMEL_"


@dataclass(frozen=True)
class Layer:
    """Tables of settings from one place, as they were written."""

    origin: str
    tables: Mapping[str, Any]


def merge(layers: Iterable[Layer]) -> tuple[Config, dict[str, str]]:
    """The configuration of all `layers`, and where each "section.key" that was written came from.

    Raises
    ------
    ConfigError
        With every problem of every layer at once.
    """
    values: dict[str, dict[str, Value]] = {name: {} for name in SECTIONS}
    origins: dict[str, str] = {}
    problems: list[str] = []
    for layer in layers:
        for section, table in layer.tables.items():
            if section not in SECTIONS:
                if not (section == "description" and isinstance(table, str)):
                    problems.append(f"{layer.origin}: unknown section {section!r}{_nearest(section, SECTIONS)}")
            elif not isinstance(table, Mapping):
                problems.append(f"{layer.origin}: {section} must be a table of settings, got {table!r}")
            else:
                problems += _read_table(layer.origin, section, table, values[section], origins)
    config = Config(**{name: SECTIONS[name](**values[name]) for name in SECTIONS})
    problems += [f"{_origin_of(rule, origins)}{rule}" for rule in broken_rules(config)]
    if problems:
        raise ConfigError(problems)
    return config, origins


def _read_table(
    origin: str, section: str, table: Mapping[str, object], values: dict[str, Value], origins: dict[str, str]
) -> list[str]:
    known = settings_of(SECTIONS[section])
    problems = []
    for key, value in table.items():
        if key not in known:
            problems.append(f"{origin}: unknown key {section}.{key}{_nearest(key, known)}")
            continue
        try:
            values[key] = known[key].read(value)
            origins[f"{section}.{key}"] = origin
        except ValueError as error:
            problems.append(f"{origin}: {section}.{key} {error}")
    return problems


def _nearest(word: str, known: Iterable[str]) -> str:
    known = list(known)
    close = difflib.get_close_matches(word, known, 1)
    return f", did you mean {close[0]!r}?" if close else f", known are {', '.join(known)}"


def _origin_of(rule: str, origins: Mapping[str, str]) -> str:
    named = [origins[word] for word in rule.replace(",", " ").split() if word in origins]
    return f"{named[0]}: " if named else ""


def file_layer(path: Path, origin: str | None = None) -> Layer:
    """The settings of a TOML file."""
    origin = origin or str(path)
    try:
        with path.open("rb") as file:
            return Layer(origin, tomllib.load(file))
    except OSError as error:
        raise ConfigError([f"cannot read {path}: {error.strerror or error}"]) from error
    except (ValueError, RecursionError) as error:  # also of numbers and of brackets without end
        raise ConfigError([f"{origin}: not valid TOML: {error}"]) from error


def environment_layers(environment: Mapping[str, str]) -> list[Layer]:
    """The settings of LIVEMEL_SECTION__KEY variables, one layer each so that an error names its variable."""
    layers = []
    for name in sorted(environment):
        section, separator, key = name.removeprefix(ENVIRONMENT_PREFIX).lower().partition("__")
        if name.startswith(ENVIRONMENT_PREFIX) and separator:
            layers.append(Layer(name, {section: {key: _parse(section, key, environment[name])}}))
    return layers


def option_layers(options: Iterable[str]) -> list[Layer]:
    """The settings of --set SECTION.KEY=VALUE options."""
    layers = []
    for option in options:
        name, equals, text = option.partition("=")
        section, dot, key = name.strip().partition(".")
        if not (equals and dot and section and key):
            raise ConfigError([f"--set must be SECTION.KEY=VALUE, got {option!r}"])
        layers.append(Layer("--set", {section: {key: _parse(section, key, text.strip())}}))
    return layers


def _parse(section: str, key: str, text: str) -> object:
    """A value as typed by a person: TOML where it is TOML, else the text itself."""
    known: Mapping[str, Setting] = settings_of(SECTIONS[section]) if section in SECTIONS else {}
    try:
        value: object = tomllib.loads(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
    wants_text = key in known and isinstance(known[key].default, str)
    return text if wants_text and not isinstance(value, str) else value


def as_tables(config: Config) -> dict[str, dict[str, Value]]:
    """The whole configuration as plain tables."""
    return {
        section.name: {
            each.name: getattr(getattr(config, section.name), each.name) for each in fields(SECTIONS[section.name])
        }
        for section in fields(config)
    }
