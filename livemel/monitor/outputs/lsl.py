"""Lab Streaming Layer: levels, mel bands and events as three streams with time stamps, for whoever records them."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable

import numpy as np
import pylsl

from livemel.dsp.arrays import Doubles
from livemel.monitor.keeping.mel_rows import ROWS_PER_SECOND, MelRows, coarse_frequencies, levels_of
from livemel.monitor.outputs.event_log import as_dict
from livemel.monitor.report import Report
from livemel.monitor.rules.rule import Event

LEVELS = ("rms", "peak", "laeq", "lceq", "laf_max", "las", "momentary", "short_term")
"""Channels of the stream of levels: dBFS, the last two LUFS; not a number where there is none."""
FAREWELL_SECONDS = 0.2
LOUDNESS = ("momentary", "short_term")


class Lsl:
    """An output and a keeper. Threads of liblsl serve whoever asks; nothing here waits for them.

    Streams: NODE-levels (type Levels, 1/s, stamped at the end of their second), NODE-mel (type Mel, 10/s, dB, stamped
    in the middle of each tenth; one that was lost is left out), NODE-events (type Markers, JSON as in the event log).

    Parameters
    ----------
    node
        Of this room.
    rows
        The sink that gathers the mel bands; nobody else may drain it.
    frequencies
        Hz of the mel bands' centres before they are made coarse, shape (n_mels,).
    clock
        Seconds since 1970, the clock of the reports.
    """

    trouble = ""

    def __init__(self, node: str, rows: MelRows, frequencies: Doubles, clock: Callable[[], float] = time.time) -> None:
        self._rows, self._clock = rows, clock
        bands = [f"{hz:.0f} Hz" for hz in coarse_frequencies(frequencies)]
        units = ["LUFS" if name in LOUDNESS else "dBFS" for name in LEVELS]
        self._levels = _outlet(node, "levels", "Levels", 1.0, list(LEVELS), units)
        self._mel = _outlet(node, "mel", "Mel", float(ROWS_PER_SECOND), bands, ["dB"] * len(bands))
        info = pylsl.StreamInfo(f"{node}-events", "Markers", 1, 0.0, pylsl.cf_string, f"livemel-{node}-events")
        self._events = pylsl.StreamOutlet(info)

    def take(self, report: Report) -> None:
        """Push a second's levels and the rows that are complete."""
        reading = report.reading
        if reading is None:
            return
        ended = self._stamp(report.utc)
        levels = [getattr(reading, name) for name in LEVELS]
        self._levels.push_sample([math.nan if level is None else level for level in levels], ended)
        rows = self._rows.drain()
        if rows:
            end = reading.end / reading.sample_rate
            stamps = [ended - (end - (number + 0.5) / ROWS_PER_SECOND) for number, _ in rows]
            self._mel.push_chunk(levels_of(np.stack([bands for _, bands in rows])), stamps)

    def tell(self, event: Event) -> None:
        """Push it, stamped when it began or ended."""
        ended = event.seconds if event.phase == "end" else 0.0
        self._events.push_sample([json.dumps(as_dict(event), ensure_ascii=False)], self._stamp(event.utc + ended))

    def _stamp(self, utc: float) -> float:
        """On the clock of LSL."""
        now: float = pylsl.local_clock()
        return now - (self._clock() - utc)

    def close(self) -> None:
        """The streams end with their outlets; who listens has a moment for what was told last."""
        if self._events.have_consumers():
            time.sleep(FAREWELL_SECONDS)
        del self._levels, self._mel, self._events


def _outlet(node: str, name: str, kind: str, rate: float, labels: list[str], units: list[str]) -> pylsl.StreamOutlet:
    """Described as LSL's own conventions ask (XDF meta-data): a channel's label, unit and type."""
    info = pylsl.StreamInfo(f"{node}-{name}", kind, len(labels), rate, pylsl.cf_float32, f"livemel-{node}-{name}")
    info.desc().append_child_value("manufacturer", "livemel")
    channels = info.desc().append_child("channels")
    for label, unit in zip(labels, units, strict=True):
        channel = channels.append_child("channel")
        channel.append_child_value("label", label)
        channel.append_child_value("unit", unit)
        channel.append_child_value("type", kind)
    return pylsl.StreamOutlet(info)
