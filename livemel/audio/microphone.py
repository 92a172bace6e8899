"""Microphone: a device that is opened, watched, lost, found again; every sample counted, received or lost."""

from __future__ import annotations

import itertools
import os
import time

from livemel.audio.arrivals import LATE_SECONDS, Arrivals
from livemel.audio.capture import Capture
from livemel.audio.channels import check_channel
from livemel.audio.devices.choosing import choose_device, refused_rate
from livemel.audio.devices.inputs import PLUGIN_CHANNELS, InputDevice, list_devices
from livemel.audio.drift import DriftEstimate
from livemel.audio.holding import Holding
from livemel.audio.portaudio import reinitialise, sounddevice
from livemel.audio.server.lookout import Lookout
from livemel.audio.server.pulse import pinned
from livemel.audio.server.residence import Residence
from livemel.audio.source import Block, SampleClock, Samples, SourceState
from livemel.config import SourceConfig
from livemel.errors import DeviceError

STALLED_SECONDS = 1.0
FIRST_RETRY_SECONDS = 0.25
LONGEST_RETRY_SECONDS = 1.5
UNEVEN_POLL_SECONDS = 0.25
"""After a pause of our own this long, silence is no fault of the device's."""

_marks = (f"livemel-{os.getpid()}-{number}" for number in itertools.count(1))


class Microphone:
    """A source that a lost device does not end: it waits for the same device, and counts what was lost meanwhile."""

    kind = "mic"

    def __init__(self, config: SourceConfig) -> None:
        self.name = config.device or "microphone"
        self.sample_rate = config.sample_rate
        self.channels = 1
        self.state = SourceState.LIVE
        self.detail = ""
        self._config = config
        self._device: InputDevice | None = None
        self._capture: Capture | None = None
        self._residence: Residence | None = None
        self._lookout: Lookout | None = None  # while there is no stream
        self._overflows_before = 0
        self._position = 0
        self._resuming = ""  # why the stream had ended, until the first sample of the next one
        self._polled = self._arrived = time.monotonic()
        self._retry_at = 0.0
        self._retry_seconds = FIRST_RETRY_SECONDS
        self._arrivals = Arrivals(config.sample_rate or 48000)
        self._holding = Holding(1)

    @property
    def overflows(self) -> int:
        """How often PortAudio's buffer or our ring was full."""
        return self._overflows_before + (self._capture.overflows if self._capture else 0)

    @property
    def device(self) -> InputDevice | None:
        """What was chosen; None until it is open."""
        return self._device

    @property
    def stated_latency_seconds(self) -> float | None:
        """From the microphone to the callback, as PortAudio states it; None while there is no stream."""
        capture = self._capture  # the worker may let go of it meanwhile
        return capture.latency_seconds if capture is not None else None

    @property
    def drift(self) -> DriftEstimate | None:
        """How much faster the sound card's clock is than the computer's; None until it can be told."""
        return self._arrivals.drift.estimate()

    def open(self) -> None:
        """Choose the device and begin. Raises DeviceError, which names candidates or rates."""
        device = choose_device(list_devices(), self._config.device)
        check_channel(self._config, device.max_input_channels, device.name)
        self._device = device
        self.name = device.description or device.name
        self.sample_rate = self._config.sample_rate or device.default_sample_rate
        self.channels = self._channels_to_open(device)
        self._arrivals = Arrivals(self.sample_rate, max(LATE_SECONDS, self._config.latency_seconds))
        self._holding = Holding(self.channels)
        self._begin(device)

    def _channels_to_open(self, device: InputDevice) -> int:
        if isinstance(self._config.channel, int):
            return self._config.channel
        claimed = device.max_input_channels
        return 2 if claimed >= PLUGIN_CHANNELS and device.server_source is None else claimed

    def _begin(self, device: InputDevice) -> None:
        mark = next(_marks)
        error_type = sounddevice().PortAudioError
        try:
            with pinned(device.server_source, mark):
                self._capture = Capture(
                    device.opens,
                    self.channels,
                    self.sample_rate,
                    self._config.ring_seconds,
                    self._config.latency_seconds,
                )
        except error_type as error:
            if "sample rate" in str(error).lower():
                raise DeviceError(refused_rate(device, self.sample_rate, self.channels)) from error
            raise DeviceError(f"{device.name} does not open: {error}; another program may hold it") from error
        except UnicodeDecodeError as error:  # sounddevice cannot read the name
            raise DeviceError(f"{device.name} does not open: its name is not UTF-8; rename it") from error
        if device.server_source is not None:
            self._residence = Residence(device.server_source, mark)
        self._polled = self._arrived = time.monotonic()

    def read(self) -> Block:
        """What has come, as soon as it is known to belong here. Never raises for a device that is gone."""
        now = time.monotonic()
        if self._capture is None:
            self._try_again(now)
            return self._holding.take()
        active = self._capture.active
        self._drain(self._capture, now)
        if not active:
            self._end(SourceState.LOST, f"{self.name} is lost; trying again", "device lost")
            return self._holding.take()
        if self._residence is not None and self._residence.moved():
            self._move_away(self._residence.now_at)
            return self._holding.nothing
        in_doubt = self._arrivals.undecided or (self._residence is not None and self._residence.in_doubt)
        return self._holding.nothing if in_doubt else self._holding.take()

    def _drain(self, capture: Capture, now: float) -> None:
        drained = capture.read()
        if len(drained.samples):
            self._take(drained.samples, drained.lost, now)
        elif now - self._polled > UNEVEN_POLL_SECONDS:
            self._arrived = now
        elif now - self._arrived > STALLED_SECONDS and self.state is SourceState.LIVE:
            self.state = SourceState.STALLED
            self.detail = f"{self.name} is open but sends nothing: is it muted, asleep or taken by another program?"
        self._polled = now

    def _take(self, samples: Samples, lost: int, now: float) -> None:
        cause = "ring full" if lost else ""
        if self._resuming:
            due = self._arrivals.clock().sample_at(now)
            lost += max(0, round(due) - self._position - len(samples) - lost) if self._position else 0
            cause, self._resuming = self._resuming, ""
        self._holding.add(samples, lost, cause)
        self._position += len(samples) + lost
        late = self._arrivals.note(self._position, now)
        if late:
            self._position += late
            self._holding.add_loss_before(late, "late or overflowed")
        self._arrived = now
        if self.state is not SourceState.LIVE:
            self.state, self.detail = SourceState.LIVE, ""

    def _move_away(self, source: str | None) -> None:
        """The server gave our stream to another microphone: nothing from there is shown."""
        self._position -= self._holding.discard()
        there = f"to {source}" if source else "away"
        detail = f"the sound server moved the stream {there}; waiting for {self.name}"
        self._end(SourceState.MOVED, detail, "moved to another microphone")

    def _end(self, state: SourceState, detail: str, cause: str) -> None:
        self.state, self.detail, self._resuming = state, detail, cause
        self._release()
        if self._device is not None and self._device.server_source is not None:
            self._lookout = Lookout(self._device.server_source)
        self._retry_seconds = FIRST_RETRY_SECONDS
        self._retry_at = time.monotonic() + self._retry_seconds

    def _try_again(self, now: float) -> None:
        """Look for the same device; less and less often, and as soon as the sound server has it again."""
        if self._device is None:
            return
        if self._lookout is not None and self._lookout.sees_return(now):
            self._retry_seconds = FIRST_RETRY_SECONDS
        elif now < self._retry_at:
            return
        self._retry_seconds = min(2 * self._retry_seconds, LONGEST_RETRY_SECONDS)
        self._retry_at = now + self._retry_seconds
        try:
            reinitialise()
            same = self._same_device(self._device)
            if same is not None:
                self._begin(same)
                self._device = same
        except DeviceError as error:
            self.detail = f"{self.name} is lost ({error}); trying again"
        self._retry_at = time.monotonic() + self._retry_seconds

    @staticmethod
    def _same_device(lost: InputDevice) -> InputDevice | None:
        """The very same, or another door of the sound server to the same source: it is pinned when it is opened."""
        same_source = None
        for device in list_devices():
            if (device.name, device.host_api, device.server_source) == (lost.name, lost.host_api, lost.server_source):
                return device
            if lost.server_source is not None and device.server_source == lost.server_source:
                same_source = device
        return same_source

    def clock(self) -> SampleClock:
        """Which sample, received or lost, is due now."""
        return self._arrivals.clock()

    def close(self) -> None:
        """End the stream."""
        self._release()

    def _release(self) -> None:
        if self._residence is not None:
            self._residence.close()
            self._residence = None
        if self._capture is not None:
            self._overflows_before += self._capture.overflows
            self._capture.close()
            self._capture = None
