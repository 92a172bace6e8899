"""Plan: what is measured, and how long; plain enough to be handed to another process."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A run of the benches."""

    offline: Sequence[tuple[str, float]] = (("decibels", 30.0), ("whisper", 30.0), ("kaldi", 30.0))
    """Recipes by key, and the seconds of sound each is measured over."""
    rounds: int = 7
    """How often every contender is measured, in turn."""
    live: Sequence[str] = ("decibels", "kaldi")
    """Recipes by key, measured hop by hop."""
    live_rounds: int = 9
    hops: int = 200
    """In a row, before it is the next contender's turn."""
    pictures: int = 300
    """Steps of the scrolling picture; 0: the picture is left out."""
    peers: bool = True
    """Whether other libraries are measured beside livemel."""

    def to_json(self) -> str:
        """Text from which `from_json` makes the same plan."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Plan:
        """The plan that `to_json` wrote."""
        fields = json.loads(text)
        fields["offline"] = tuple((str(key), float(seconds)) for key, seconds in fields["offline"])
        fields["live"] = tuple(fields["live"])
        return cls(**fields)
