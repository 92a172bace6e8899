"""Health: what is wrong with a microphone, named while it is listened to."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import StrEnum

from livemel.audio.source import Source, SourceState
from livemel.runtime.feed import Event, Gap, Sound
from livemel.runtime.health import advice
from livemel.runtime.health.server import ServerWord
from livemel.runtime.health.signs import Signs

DEAD_SECONDS = 2.0
"""A value must stay the same for so long before it is told."""
RECOVERED_SECONDS = 0.5
"""So long it must change before a dead microphone is believed to live."""


class Condition(StrEnum):
    """How a source of sound is, in a word."""

    STARTING = "starting"
    OK = "ok"
    SILENT = "silent"
    """It gives silence, and nothing says that it is broken."""
    DEAD = "dead"
    """It is open and what it gives is no sound."""
    LOST = "lost"
    """It is gone, or the stream hears something else."""


@dataclass(frozen=True)
class Verdict:
    """How a source is, in words."""

    kind: Condition
    sentence: str
    advice: str = ""
    """What to do; empty where nothing needs to be done."""
    fault: str = ""
    """zeros, muted, volume, stuck, repeating, stalled, lost, moved, monitor, faint, silence; empty: none."""


class Health:
    """A sink that watches the samples, and `verdict`, which also looks at the source.

    `consume` is the worker's, `verdict` the looker's; of what the other writes each only reads.

    Parameters
    ----------
    source
        Open. Only one of kind "mic" is ever dead: a file may hold silence.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._signs = Signs(source.sample_rate)
        device = getattr(source, "device", None)  # a microphone's
        self._is_monitor = bool(device is not None and device.is_monitor)
        server_source = device.server_source if device is not None else None
        self._server = ServerWord(server_source) if server_source else None
        self._was_dead: Verdict | None = None

    def consume(self, event: Event) -> None:
        """Watch the samples. Worker thread."""
        if isinstance(event, Sound):
            self._signs.take(event.samples)
        elif isinstance(event, Gap):
            self._signs.repeats.begin_anew()

    def verdict(self, now: float | None = None) -> Verdict:
        """How the source is at the monotonic time `now`. Never waits; call it a few times a second."""
        state = self._source.state
        if state in (SourceState.LOST, SourceState.MOVED, SourceState.STALLED):
            self._was_dead = None
            return self._without_sound(state)
        if state is SourceState.ENDED:
            return Verdict(Condition.OK, f"{self._source.name} has ended")
        if self._source.kind != "mic":
            return self._of_signal()
        found = self._of_samples(time.monotonic() if now is None else now)
        if found.kind is Condition.DEAD:
            self._was_dead = found
        elif self._was_dead is not None and self._signs.alive_seconds < RECOVERED_SECONDS:
            return self._was_dead
        else:
            self._was_dead = None
        return found

    def _without_sound(self, state: SourceState) -> Verdict:
        name, detail = self._source.name, self._source.detail
        if state is SourceState.STALLED:
            return Verdict(Condition.DEAD, detail or f"{name} is open but sends nothing", advice.NOTHING, "stalled")
        if state is SourceState.MOVED:
            sentence = detail or f"the sound server moved the stream away from {name}"
            return Verdict(Condition.LOST, sentence, advice.MOVED, "moved")
        return Verdict(Condition.LOST, detail or f"{name} is lost; trying again", advice.lost_advice(), "lost")

    def _of_signal(self) -> Verdict:
        """A file, a test signal, the demonstration: silence in it is no fault."""
        signs, name = self._signs, self._source.name
        if not signs.heard_seconds:
            return Verdict(Condition.STARTING, f"{name} begins")
        if signs.constant_seconds >= DEAD_SECONDS and signs.value == 0:
            return Verdict(Condition.SILENT, f"{name} is silent: exact zeros", fault="silence")
        return Verdict(Condition.OK, f"{name} sounds")

    def _of_samples(self, now: float) -> Verdict:
        signs, name = self._signs, self._source.name
        if signs.constant_seconds >= DEAD_SECONDS:
            return self._zeros(now) if signs.value == 0 else self._stuck(signs.value)
        if period := signs.repeats.period_seconds:
            sentence = f"{name} repeats the same {1000 * period:.3g} ms bit for bit: {advice.REPEATING}"
            return Verdict(Condition.DEAD, sentence, advice.PLUG_IN_AGAIN, "repeating")
        if not signs.has_lived:
            return Verdict(Condition.STARTING, f"{name} is open; nothing is to be heard yet")
        if signs.heard_seconds >= DEAD_SECONDS and signs.level_dbfs < advice.FAINT_DBFS:
            sentence = f"{name} is very faint: below {advice.FAINT_DBFS:g} dBFS"
            return Verdict(Condition.SILENT, sentence, advice.FAINT, "faint")
        return Verdict(Condition.OK, f"{name} is heard")

    def _stuck(self, value: float) -> Verdict:
        return Verdict(
            Condition.DEAD,
            f"{self._source.name} gives the same value all the time ({value:.3g}): {advice.STUCK}",
            advice.PLUG_IN_AGAIN,
            "stuck",
        )

    def _zeros(self, now: float) -> Verdict:
        """Exact zeros: the sound server may know why."""
        zeros = f"{self._source.name} gives nothing but exact zeros"
        said = self._server.said(now) if self._server is not None else None
        if self._is_monitor:
            return Verdict(Condition.SILENT, f"{zeros}: {advice.IDLE_MONITOR}", advice.CHOOSE_ANOTHER, "monitor")
        if said is not None and said.muted:
            return Verdict(Condition.DEAD, f"{zeros}: {advice.MUTED}", advice.UNMUTE, "muted")
        if said is not None and said.volume == 0:
            return Verdict(Condition.DEAD, f"{zeros}: {advice.TURNED_DOWN}", advice.TURN_UP, "volume")
        return Verdict(Condition.DEAD, zeros, advice.zeros_advice(), "zeros")
