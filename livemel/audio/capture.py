"""Capture: one open PortAudio stream. rtmixer's callback, in C, fills PortAudio's lock-free ring; we drain it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livemel.audio.portaudio import lifetime, quiet_stderr
from livemel.audio.source import Samples

BLOCK_SECONDS = 0.006
"""Sound in one callback, about: short enough not to be felt, long enough not to be a burden."""
BLOCKS_OF_LATENCY = 2
"""Where latency is asked for."""
BYTES_PER_SAMPLE = 4


@dataclass(frozen=True, slots=True)
class Drained:
    """What was in the ring."""

    samples: Samples
    """Shape (n, channels)."""
    lost: int
    """Samples before these for which the ring had no room."""


class Capture:
    """Opens a stream and starts it. Worker thread; raises PortAudio's error if the device refuses.

    The stream calls back with a fixed number of samples, so PortAudio's count of calls tells exactly how many
    samples went past while the ring was full.
    """

    def __init__(
        self, device: int, channels: int, sample_rate: int, ring_seconds: float, latency_seconds: float = 0.0
    ) -> None:
        import rtmixer

        from livemel.audio.recorder import CountingRecorder

        block_seconds = max(BLOCK_SECONDS, latency_seconds / BLOCKS_OF_LATENCY)
        self._blocksize = 1 << round(np.log2(block_seconds * sample_rate))
        ring_size = 1 << int(np.ceil(np.log2(ring_seconds * sample_rate)))
        self._ring = rtmixer.RingBuffer(BYTES_PER_SAMPLE * channels, ring_size)
        self._scratch = np.empty((ring_size, channels), np.float32)
        with lifetime, quiet_stderr():
            self._stream = CountingRecorder(
                device=device,
                channels=channels,
                samplerate=sample_rate,
                blocksize=self._blocksize,
                latency=latency_seconds or "low",
            )
            self._stream.record(self._ring)
            self._stream.start()
        self.sample_rate = int(self._stream.samplerate)
        self.full_rings = 0
        """How often the ring was full."""
        self._recorded_before = 0  # each time until the ring was full
        self._lost = 0
        self._loss_is_due = False

    @property
    def latency_seconds(self) -> float:
        """From the microphone to the callback, as PortAudio states it."""
        return float(self._stream.latency)

    @property
    def active(self) -> bool:
        """Whether PortAudio still calls back."""
        return bool(self._stream.active)

    @property
    def overflows(self) -> int:
        """How often PortAudio found its own buffer full, or we the ring."""
        return self._stream.overflows + self.full_rings

    def read(self) -> Drained:
        """Everything in the ring. Never waits."""
        was_full = not self._stream.recording
        count = self._ring.readinto(self._scratch)
        lost = self._lost_before_these() if count and self._loss_is_due else 0
        if was_full:
            self._record_again()
        return Drained(self._scratch[:count].copy(), lost)

    def _record_again(self) -> None:
        """The ring was full, so rtmixer stopped filling it. What it had taken has just been drained."""
        self.full_rings += 1
        self._recorded_before += self._stream.recorded
        self._loss_is_due = True
        self._stream.record(self._ring)

    def _lost_before_these(self) -> int:
        """Samples that went past since the ring was full and before it was filled again."""
        self._loss_is_due = False
        lost: int = self._stream.calls_before * self._blocksize - self._recorded_before - self._lost
        self._lost += lost
        return lost

    def close(self) -> None:
        """End at once; also when the device is gone."""
        with quiet_stderr():
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)
