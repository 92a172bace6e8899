"""Playing: one sound on its way to the output."""

from __future__ import annotations

from typing import Any

from livemel.audio.playback.levels import RAMP_SECONDS
from livemel.audio.playback.output import Output
from livemel.audio.playback.reel import Reel
from livemel.audio.playback.ring import SoundRing
from livemel.audio.source import Samples

AHEAD_SECONDS = 1.0


class Playing:
    """What whoever asked for a sound holds of it. Written by the player's thread, but for the wish to stop.

    Parameters
    ----------
    samples
        Shape (n,), float32, n >= 1; not to be changed while it plays.
    sample_rate
        Hz.
    loop
        Begin anew at the end, without a seam.
    gain_db, ceiling_dbfs
        How loud, and the peak it never exceeds.
    """

    def __init__(self, samples: Samples, sample_rate: int, loop: bool, gain_db: float, ceiling_dbfs: float) -> None:
        self.is_done = False
        """Whether nothing more will be heard."""
        self.failure = ""
        """Why it could not be played, or not to its end."""
        self.underruns = 0
        """How often it paused for want of samples."""
        self.length_s = len(samples) / sample_rate
        self.loop = loop
        self._sound = (samples, sample_rate, loop, gain_db, ceiling_dbfs)
        self._output: Output | None = None
        self._is_to_stop = False

    def stop(self) -> None:
        """Any thread: fade out within 20 ms, and end."""
        self._is_to_stop = True

    @property
    def has_begun(self) -> bool:
        """Whether the output has it."""
        return self._output is not None

    @property
    def position_s(self) -> float:
        """What is heard now, in seconds from the begin of the sound. Any thread."""
        output = self._output
        if output is None:
            return 0.0
        taken_before, action = self._taken
        taken = taken_before + int(action.done_frames)
        heard = max(0.0, taken / output.sample_rate - output.latency_seconds)
        return heard % self.length_s if self.loop else min(heard, self.length_s)

    def begin(self, output: Output) -> None:
        """The player's thread: hand the sound to the output."""
        samples, sample_rate, loop, gain_db, ceiling_dbfs = self._sound
        self._reel = Reel(samples, sample_rate, output.sample_rate, loop, gain_db, ceiling_dbfs)
        self._ring = SoundRing(AHEAD_SECONDS, output.sample_rate, output.channels)
        self._ends_at: int | None = None  # samples, after a stop
        self._ring.write(self._reel.read(self._ring.room))
        self._taken: tuple[int, Any] = (0, output.play(self._ring))  # samples of earlier actions, and the present one
        self._output = output

    def serve(self) -> None:
        """The player's thread, several times a second: fill up, fade out, notice the end."""
        assert self._output is not None
        if self._is_to_stop and self._ends_at is None:
            ramp = round(RAMP_SECONDS * self._output.sample_rate)
            self._ends_at = self._ring.fade_out(self._output.margin, ramp)
        _, action = self._taken
        is_playing = self._output.is_playing(action)
        if self._ends_at is not None:
            if self._ring.taken >= self._ends_at or not is_playing:
                self._output.cancel(action)
                self.end()
        elif is_playing:
            self._ring.write(self._reel.read(self._ring.room))
        elif self._reel.is_over and not self._ring.waiting:
            self.end()
        else:
            self.underruns += 1
            taken = self._ring.taken
            self._ring.write(self._reel.read(self._ring.room))
            self._taken = (taken, self._output.play(self._ring))

    @property
    def is_to_stop(self) -> bool:
        """Whether its end is wished for."""
        return self._is_to_stop

    def end(self, failure: str = "") -> None:
        """The player's thread: nothing more will come."""
        self.failure = failure
        self.is_done = True
