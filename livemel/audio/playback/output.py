"""Output: one open PortAudio stream. rtmixer's callback, in C, mixes the rings that it is given."""

from __future__ import annotations

from time import monotonic
from typing import Any

from livemel.audio.playback.outputs import OutputDevice
from livemel.audio.playback.ring import SoundRing
from livemel.audio.portaudio import lifetime, lives, quiet_stderr
from livemel.audio.server.pulse import environment_with

LATENCY_SECONDS = 0.04
"""Asked for: short enough to feel at once, long enough for a busy machine."""
SETTLE_SECONDS = 0.1
"""A stream plays silence for so long: sound servers swallow up to 20 ms of the begin."""
QUEUE = 32
"""Requests to the callback at a time."""


class Output:
    """Opens a stream and starts it, up to half a second. One thread; raises PortAudio's error if the device refuses.

    Whoever lets PortAudio begin anew ends this stream too: then nothing of PortAudio's may be asked of it any more.
    """

    def __init__(self, device: OutputDevice) -> None:
        import rtmixer

        self.device = device
        self.channels = min(2, device.max_output_channels)
        sink = {"PULSE_SINK": device.server_sink, "PIPEWIRE_NODE": device.server_sink} if device.server_sink else {}
        with environment_with(sink), lifetime, quiet_stderr():
            self._life = lives()
            self._stream: Any = rtmixer.Mixer(
                device=device.opens,
                channels=self.channels,
                samplerate=device.default_sample_rate,
                latency=LATENCY_SECONDS,
                qsize=QUEUE,
            )
            try:
                self._stream.start()
            except Exception:
                self._stream.close(ignore_errors=True)
                raise
            self.latency_seconds = float(self._stream.latency)
        self._settled_at = monotonic() + SETTLE_SECONDS
        self.sample_rate = int(self._stream.samplerate)
        self.margin = round(self.latency_seconds * self.sample_rate)
        """Samples that the callback may take at once."""

    @property
    def is_settled(self) -> bool:
        """Whether all that is played from now on is heard."""
        return monotonic() >= self._settled_at

    def why_ended(self) -> str:
        """Why nothing plays any more, in a few words; empty while all is well, or while that cannot be asked."""
        if not lifetime.acquire(blocking=False):
            return ""
        try:
            if lives() != self._life:
                return "the search for a microphone ended it"
            return "" if self._stream.active else "the device or its sound server is gone"
        finally:
            lifetime.release()

    def play(self, ring: SoundRing) -> Any:
        """Begin to empty the ring; the action ends when it is empty."""
        return self._stream.play_ringbuffer(ring.ring)

    def is_playing(self, action: Any) -> bool:
        """Whether the callback still has it."""
        return action in self._stream.actions

    def cancel(self, action: Any) -> None:
        """Take no more of its ring."""
        if self.is_playing(action):
            self._stream.cancel(action)

    def close(self) -> None:
        """End at once; also when the device is gone."""
        with lifetime:
            if lives() == self._life:
                with quiet_stderr():
                    self._stream.abort(ignore_errors=True)
                    self._stream.close(ignore_errors=True)
