"""Microphone: what the class says, in the place of a seeded sound: live, then held still, then the seeded one again."""

from __future__ import annotations

from enum import Enum

import numpy as np

from livemel.config import Config
from livemel.lecture.sound import Sound
from livemel.runtime.opening import Opening
from livemel.runtime.session import Session

KEPT_SECONDS = 12.0


class MicState(Enum):
    """What stands in the place of the seeded sound."""

    OFF = "off"
    OPENING = "opening"
    LIVE = "live"
    HELD = "held"
    """The last seconds, as they were when they were held."""
    FAILED = "failed"


class Microphone:
    """Opened when it is first asked for, closed when it is turned off: nothing listens unasked. GUI thread."""

    def __init__(self, config: Config) -> None:
        self.state = MicState.OFF
        self.detail = ""
        """Why it failed."""
        self._config = config
        self._opening: Opening | None = None
        self._session: Session | None = None
        self._held: Sound | None = None

    def turn(self, seconds: float) -> None:
        """Off, live, held, off: to the next of them. `seconds` is how much is held."""
        if self.state in (MicState.OFF, MicState.FAILED):
            self.state, self.detail = MicState.OPENING, ""
            self._opening = Opening(self._config, [], look_anew=False, keep_seconds=KEPT_SECONDS)
        elif self.state is MicState.LIVE:
            self._held = self._last(seconds)
            self._close()
            self.state = MicState.HELD if self._held is not None else MicState.OFF
        else:
            self.close()

    def poll(self) -> None:
        """Notice that it is open, or that it has ended."""
        if self._opening is not None and self._opening.wait(0):
            opening, self._opening = self._opening, None
            try:
                self._session = opening.session()
            except Exception as error:
                self.state, self.detail = MicState.FAILED, str(error)
                return
            self._session.start()
            self.state = MicState.LIVE
        elif self._session is not None and self._session.failure is not None:
            self.detail = str(self._session.failure)
            self._close()
            self.state = MicState.FAILED

    @property
    def name(self) -> str:
        """Of the open source."""
        return self._session.source.name if self._session is not None else ""

    @property
    def lost(self) -> int:
        """Samples that were lost since it was opened."""
        return self._session.stats.samples_lost if self._session is not None else 0

    def sound(self, seconds: float) -> Sound | None:
        """What stands in the place of the seeded sound now; None: the seeded one itself."""
        if self.state is MicState.HELD:
            return self._held
        return self._last(seconds) if self.state is MicState.LIVE else None

    def _last(self, seconds: float) -> Sound | None:
        store = self._session.store if self._session is not None else None
        if store is None or store.end == store.begin:
            return None
        count = round(min(seconds, KEPT_SECONDS - 1.0) * store.sample_rate)
        samples = store.read(store.end - count, store.end)
        return Sound(np.nan_to_num(samples, copy=False), store.sample_rate)

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None

    def close(self) -> None:
        """Stop listening."""
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None
        self._close()
        self._held, self.state = None, MicState.OFF
