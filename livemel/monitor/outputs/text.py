"""Reports as text on standard output: a line for people, or an object for programs, every second."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TextIO

from livemel.monitor.report import Report, utc_text
from livemel.monitor.rules.rule import Event
from livemel.monitor.state import State


class Lines:
    """An output: a line for every report; a disk that is full costs lines, which are counted, and ends nothing.

    Parameters
    ----------
    out
        Where they go.
    line
        Of a report: `json_line` for programs, `line_of` for people.
    """

    def __init__(self, out: TextIO, line: Callable[[Report], str]) -> None:
        self.trouble = ""
        self.lost = 0
        """Lines that could not be written."""
        self._out, self._line = out, line

    def take(self, report: Report) -> None:
        """Write it. Raises BrokenPipeError if whoever reads it has gone."""
        try:
            print(self._line(report), file=self._out, flush=True)
            self.trouble = ""
        except BrokenPipeError:
            raise
        except OSError as error:
            self.lost += 1
            self.trouble = f"cannot write to standard output: {error.strerror or error}; {self.lost} lines are lost"

    def close(self) -> None:
        """Nothing is left."""


class EventLines:
    """One line for every beginning and end of an event, for people."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def tell(self, event: Event) -> None:
        """Write it."""
        value = event.value if isinstance(event.value, str) else f"{event.value:.1f}"
        lasted = f" after {event.seconds:.0f} s" if event.phase == "end" else ""
        detail = f" ({event.detail})" if event.detail else ""
        words = f"event {event.rule}: {event.phase}{lasted}, {value}{detail}"
        print(f"{utc_text(event.utc)}  {words}", file=self._out, flush=True)


def json_line(report: Report) -> str:
    """One JSON object."""
    return json.dumps(report.as_dict(), ensure_ascii=False)


def line_of(report: Report) -> str:
    """Time, state, levels, strongest line, losses."""
    reading = report.reading
    if report.state == State.STOPPED:
        return f"{utc_text(report.utc)}  {report.state}: {report.detail}"
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
    return f"{utc_text(report.utc)}  {report.state:8} {heard}{lost}{detail}"
