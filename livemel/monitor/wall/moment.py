"""Moment: when something is, by the clock that ages are told by and by the clock on the wall."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Moment:
    """Ages do not jump when the clock on the wall is set."""

    monotonic: float
    """Seconds, for ages."""
    utc: float
    """Seconds since 1970, for columns: the wall's own clock, which all rooms are shown on."""


def now() -> Moment:
    """The moment of asking."""
    return Moment(time.monotonic(), time.time())
