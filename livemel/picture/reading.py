"""Reading: what can be said of a point of the picture, and of the way from one point to another."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cached_property

import numpy as np

from livemel.config import Config
from livemel.dsp.arrays import Floats
from livemel.dsp.band_table import Band, band_table
from livemel.dsp.notes import Note, note_of
from livemel.dsp.scales import SCALES
from livemel.picture.axis import MelAxis
from livemel.picture.history import NOTHING, History
from livemel.picture.reference import level_title, level_unit
from livemel.picture.seen import SeenLevels

HEIGHT_UNITS = {"slaney": "mel slaney", "htk": "mel htk", "bark": "Bark", "erb": "ERB"}
"""Of the scales whose heights mean something to people; the others are read as mel slaney."""
LOWEST_NOTE_HZ = 8.0
"""Below C-1 nobody hears a note."""
FINALISED_UNITS = {"whisper": "Whisper", "per_feature": "deviations"}

CauseAt = Callable[[float], str]
"""Why there is a gap at a sample; empty where nobody knows."""


class State(Enum):
    """What there is at a point."""

    LEVEL = "level"
    GAP = "gap"
    NOTHING_YET = "nothing yet"
    NO_BIN = "no FFT bin"


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """A point of the picture."""

    sample: float
    """Of the source, from the start of the run."""
    seconds: float
    """From the start of the run."""
    clock: datetime | None
    """The time of day; None where it is not known."""
    hz: float
    height: float
    """Of `hz` on a frequency scale."""
    height_unit: str
    """The unit of `height`, and which scale."""
    note: Note | None
    """The nearest; None below C-1."""
    band: Band
    """In whose row the point lies."""
    state: State
    level: float | None
    """In `level_unit`, finalised as it is shown; None unless the state is LEVEL."""
    level_unit: str
    """Short, with the reference where there is one: dBFS, dB re 1, ln."""
    level_name: str
    """The unit and the reference in words."""
    may_change: bool = False
    """Whether more sound may move the level."""
    cause: str = ""
    """Of a gap."""


class Reader:
    """Reads points of a picture.

    Parameters
    ----------
    config
        What is shown.
    analysis_rate, source_rate
        Hz.
    began
        The time of day at sample 0, if it is known.
    """

    def __init__(self, config: Config, analysis_rate: int, source_rate: int, began: datetime | None = None) -> None:
        self._config = config
        self._analysis_rate = analysis_rate
        self._source_rate = source_rate
        self._began = began
        self._axis = MelAxis(config.mel, analysis_rate)
        self._scale = config.mel.scale if config.mel.scale in HEIGHT_UNITS else "slaney"

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """Every band, from the lowest."""
        return band_table(self._config, self._analysis_rate)

    def band_at(self, hz: float) -> Band:
        """The band in whose row a frequency lies; the outermost for what is outside of the picture."""
        return self.bands[int(self._axis.band_at(self._axis.fraction_of(hz)))]

    def read(
        self, sample: float, hz: float, level: float | None, *, cause: str | None = None, may_change: bool = False
    ) -> Reading:
        """The reading of a point whose level is known.

        Parameters
        ----------
        sample
            Of the source, from the start of the run.
        hz
            At least 0.
        level
            As it is shown; None, NOTHING or not a number where there is none yet.
        cause
            Of the gap that is there, perhaps empty; None where there is no gap.
        may_change
            Whether more sound may move the level.
        """
        band = self.band_at(hz)
        state = _state(band, level, cause)
        is_level = state is State.LEVEL
        seconds = sample / self._source_rate
        return Reading(
            sample=sample,
            seconds=seconds,
            clock=None if self._began is None else self._began + timedelta(seconds=seconds),
            hz=hz,
            height=float(SCALES[self._scale].from_hz(hz)),
            height_unit=HEIGHT_UNITS[self._scale],
            note=note_of(hz) if hz >= LOWEST_NOTE_HZ else None,
            band=band,
            state=state,
            level=level if is_level else None,
            level_unit=short_level_unit(self._config),
            level_name=level_title(self._config),
            may_change=may_change and is_level,
            cause=cause or "",
        )

    def read_history(
        self,
        history: History,
        sample: float,
        hz: float,
        seen: SeenLevels | None = None,
        cause_at: CauseAt = lambda sample: "",
    ) -> Reading:
        """The reading of a point of `history`, its level as `seen` finalises it."""
        slot = math.floor(sample / history.hop_length + 0.5)
        levels, is_gap = history.read(np.array([slot]))
        band = self.band_at(hz).number
        shown = levels if seen is None else seen.finalised(levels)
        may_change = seen is not None and bool(seen.provisional(levels)[0, band])
        cause = cause_at(sample) if is_gap[0] else None
        return self.read(sample, hz, _level(shown, band), cause=cause, may_change=may_change)


def _level(levels: Floats, band: int) -> float:
    return float(levels[0, band])


def _state(band: Band, level: float | None, cause: str | None) -> State:
    if cause is not None:
        return State.GAP
    if level is None or level == NOTHING or math.isnan(level):
        return State.NOTHING_YET
    return State.LEVEL if len(band.weights) else State.NO_BIN


def short_level_unit(config: Config) -> str:
    """The unit of the finalised levels with its reference, in a few characters; empty where they have none."""
    title = level_title(config)
    if title.startswith("dB"):
        return title.partition(" (")[0].replace("the maximum", "max")
    return FINALISED_UNITS.get(config.level.finalize) or level_unit(config)


@dataclass(frozen=True, kw_only=True)
class Distance:
    """From one point to another: what the second has more than the first."""

    seconds: float
    hz: float
    ratio: float
    """Of the frequencies; infinite from 0 Hz."""
    semitones: float
    """12 of an octave; infinite from 0 Hz."""
    height: float
    height_unit: str
    level: float | None
    """None unless both points are levels of one unit."""
    level_unit: str

    @property
    def cents(self) -> float:
        """Hundredths of a semitone."""
        return 100.0 * self.semitones


def distance(first: Reading, second: Reading) -> Distance:
    """The way from `first` to `second`; the scale and the unit are the second's."""
    ratio = _ratio(first.hz, second.hz)
    height = float(SCALES[_scale_of(second)].from_hz(first.hz))
    return Distance(
        seconds=second.seconds - first.seconds,
        hz=second.hz - first.hz,
        ratio=ratio,
        semitones=12.0 * math.log2(ratio) if ratio else -math.inf,
        height=second.height - height,
        height_unit=second.height_unit,
        level=_level_difference(first, second),
        level_unit=_difference_unit(second.level_unit),
    )


def _ratio(first_hz: float, second_hz: float) -> float:
    """Of two frequencies; that of 0 Hz to itself is 1."""
    if first_hz == second_hz:
        return 1.0
    return second_hz / first_hz if first_hz else math.inf


def _level_difference(first: Reading, second: Reading) -> float | None:
    if first.level is None or second.level is None or first.level_name != second.level_name:
        return None
    return second.level - first.level


def _scale_of(reading: Reading) -> str:
    return next(scale for scale, unit in HEIGHT_UNITS.items() if unit == reading.height_unit)


def _difference_unit(unit: str) -> str:
    """Of two levels in dBFS or dB re 1 the difference is in dB."""
    return "dB" if unit.startswith("dB") else unit
