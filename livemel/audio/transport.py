"""Transport: what may be asked of a file while it plays, and how it stands."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from math import isfinite

from livemel.errors import SourceError

SLOWEST, FASTEST = 0.25, 4.0
"""Times real time."""
MOST_WAITING = 64
"""Commands that nobody has taken up; the oldest go first."""

Command = Callable[["Transport"], None]


class Transport:
    """Commands from any thread, taken up by the one that reads; what they set is written by that one alone.

    Parameters
    ----------
    holds_at_end
        At the end the file waits to be taken elsewhere instead of ending.
    """

    def __init__(self, holds_at_end: bool = False) -> None:
        self.holds_at_end = holds_at_end
        self.paused = False
        self.speed = 1.0
        """Times real time."""
        self.loop = False
        self.at_end = False
        """Whether it waits at the end."""
        self.target_s: float | None = None
        """Where it is to go on; whoever reads takes it up and sets it to None."""
        self._commands: deque[Command] = deque(maxlen=MOST_WAITING)

    def pause(self) -> None:
        """Any thread: stand still."""
        self._commands.append(_pause)

    def resume(self) -> None:
        """Any thread: go on; from the begin where it waits at the end."""
        self._commands.append(_resume)

    def seek(self, seconds: float) -> None:
        """Any thread: go on from there, `seconds` after the begin. Raises SourceError if that is no time."""
        if not isfinite(seconds):
            raise SourceError(f"a place in the file must be a number of seconds, got {seconds}")

        def command(transport: Transport) -> None:
            transport.target_s = max(0.0, seconds)
            transport.at_end = False

        self._commands.append(command)

    def set_speed(self, speed: float) -> None:
        """Any thread: play at so many times real time, 0.25 to 4. Raises SourceError otherwise."""
        if not SLOWEST <= speed <= FASTEST:
            raise SourceError(f"the speed must be {SLOWEST:g} to {FASTEST:g} times real time, got {speed:g}")

        def command(transport: Transport) -> None:
            transport.speed = speed

        self._commands.append(command)

    def set_loop(self, loop: bool) -> None:
        """Any thread: whether the begin follows the end."""

        def command(transport: Transport) -> None:
            transport.loop = loop

        self._commands.append(command)

    @property
    def pace(self) -> float:
        """Times real time now; 0 while it stands still."""
        return 0.0 if self.paused or self.at_end else self.speed

    def take_up(self) -> bool:
        """The reader: carry out what was asked for since. Returns whether anything was."""
        asked = bool(self._commands)
        while self._commands:
            self._commands.popleft()(self)
        return asked


def _pause(transport: Transport) -> None:
    transport.paused = True


def _resume(transport: Transport) -> None:
    transport.paused = False
    if transport.at_end:
        transport.at_end, transport.target_s = False, 0.0
