"""Rivalry: two clients of one name, of which a broker always drops the one that was there first."""

from __future__ import annotations

import time
from collections.abc import Callable

SHORT_SECONDS = 10.0
"""A connection that lasts longer was not taken over: whoever is dropped is back within two seconds."""
MANY = 3


class Rivalry:
    """Watches how long connections last. MQTT 3.1.1 knows no reason for an end, but only rivals end so soon so often.

    Written by the client's thread, read by any.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._connected_at: float | None = None
        self._short = 0  # connections that did not last, one after the other

    def connected(self) -> None:
        """The broker has taken us."""
        self._connected_at = self._monotonic()

    def lost(self) -> None:
        """The connection has ended, not by us."""
        if self._connected_at is not None:
            self._short = self._short + 1 if self._lasted(self._connected_at) < SHORT_SECONDS else 0
        self._connected_at = None

    def failed(self) -> None:
        """The broker is not there, or refuses: no rival's doing."""
        self._short, self._connected_at = 0, None

    def is_on(self) -> bool:
        """Whether it goes to and fro."""
        since = self._connected_at
        return self._short >= MANY and (since is None or self._lasted(since) < SHORT_SECONDS)

    def _lasted(self, since: float) -> float:
        return self._monotonic() - since
