"""Settings while a person changes them: one change, its problems by field, the way back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from livemel.config.layers import as_tables
from livemel.config.rules import broken_rules, broken_rules_at
from livemel.config.sections import SECTIONS, Config
from livemel.config.setting import Value, settings_of

MOST_STEPS = 100
"""That can be undone."""
NAMES = tuple(f"{section}.{key}" for section, kind in SECTIONS.items() for key in settings_of(kind))
"""Every setting as "section.key"."""


@dataclass(frozen=True)
class Change:
    """What a change came to."""

    config: Config
    """With the change; where it has problems, without."""
    problems: Mapping[str, str] = field(default_factory=dict)
    """By "section.key", the end of a sentence that begins with its name, or a whole one about several settings."""

    @property
    def sentences(self) -> list[str]:
        """The problems, each with the name of its setting."""
        return [text if text.startswith(NAMES) else f"{name} {text}" for name, text in self.problems.items()]


def changed(config: Config, values: Mapping[str, object], sample_rate: int | None = None) -> Change:
    """Another value for one setting or for several at once.

    What was wrong before and has nothing to do with the change does not keep it from being made.

    Parameters
    ----------
    config
        What is changed; it stays as it is.
    values
        By "section.key".
    sample_rate
        Of the source, in Hz: rules about it are kept too. None: it is not known.
    """
    read: dict[str, dict[str, Value]] = {}
    problems: dict[str, str] = {}
    for name, value in values.items():
        section, key = name.split(".")
        try:
            read.setdefault(section, {})[key] = settings_of(SECTIONS[section])[key].read(value)
        except ValueError as error:
            problems[name] = str(error)
    if problems:
        return Change(config, problems)
    new = replace(config, **{name: replace(getattr(config, name), **keys) for name, keys in read.items()})
    before = problems_by_name(config, sample_rate, values)
    after = problems_by_name(new, sample_rate, values)
    told = {name: text for name, text in after.items() if name in values or before.get(name) != text}
    return Change(config, told) if told else Change(new)


def problems_by_name(
    config: Config, sample_rate: int | None = None, preferred: Mapping[str, object] | None = None
) -> dict[str, str]:
    """What is impossible in `config`, by the "section.key" that it is told at: one of `preferred` if it is named."""
    sentences = list(broken_rules(config))
    if sample_rate is not None:
        sentences += broken_rules_at(config, sample_rate)
    problems: dict[str, str] = {}
    for sentence in sentences:
        name = _told_at(sentence, preferred or {})
        text = sentence.removeprefix(f"{name} ")
        problems[name] = f"{problems[name]}; {text}" if name in problems else text
    return problems


def _told_at(sentence: str, preferred: Mapping[str, object]) -> str:
    named: list[str] = [word for word in re.findall(r"[a-z_]+\.[a-z_]+", sentence) if word in NAMES]
    return next((word for word in named if word in preferred), named[0])


class Edits:
    """A configuration with the steps that led to it; at most MOST_STEPS back."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self._undone: list[Config] = []
        self._done: list[Config] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether a step back was made that can be made good."""
        return bool(self._undone)

    def take(self, config: Config, amends: bool = False) -> None:
        """A step to `config`, or more of the last; what was undone is forgotten. Nothing if it is what there is."""
        if config != self.config:
            if not (amends and self._done):
                self._done = [*self._done, self.config][-MOST_STEPS:]
            self._undone = []
            self.config = config

    def undo(self) -> Config:
        """The configuration before the last step; the same if there is none."""
        if self._done:
            self._undone.append(self.config)
            self.config = self._done.pop()
        return self.config

    def redo(self) -> Config:
        """The configuration before the last undo; the same if there is none."""
        if self._undone:
            self._done.append(self.config)
            self.config = self._undone.pop()
        return self.config


def differences(config: Config, base: Config) -> dict[str, dict[str, Value]]:
    """The settings of `config` that are not those of `base`, as section -> key -> value; no empty sections."""
    other = as_tables(base)
    tables = {
        section: {key: value for key, value in values.items() if value != other[section][key]}
        for section, values in as_tables(config).items()
    }
    return {section: values for section, values in tables.items() if values}


def to_toml_of_differences(config: Config, base: Config) -> str:
    """The settings of `config` that are not those of `base`, as TOML text; empty if there are none."""
    import tomli_w  # only for who writes settings

    return tomli_w.dumps(differences(config, base))
