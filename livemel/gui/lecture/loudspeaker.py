"""Loudspeaker: plays the lecture's sounds below their ceiling, and says what to know about the output."""

from __future__ import annotations

from livemel.audio.playback import OutputDevice, Player, PlayerState, Playing, list_outputs
from livemel.errors import LivemelError
from livemel.lecture.sound import Sound

LATE_SECONDS = 0.1
"""An output that is later than this is told."""


class Loudspeaker:
    """One sound at a time; the player is made for the first. GUI thread.

    Parameters
    ----------
    device
        The name of an output or a part of it; empty: the default.
    ceiling_dbfs
        No sample that is played is above it.
    """

    def __init__(self, device: str, ceiling_dbfs: float) -> None:
        self.device = device
        self.played = 0
        """How many sounds were begun."""
        self._ceiling_dbfs = ceiling_dbfs
        self._player: Player | None = None
        self._playing: Playing | None = None

    def play(self, sound: Sound) -> None:
        """Play it from its begin, instead of what plays."""
        if self._player is None:
            self._player = Player(self.device)
        self._playing = self._player.play(sound.samples, sound.rate, ceiling_dbfs=self._ceiling_dbfs)
        self.played += 1

    def stop(self) -> bool:
        """Fade out; whether something played."""
        was_playing = self.is_playing
        if self._player is not None:
            self._player.stop()
        return was_playing

    @property
    def is_playing(self) -> bool:
        """Whether something is heard, or is about to be."""
        return self._playing is not None and not self._playing.is_done

    @property
    def position_s(self) -> float | None:
        """What is heard now, in seconds of the sound; None: nothing."""
        return self._playing.position_s if self._playing is not None and self.is_playing else None

    @property
    def underruns(self) -> int:
        """How often the sound that was played last paused for want of samples."""
        return self._playing.underruns if self._playing is not None else 0

    def warning(self) -> str:
        """What keeps the class from hearing, or may spoil it; empty as a rule."""
        player, playing = self._player, self._playing
        if player is None or playing is None:
            return ""
        if playing.failure:
            return f"Nothing is heard: {playing.failure}"
        if player.state is PlayerState.FAILED:
            return f"Nothing is heard: {player.detail}; L chooses another output"
        if player.warning:
            return f"{player.warning}. Choose another output (L) for listening tests"
        if player.latency_s is not None and player.latency_s > LATE_SECONDS:
            return f"{player.device_name} plays {1000 * player.latency_s:.0f} ms late"
        return ""

    def outputs(self) -> list[OutputDevice]:
        """Those to choose from; none where there is no sound system."""
        try:
            return list_outputs()
        except LivemelError:
            return []

    def choose(self, device: str) -> None:
        """Play through another output from the next sound on."""
        self.device = device
        if self._player is not None:
            self._player.choose(device)

    def close(self) -> None:
        """End it."""
        if self._player is not None:
            self._player.close()
            self._player = self._playing = None
