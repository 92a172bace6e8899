"""Listening: what was heard is heard again: a selection, the last seconds, the tone of a height."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PyQt6.QtCore import QObject, pyqtSignal

from livemel.errors import LivemelError
from livemel.gui.page import Page
from livemel.runtime.past.sound_store import SoundStore

if TYPE_CHECKING:
    from livemel.audio.playback import Player, Playing

LAST_SECONDS = 10.0
TONE_SECONDS = 0.5
MICROPHONE_NOTE = "the microphone would hear the tone and show it; wear headphones, then switch it on"
NOTHING_KEPT = "There is no sound of that time any more: only the newest is kept"
NO_STORE = "There is no sound to hear: none is kept of this source"


class Listening(QObject):
    """Between page, store and player. GUI thread; call `tick` with each picture."""

    changed = pyqtSignal()
    """It plays, or plays no longer."""
    said = pyqtSignal(str)
    """Why nothing is heard."""

    def __init__(self, page: Page, player: Player) -> None:
        super().__init__()
        self.tone_on_click = False
        """Whether a click plays the tone of its height."""
        self.is_looping = False
        self._page = page
        self._player = player
        self._store: SoundStore | None = None
        self._playing: Playing | None = None
        self._begin_seconds: float | None = None  # of what plays; None for a tone

    def set_source(self, store: SoundStore | None, kind: str) -> None:
        """Hear the sound of `store`, whose source is of this kind; what plays ends.

        A click plays a tone from now on, but where a microphone might hear it: there that is to be asked for.
        """
        self.stop()
        self._store = store
        self.tone_on_click = kind != "mic"

    @property
    def tone_note(self) -> str:
        """Why a click plays no tone; empty while it does."""
        return "" if self.tone_on_click else f"No tone on a click: {MICROPHONE_NOTE}"

    @property
    def is_playing(self) -> bool:
        """Whether something is heard, or about to be."""
        return self._playing is not None

    @property
    def cursor_seconds(self) -> float | None:
        """What is heard now, in seconds since the start of the run; None while no part of it is."""
        if self._playing is None or self._begin_seconds is None:
            return None
        return self._begin_seconds + self._playing.position_s

    def hear(self, loop: bool = False) -> None:
        """Play the selection; without one the last 10 s up to the right edge of the picture."""
        part = self._page.selection
        if part is not None:
            self.hear_part(part.begin, part.end, loop)
        else:
            self.hear_last(LAST_SECONDS, loop)

    def hear_last(self, seconds: float, loop: bool = False) -> None:
        """Play so much, up to the right edge of the picture or the newest sound before it."""
        store = self._store
        newest = 0.0 if store is None else store.end / store.sample_rate
        end = min(self._page.edge, newest)
        self.hear_part(end - seconds, end, loop)

    def hear_part(self, begin: float, end: float, loop: bool = False) -> None:
        """Play what was heard from one second of the run to another; what was lost is silence."""
        store = self._store
        if store is None:
            self.said.emit(NO_STORE)
            return
        first = max(store.begin, round(begin * store.sample_rate))
        last = min(store.end, round(end * store.sample_rate))
        samples = store.read(first, last)
        if not np.isfinite(samples).any():
            self.said.emit(NOTHING_KEPT)
            return
        self._begin_seconds = first / store.sample_rate
        self.is_looping = loop
        self._begin(self._player.play(samples, store.sample_rate, loop=loop))

    def tone(self, hz: float) -> None:
        """Play the tone of a height for half a second, if clicks do."""
        if not self.tone_on_click:
            return
        try:
            playing = self._player.tone(hz, TONE_SECONDS)
        except LivemelError as error:
            self.said.emit(_sentence(error))
            return
        self._begin_seconds = None
        self.is_looping = False
        self._begin(playing)

    def toggle(self, loop: bool = False) -> None:
        """Stop what plays; if nothing does, or it did not loop and is to, play."""
        if self.is_playing and self.is_looping == loop:
            self.stop()
        else:
            self.hear(loop)

    def _begin(self, playing: Playing) -> None:
        self._playing = playing
        self.changed.emit()

    def stop(self) -> None:
        """Fade out."""
        if self._playing is not None:
            self._playing.stop()
            self._end()

    def tick(self) -> None:
        """Notice the end of what plays, and why it ended if it should not have."""
        playing = self._playing
        if playing is not None and playing.is_done:
            self._end()
            if playing.failure:
                self.said.emit(_sentence(playing.failure))

    def _end(self) -> None:
        self._playing = self._begin_seconds = None
        self.is_looping = False
        self.changed.emit()


def _sentence(error: object) -> str:
    text = str(error)
    return text[:1].upper() + text[1:]
