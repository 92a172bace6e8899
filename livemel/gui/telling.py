"""Telling: what the window says in words: the notice above the picture, the line at the bottom."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PyQt6.QtCore import QObject

from livemel.audio.source import SourceState
from livemel.gui.main_window import MainWindow
from livemel.gui.picture.live_picture import LivePicture
from livemel.gui.status_line import state_text, status_text

SEPARATOR = " \u00b7 "
FROZEN = "Frozen: listening goes on. Space resumes."
ENDED = "Stands still; no more sound comes. End: to the newest."
LEAST_SECONDS = 1.0
"""How far behind the newest sound a picture stands that is told to be of another time."""


@dataclass(frozen=True)
class Notice:
    """What stands above the picture as long as nothing more urgent does."""

    text: str = ""
    can_try_again: bool = False


class Telling(QObject):
    """Knows what is to be said, and what of it is more urgent. GUI thread."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._live: LivePicture | None = None
        self._notice = Notice()
        self._health = ""
        self._said = ""
        self._shown_state: SourceState | None = None
        self._shown_still = False

    def begin(self, live: LivePicture, notice: Notice, advice: str) -> None:
        """Speak of another session; what was said of the one before is forgotten."""
        self._live, self._notice, self._said, self._health = live, notice, advice, ""

    def say(self, text: str) -> None:
        """Tell something that may be overwritten by the next; empty: nothing."""
        self._said = text
        self.show()

    def notify(self, notice: Notice) -> None:
        """Tell something that stays until another session is shown."""
        self._notice = notice
        self.show()

    def tell_health(self, text: str) -> None:
        """Tell what is wrong with the source, as long as it is; empty: nothing."""
        if text != self._health:
            self._health = text
            self.show()

    @property
    def is_stale(self) -> bool:
        """Whether the source is not as it was told."""
        return self._live is not None and self._live.session.source.state is not self._shown_state

    def is_stale_about(self, is_still: bool) -> bool:
        """Whether something else was told about whether the picture stands still."""
        return self._live is not None and self._shown_still != is_still

    def show(self) -> None:
        """Say how it is now."""
        live = self._live
        if live is None:
            return
        self._shown_state, self._shown_still = live.session.source.state, live.frozen
        urgent = state_text(live)
        parts = (self._notice.text, urgent or self._health, self._still_text(live), self._said)
        self._window.set_notice(SEPARATOR.join(filter(None, parts)), self._notice.can_try_again)
        self._window.set_status(status_text(live))

    def _still_text(self, live: LivePicture) -> str:
        if not live.frozen:
            return ""
        page = self._window.page
        behind = page.extent.newest - page.edge
        if live.session.source.state is SourceState.ENDED:
            return "" if behind < LEAST_SECONDS else ENDED
        if behind < LEAST_SECONDS:
            return FROZEN
        ago = time.strftime("%M:%S", time.gmtime(behind))
        return f"Frozen ({ago} ago): listening goes on. Space or End: back to now."
