"""Rule: what is an event, as a value."""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("rms", "peak", "laeq", "lceq", "laf_max", "las", "momentary", "short_term")
"""Measures that a reading has, dBFS or LUFS."""
MEASURES = (*LEVELS, "band", "novelty", "clipped", "state")
RANGED = ("band", "novelty")
"""Measures that have low_hz and high_hz."""
STATES = ("silent", "dead", "lost", "disk-low")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An event begins when its measure has been beyond the threshold for `seconds`."""

    name: str
    measure: str
    above: float | None = None
    """The threshold: dBFS, dB of novelty, samples that were clipped."""
    below: float | None = None
    states: tuple[str, ...] = ()
    """For measure "state"."""
    low_hz: float = 0.0
    high_hz: float = 0.0
    """Between which mel bands are looked at; 0: no limit."""
    hysteresis: float = 3.0
    """How far back behind the threshold the measure must come for the event to end."""
    seconds: float = 1.0
    """How long it must be beyond, and then back."""
    cooldown: float = 0.0
    """Seconds after an event in which no other of this rule begins."""
    protect: bool = False
    """Whether clips of its events are never deleted."""
    command: tuple[str, ...] = ()
    """What is run for its events, and its arguments; no shell."""
    webhook: str = ""
    """Where its events are posted; may hold a secret."""
    call_seconds: float = 10.0
    """How long a command or a webhook may take."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that a rule found: told when it begins, and once more when it has ended."""

    id: str
    """The same for both; of no other event."""
    rule: str
    phase: str
    """begin or end."""
    source: str
    utc: float
    """When it began."""
    sample: int | None
    """Of the sample counter then; None where nothing was heard."""
    value: float | str
    """Of the measure then; at the end the most extreme."""
    seconds: float = 0.0
    """How long it lasted; 0 at its beginning."""
    detail: str = ""
    protected: bool = False
    """Whether what is kept of it is never deleted."""
