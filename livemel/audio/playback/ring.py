"""SoundRing: PortAudio's ring, filled by us, emptied by the callback; the sound in it can be faded out."""

from __future__ import annotations

import numpy as np
import rtmixer

from livemel.audio.playback.levels import rising
from livemel.audio.source import Samples


class SoundRing:
    """One thread writes. The callback, in C, reads.

    Parameters
    ----------
    seconds
        How much it holds at least.
    sample_rate
        Hz.
    channels
        Of the output; all get the same samples.
    """

    def __init__(self, seconds: float, sample_rate: int, channels: int) -> None:
        size = 1 << int(np.ceil(np.log2(seconds * sample_rate)))
        self._frames = np.zeros((size, channels), np.float32)
        self.ring = rtmixer.RingBuffer(self._frames.itemsize * channels, buffer=self._frames)
        self.written = 0
        """Samples since the begin."""

    @property
    def room(self) -> int:
        """Samples that can be written."""
        return int(self.ring.write_available)

    @property
    def waiting(self) -> int:
        """Samples that have not been taken."""
        return int(self.ring.read_available)

    @property
    def taken(self) -> int:
        """Samples since the begin that went to the output."""
        return max(0, self.written - self.waiting)

    def write(self, samples: Samples) -> int:
        """Add samples, shape (n,). Returns how many there was room for."""
        frames = np.repeat(samples[: self.room, None], self._frames.shape[1], axis=1)
        count = int(self.ring.write(np.ascontiguousarray(frames)))
        self.written += count
        return count

    def fade_out(self, margin: int, ramp: int) -> int:
        """Let what waits fall to silence within `ramp` samples, and be silent then.

        The first `margin` samples are left alone: the callback may be reading them.

        Returns
        -------
        int
            How many samples since the begin will have been taken when the last that is not silent has been.
        """
        waiting = self.waiting
        size = len(self._frames)
        fading = (int(self.ring._ptr.readIndex) + np.arange(min(margin, waiting), waiting)) % size
        falls = rising(min(ramp, len(fading)))[::-1]
        self._frames[fading[: len(falls)]] *= falls[:, None]
        self._frames[fading[len(falls) :]] = 0.0
        return self.written - waiting + min(margin, waiting) + len(falls)
