"""Calibration: what turns a microphone's dBFS into dB SPL, measured once and kept with its date."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from statistics import fmean, pstdev
from typing import Any

from livemel.config.loading import user_file
from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.monitor.metering.reading import Reading

STEADY_DB = 0.5
"""Standard deviation of the seconds' levels: more is no calibrator, or one that sits loosely."""
TONES_HZ = (250.0, 251.2, 1000.0)
"""What calibrators and pistonphones give."""
TONE_TOLERANCE = 0.03
REST_DB = 1.0
"""By how much all that is heard may exceed the tone alone."""
LOWEST_DBFS = -80.0


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Of one microphone."""

    device: str
    """Its name."""
    offset_db: float
    """dB SPL = dBFS + this."""
    reference_db_spl: float
    measured_dbfs: float
    utc: str
    """When."""
    by: str
    """calibrator or meter."""

    def __post_init__(self) -> None:
        numbers, texts = (self.offset_db, self.reference_db_spl, self.measured_dbfs), (self.device, self.utc, self.by)
        if not all(map(_is_number, numbers)) or not all(isinstance(text, str) for text in texts):
            raise ValueError(f"a calibration must have finite numbers and texts, got {self}")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and isfinite(value)


def calibrated(device: str, readings: Sequence[Reading], reference_db_spl: float, by: str, utc: str) -> Calibration:
    """What seconds of a calibrator's tone, or of a noise that a meter reads in dB(A), say.

    Raises
    ------
    LivemelError
        If they cannot be trusted: too faint, clipped, unsteady, or no calibrator's tone.
    """
    if not readings:
        raise LivemelError(f"{device} gave no sound to measure")
    levels = [reading.laeq if by == "meter" else reading.rms for reading in readings]
    level, spread = fmean(levels), pstdev(levels)
    if any(reading.clipped for reading in readings):
        raise LivemelError(f"{device} is overloaded: lower its gain and begin again")
    if level < LOWEST_DBFS:
        raise LivemelError(f"{device} hears {level:.1f} dBFS, {LOWEST_DBFS:g} or more are needed; is the source on?")
    if spread > STEADY_DB:
        raise LivemelError(
            f"the level is not steady: it varies by {spread:.1f} dB, at most {STEADY_DB:g} are allowed; "
            "press the calibrator on firmly, keep still, and begin again"
        )
    if by == "calibrator":
        _check_tone(device, readings)
    return Calibration(
        device=device,
        offset_db=round(reference_db_spl - level, 2),
        reference_db_spl=reference_db_spl,
        measured_dbfs=round(level, 2),
        utc=utc,
        by=by,
    )


def _check_tone(device: str, readings: Sequence[Reading]) -> None:
    for reading in readings:
        hz, line = reading.dominant_hz, reading.dominant_dbfs
        if hz is None or line is None or min(abs(hz / tone - 1) for tone in TONES_HZ) > TONE_TOLERANCE:
            heard = "no tone" if hz is None else f"a tone of {hz:.0f} Hz"
            raise LivemelError(
                f"{device} hears {heard}, a calibrator gives 1000 or 250 Hz; for another source: --meter"
            )
        if reading.rms - line > REST_DB:
            raise LivemelError(
                f"{device} hears much besides the tone; make it quiet, or press the calibrator on firmly"
            )


def calibrations_file() -> Path:
    """Where they are kept."""
    return user_file().with_name("calibration.toml")


def read_calibrations(path: Path | None = None) -> dict[str, Calibration]:
    """All that are kept, by device; none where there is no file.

    Raises
    ------
    LivemelError
        If the file is damaged.
    """
    path = path or calibrations_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        kept = [Calibration(**table) for table in found.get("calibration", [])]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise LivemelError(f"cannot read the calibrations in {path}: {error}; mend or delete it") from error
    return {each.device: each for each in kept}


def offset_of(device: str, say: Callable[[str], None], path: Path | None = None) -> float | None:
    """What turns its dBFS into dB SPL; None if it has no calibration, or none that can be read, which is said."""
    try:
        found = read_calibrations(path).get(device)
    except LivemelError as error:
        say(f"{error}; until then no dB SPL is told")
        return None
    return None if found is None else found.offset_db


def keep_calibration(calibration: Calibration, path: Path | None = None) -> None:
    """In the place of an older one of the same device."""
    path = path or calibrations_file()
    _write(read_calibrations(path) | {calibration.device: calibration}, path)


def forget_calibration(device: str, path: Path | None = None) -> None:
    """Raises LivemelError if there is none."""
    path = path or calibrations_file()
    kept = read_calibrations(path)
    if device not in kept:
        raise LivemelError(f"{device!r} has no calibration; there are {', '.join(kept) or 'none'}")
    del kept[device]
    _write(kept, path)


def _write(kept: dict[str, Calibration], path: Path) -> None:
    import tomli_w  # only for who writes them

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LivemelError(f"cannot make {path.parent}: {error.strerror or error}") from error
    with written_whole(str(path)) as file:
        tomli_w.dump({"calibration": [asdict(each) for each in kept.values()]}, file)
