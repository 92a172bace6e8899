"""Reloading: SIGHUP asks a monitor to read its settings anew; bad ones leave it as it is."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

from livemel.commands.warnings import warn
from livemel.config import Config
from livemel.errors import LivemelError
from livemel.monitor.rules.rules_file import read_rules
from livemel.monitor.terminal import QUIT


class Reloading:
    """Notes the signal; `wait` ends a loop when new settings are there to go on with.

    Parameters
    ----------
    load
        Gives the configuration as it is now. Raises LivemelError.
    """

    def __init__(self, load: Callable[[], Config]) -> None:
        self.config = load()
        """What to go on with."""
        self.is_due = False
        """Whether the loop ended because of new settings."""
        self._load = load
        self._asked = False
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, self._ask)

    def _ask(self, _signal: int, _frame: object) -> None:
        self._asked = True

    def wait(self, inner: Callable[[float], str]) -> Callable[[float], str]:
        """`inner`, and a key that quits once new settings have been read."""

        def waited(seconds: float) -> str:
            key = inner(seconds)
            return QUIT[0] if self._asked and self._take() else key

        return waited

    def _take(self) -> bool:
        self._asked = False
        try:
            config = self._load()
            if config.monitor.rules:
                read_rules(Path(config.monitor.rules))
        except LivemelError as error:
            warn(f"the settings stay as they were: {error}")
            return False
        self.config, self.is_due = config, True
        return True
