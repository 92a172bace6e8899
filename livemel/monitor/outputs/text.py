"""Reports as text on standard output: a line for people, or an object for programs, every second."""

from __future__ import annotations

import json
from typing import TextIO

from livemel.monitor.report import Report, utc_text
from livemel.monitor.rules.rule import Event


class JsonLines:
    """One JSON object a line."""

    trouble = ""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def take(self, report: Report) -> None:
        """Write it."""
        print(json.dumps(report.as_dict(), ensure_ascii=False), file=self._out, flush=True)

    def close(self) -> None:
        """Nothing is left."""


class PlainLines:
    """One line a second, as wide as a log bears."""

    trouble = ""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def take(self, report: Report) -> None:
        """Write it."""
        print(line_of(report), file=self._out, flush=True)

    def close(self) -> None:
        """Nothing is left."""


class EventLines:
    """One line for every beginning and end of an event, for people."""

    trouble = ""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def tell(self, event: Event) -> None:
        """Write it."""
        value = event.value if isinstance(event.value, str) else f"{event.value:.1f}"
        lasted = f" after {event.seconds:.0f} s" if event.phase == "end" else ""
        detail = f" ({event.detail})" if event.detail else ""
        words = f"event {event.rule}: {event.phase}{lasted}, {value}{detail}"
        print(f"{utc_text(event.utc)}  {words}", file=self._out, flush=True)


def line_of(report: Report) -> str:
    """Time, state, levels, strongest line, losses."""
    reading = report.reading
    if reading is None:
        heard = "no samples"
    else:
        shift, unit = (0.0, "dBFS") if report.db_spl_offset is None else (report.db_spl_offset, "dB SPL")
        levels = f"LAeq {reading.laeq + shift:6.1f}  max {reading.laf_max + shift:6.1f} {unit}"
        middle = "" if reading.l50_minute is None else f"  L50 {reading.l50_minute + shift:6.1f}"
        line = "-" if reading.dominant_hz is None else f"{reading.dominant_hz:.0f} Hz"
        heard = f"{levels}{middle}  peak {reading.peak:6.1f} dBFS  {line:>8}"
    lost = f"  lost {report.samples_lost} samples in {report.gaps} gaps" if report.gaps else ""
    detail = f" ({report.detail})" if report.detail and report.state != "ok" else ""
    return f"{utc_text(report.utc)}  {report.state:8}{heard}{lost}{detail}"
