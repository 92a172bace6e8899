"""Report: how a microphone is and what its last second measured; what every output of the monitor gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from livemel.dsp.acoustics.third_octaves import NOMINAL
from livemel.dsp.levels import SINE_PEAK_TO_RMS, decibels
from livemel.monitor.metering.reading import Reading

DECIMALS = 2
LEVELS = (
    "rms", "peak", "laeq", "lceq", "laf_max", "laf_min", "las",
    "l10_minute", "l50_minute", "l90_minute", "l10_hour", "l50_hour", "l90_hour",
)  # fmt: skip
"""Of a reading, those in dBFS."""
PEAK_DB = decibels(SINE_PEAK_TO_RMS)
"""Peak and RMS of a sine are the same in dBFS, but not as sound pressure: IEC 61672-1 refers both to 20 uPa."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """One second. Without a reading: of a second in which nothing came."""

    source: str
    """Name of the microphone, or of what is in its place."""
    utc: float
    """Seconds since 1970 at the end of the second."""
    seconds: float
    """Since the run began, at the same moment, by a clock that nobody sets."""
    state: str
    """One of `State`."""
    detail: str
    """Why, in words; empty while all is well."""
    fault: str
    """Why, in a word; empty while all is well."""
    samples_received: int
    samples_lost: int
    gaps: int
    reading: Reading | None
    trouble: str = ""
    """What outputs cannot do now, in words."""
    db_spl_offset: float | None = None
    """What turns dBFS of an RMS into dB SPL; None: the microphone is not calibrated."""

    @property
    def levels(self) -> dict[str, float | None]:
        """DBFS by name; None where it is not known."""
        return {name: getattr(self.reading, name, None) for name in LEVELS}

    @property
    def levels_db_spl(self) -> dict[str, float | None]:
        """The same as sound pressure; empty where the microphone is not calibrated."""
        offset = self.db_spl_offset
        if offset is None:
            return {}
        offsets = dict.fromkeys(LEVELS, offset) | {"peak": offset + PEAK_DB}
        return {name: None if level is None else level + offsets[name] for name, level in self.levels.items()}

    def as_dict(self) -> dict[str, Any]:
        """Ready for JSON: names carry their units; what is not known is null."""
        reading = self.reading
        told: dict[str, Any] = {
            "utc": utc_text(self.utc),
            "source": self.source,
            "state": self.state,
            "detail": self.detail,
            "fault": self.fault,
            "trouble": self.trouble,
            "sample": reading.end if reading else None,
            "heard_s": round(reading.heard / reading.sample_rate, 6) if reading else 0.0,
            "samples_received": self.samples_received,
            "samples_lost": self.samples_lost,
            "gaps": self.gaps,
        }
        told |= {f"{name}_dbfs": _rounded(level) for name, level in self.levels.items()}
        told |= {f"{name}_db_spl": _rounded(level) for name, level in self.levels_db_spl.items()}
        told["momentary_lufs"] = _rounded(reading.momentary) if reading else None
        told["short_term_lufs"] = _rounded(reading.short_term) if reading else None
        told["dominant_hz"] = _rounded(reading.dominant_hz) if reading else None
        told["clipped"] = reading.clipped if reading else 0
        if reading and reading.thirds:
            told["thirds_hz"] = list(NOMINAL[: len(reading.thirds)])
            told["thirds_dbfs"] = [_rounded(level) for level in reading.thirds]
        return told


def utc_text(seconds: float) -> str:
    """As ISO 8601, to the millisecond."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, DECIMALS)
