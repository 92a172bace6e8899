"""HearThrough: lets what a session analyses be heard."""

from __future__ import annotations

from collections.abc import Callable

from livemel.audio.playback import Through
from livemel.runtime.feed import Event, Sound


class HearThrough:
    """A sink that gives the sound to the output. Worker thread.

    Parameters
    ----------
    through
        From `Player.through`, at the source's rate.
    speed
        Times real time at which the source plays now: as on a tape, the pitch follows.
    """

    def __init__(self, through: Through, speed: Callable[[], float] = lambda: 1.0) -> None:
        self._through = through
        self._speed = speed

    def consume(self, event: Event) -> None:
        """Take samples; all else is not for the ear."""
        if isinstance(event, Sound):
            self._through.hear(event.samples, self._speed(), event.begins)
