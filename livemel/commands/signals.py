"""Signals: SIGHUP asks a monitor to read its settings anew, SIGTERM and Ctrl-C ask it to end; nothing is cut short."""

from __future__ import annotations

import math
import select
import signal
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from livemel.config import Config
from livemel.errors import LivemelError
from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.rules_file import read_rules
from livemel.monitor.terminal import QUIT

END = {signal.SIGTERM: "ended by SIGTERM", signal.SIGINT: "ended by Ctrl-C"}
MOST_WAKES = 4096
HURRY_SECONDS = 1.0
"""Who presses Ctrl-C once more after so long means it."""


@dataclass(frozen=True)
class Asked:
    """What a monitor is to do; read whole, so that a file that is broken later breaks nothing."""

    config: Config
    rules: Sequence[Rule]

    @classmethod
    def of(cls, config: Config) -> Asked:
        """With the rules that the configuration names. Raises LivemelError."""
        return cls(config, read_rules(Path(config.monitor.rules)) if config.monitor.rules else [])


class EndWanted(Exception):
    """Somebody wants an end before anything has begun."""


class Signals:
    """While its context lasts, signals are noted, and `wait` answers them.

    A second Ctrl-C interrupts whatever is being done, unless it comes at once after the first.

    Parameters
    ----------
    load
        Gives the configuration as it is now. Raises LivemelError.
    warn
        Told why new settings are refused.
    """

    def __init__(self, load: Callable[[], Config], warn: Callable[[str], None]) -> None:
        self.asked = Asked.of(load())
        """What to go on with; bad new settings leave it as it is."""
        self.is_reloading = False
        """Whether the loop ended because of new settings."""
        self.why = ""
        """Why the monitor is to end, in words; empty: nobody asked for it."""
        self._load, self._warn = load, warn
        self._is_asked_to_load = self._is_interrupted = False
        self._interrupted_at = math.inf  # for the first time
        self._saved: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        self._wake, self._awake = socket.socketpair()
        self._wake.setblocking(False)
        self._awake.setblocking(False)
        self._woken_before = signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        handlers = {each: self._end for each in END} | ({signal.SIGHUP: self._hang_up} if _has_hang_up() else {})
        self._saved = {each: signal.signal(each, handler) for each, handler in handlers.items()}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each, handler in self._saved.items():
            signal.signal(each, handler)  # type: ignore[arg-type]
        signal.set_wakeup_fd(self._woken_before)
        self._wake.close()
        self._awake.close()

    def _end(self, number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if number == signal.SIGINT:
            if now - self._interrupted_at > HURRY_SECONDS:
                raise KeyboardInterrupt
            self._is_interrupted, self._interrupted_at = True, min(now, self._interrupted_at)
        self.why = self.why or END[signal.Signals(number)]

    def _hang_up(self, _number: int, _frame: FrameType | None) -> None:
        self._is_asked_to_load = True

    def raise_interrupt(self) -> None:
        """Raise KeyboardInterrupt if Ctrl-C was pressed: the shell is told."""
        if self._is_interrupted:
            raise KeyboardInterrupt

    def raise_end(self) -> None:
        """Raise EndWanted if somebody has asked for an end."""
        if self.why:
            raise EndWanted

    def sleep(self, seconds: float) -> str:
        """Where there are no keys: wait so long, or until a signal comes."""
        if select.select([self._awake], [], [], seconds)[0]:
            self._awake.recv(MOST_WAKES)
        return ""

    def wait(self, inner: Callable[[float], str]) -> Callable[[float], str]:
        """`inner`, and a key that quits when it is time to end, or new settings have been read."""

        def waited(seconds: float) -> str:
            key = inner(seconds)
            return QUIT[0] if self.why or (self._is_asked_to_load and self._take()) else key

        return waited

    def _take(self) -> bool:
        self._is_asked_to_load = False
        try:
            asked = Asked.of(self._load())
        except LivemelError as error:
            self._warn(f"the settings stay as they were: {error}")
            return False
        self.asked, self.is_reloading = asked, True
        return True


def _has_hang_up() -> bool:
    return hasattr(signal, "SIGHUP")
