"""Hearing: what was heard is played again, the tone of a height, and a file while it plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from livemel.gui.controller import Controller
from livemel.gui.page import Point
from livemel.gui.sound.listening import Listening
from livemel.runtime.ear import Ear

if TYPE_CHECKING:
    from livemel.audio.playback import Player

TICKS_PER_LOOK = 4


class Hearing(QObject):
    """Joins player, page and keys. The player is made when something is first to be heard. GUI thread."""

    def __init__(self, controller: Controller, ear: Ear) -> None:
        super().__init__(controller)
        self._controller = controller
        self._ear = ear
        self._player: Player | None = None
        self._listening: Listening | None = None
        self._tone_is_on = False
        window = controller.window
        window.tool_actions.connect(
            {"hear": lambda: self._hear(False), "loop": lambda: self._hear(True), "tone": self._toggle_tone}
        )
        window.view.pointClicked.connect(self._click)
        controller.sessionShown.connect(self._take_source)
        controller.beaten.connect(self._tick)
        window.closed.connect(self.close)

    @property
    def is_playing(self) -> bool:
        """Whether something is heard."""
        return self._listening is not None and self._listening.is_playing

    @property
    def through_is_on(self) -> bool:
        """Whether the source is heard while it plays."""
        return self._ear.sink is not None

    def stop(self) -> bool:
        """Stop what plays; whether there was something."""
        was_playing = self.is_playing
        if self._listening is not None:
            self._listening.stop()
        return was_playing

    def _made(self) -> Listening:
        if self._listening is None:
            self._listening = Listening(self._controller.window.page, self._made_player())
            self._listening.said.connect(self._controller.say)
            self._take_source()
        return self._listening

    def _made_player(self) -> Player:
        if self._player is None:
            from livemel.audio.playback import Player

            self._player = Player()
        return self._player

    def _take_source(self) -> None:
        """Another session: clicks play no tone where a microphone might hear it."""
        self.hear_through(False)
        live = self._controller.live
        if live is None:
            return
        is_mic = live.session.source.kind == "mic"
        self._tone_is_on = self._tone_is_on and not is_mic
        if self._listening is not None:
            self._listening.set_source(live.session.store, live.session.source.kind)
            self._listening.tone_on_click = self._tone_is_on
        self._controller.window.tool_actions.show_state("tone", self._tone_is_on)

    def _hear(self, loop: bool) -> None:
        self._made().toggle(loop)

    def _toggle_tone(self) -> None:
        listening = self._made()
        self._tone_is_on = listening.tone_on_click = not self._tone_is_on
        self._controller.window.tool_actions.show_state("tone", self._tone_is_on)
        live = self._controller.live
        if self._tone_is_on and live is not None and live.session.source.kind == "mic":
            self._controller.say("Clicks play tones now; the microphone hears them unless you wear headphones")

    def _click(self, point: Point) -> None:
        if self._tone_is_on and point.hz is not None:
            self._made().tone(point.hz)

    def hear_through(self, is_on: bool) -> None:
        """Let the source be heard while it plays, or not."""
        live = self._controller.live
        if not is_on or live is None:
            self._ear.sink = None
            return
        from livemel.runtime.through import HearThrough

        source = live.session.source
        transport = getattr(source, "transport", None)
        through = self._made_player().through(source.sample_rate)
        self._ear.sink = HearThrough(through, (lambda: transport.speed) if transport is not None else lambda: 1.0)

    def _tick(self, number: int) -> None:
        listening = self._listening
        if listening is not None:
            listening.tick()
            self._controller.window.view.set_cursor(listening.cursor_seconds)
        player = self._player
        if player is not None and player.warning and number % (60 * TICKS_PER_LOOK) == 0 and self.is_playing:
            self._controller.say(player.warning)

    def close(self) -> None:
        """End the player."""
        self._ear.sink = None
        if self._player is not None:
            self._player.close()
