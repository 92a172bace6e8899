"""Activities: what a class does, such as a listening test; by the names that scenes use.

A new one: a function that gives an `Activity`, and an entry here. What may be told is read off its signature; a window
gives `seed` where the scene does not.
"""

from __future__ import annotations

from collections.abc import Callable

from livemel.lecture.activities import blind_pairs, loudspeaker, staircase
from livemel.lecture.activities.activity import Activity, Result

ACTIVITIES: dict[str, Callable[..., Activity]] = {
    "loudspeaker": loudspeaker.loudspeaker,
    "blind_pairs": blind_pairs.blind_pairs,
    "staircase": staircase.staircase,
}

__all__ = ["ACTIVITIES", "Activity", "Result"]
