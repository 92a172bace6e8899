"""Ticks: the round numbers along an axis, as many as there is room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from livemel.picture.axis import MelAxis

MINOR_SHARE = 0.2
"""Ticks without a label stand no closer than this share of the least gap between labels."""
MANTISSAS = ((1.0,), (5.0,), (2.0,), (3.0, 7.0), (4.0, 1.5), (6.0, 8.0), (2.5,))
"""Of frequencies with a label: whatever is in an earlier group comes first."""
FINE_MANTISSAS = tuple(round(0.1 * tenth, 1) for tenth in range(10, 100))
"""For a range so narrow that the others leave fewer than `FEW` labels."""
FEW = 3
HERTZ_STEPS = tuple(mantissa * 10.0**exponent for exponent in range(-3, 6) for mantissa in (1, 2, 5))
DECADES = (1000.0, 10_000.0, 100.0, 100_000.0, 10.0, 1.0)
"""What matters most comes first."""
SECOND_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)
LONG_STEPS = (60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0, 7200.0, 18000.0, 36000.0, 86400.0)
DAY_SECONDS = 86400.0
LEVEL_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0)
SHARES = (10, 5, 4, 2)
"""Into how many parts the ticks without a label may cut a step."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    position: float
    """Fraction of the axis: 0 at the left or the bottom, 1 at the right or the top."""
    label: str
    """Empty for a mark without one."""
    major: bool


def frequency_ticks(axis: MelAxis, height_px: float, min_gap_px: float) -> list[Tick]:
    """Ticks at readable frequencies, from low to high, labels at least `min_gap_px` apart."""
    if axis.is_linear:
        return _stepped_ticks(axis.fmin, axis.fmax - axis.fmin, HERTZ_STEPS, height_px, min_gap_px, hertz_label)
    gap = min_gap_px / height_px
    labelled: dict[float, float] = {}  # Hz, and where it stands
    for mantissas in MANTISSAS:
        _add_where_there_is_room(labelled, _visible(axis, mantissas), gap)
    if len(labelled) < FEW:
        _add_where_there_is_room(labelled, _visible(axis, FINE_MANTISSAS), gap)
    majors = [Tick(height, hertz_label(hz), True) for hz, height in labelled.items()]
    minors = [Tick(height, "", False) for hz, height in _between(axis, MINOR_SHARE * gap).items() if hz not in labelled]
    return sorted(majors + minors, key=lambda tick: tick.position)


def hertz_label(hz: float) -> str:
    """A frequency in as few characters as it takes: 50, 500, 1.5k, 20k."""
    return f"{hz / 1000:g}k" if hz >= 1000 else f"{hz:g}"


def _visible(axis: MelAxis, mantissas: Iterable[float]) -> dict[float, float]:
    return _heights(axis, [round(mantissa * decade, 3) for decade in DECADES for mantissa in mantissas])


def _heights(axis: MelAxis, frequencies: Sequence[float]) -> dict[float, float]:
    """Where these of them stand that are seen."""
    low, high = axis.fmin, axis.fmax
    heights = axis.fraction_of(frequencies).tolist()
    return {hz: height for hz, height in zip(frequencies, heights, strict=True) if low <= hz <= high}


def _add_where_there_is_room(labelled: dict[float, float], candidates: dict[float, float], min_gap: float) -> None:
    for hz, here in candidates.items():
        if all(abs(here - other) >= min_gap for other in labelled.values()):
            labelled[hz] = here


def _between(axis: MelAxis, min_gap: float) -> dict[float, float]:
    """The 1, 2, 3 ... 9 of every decade in which they do not crowd."""
    frequencies: list[float] = []
    for decade in DECADES:
        ladder = decade * np.arange(1, 11)
        if np.diff(axis.fraction_of(ladder)).min() >= min_gap:
            frequencies += ladder[:-1].tolist()
    return _heights(axis, frequencies) if frequencies else {}


def time_ticks(
    seconds: float, width_px: float, min_gap_px: float, begin: float | None = None, zero: str = "now"
) -> list[Tick]:
    """Ticks at round times, from left to right, labels at least `min_gap_px` apart.

    Parameters
    ----------
    seconds
        Length of the axis.
    width_px, min_gap_px
        Its width, and the room a label needs.
    begin
        Seconds at its left edge; None: so many that 0 is at the right edge.
    zero
        What stands at 0 s: "now" in a live picture, "0 s" in that of a file.
    """
    first = -seconds if begin is None else begin
    longest = max(abs(first), abs(first + seconds))

    def label(time: float) -> str:
        return zero if time == 0 else clock_label(time) if longest >= 60 else f"{time:.6g} s"

    return _stepped_ticks(first, seconds, SECOND_STEPS + LONG_STEPS, width_px, min_gap_px, label)


def clock_ticks(seconds: float, width_px: float, min_gap_px: float, begin: float) -> list[Tick]:
    """As `time_ticks`, labelled with the time of day; `begin` is in seconds since midnight."""
    return _stepped_ticks(begin, seconds, SECOND_STEPS + LONG_STEPS, width_px, min_gap_px, time_of_day_label)


def time_of_day_label(seconds: float) -> str:
    """Of so many seconds since midnight: 20:15:00, 00:00:02.5."""
    minutes, rest = divmod(round(seconds, 3) % DAY_SECONDS, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours:02d}:{minutes:02d}:{int(rest):02d}" + f"{rest % 1:.3f}"[1:].rstrip("0").rstrip(".")


def clock_label(seconds: float) -> str:
    """Minutes and seconds, hours where there are some: -0:08, 1:30, 2:00:00, 1:15.5."""
    rounded = round(abs(seconds), 3)
    minutes, rest = divmod(rounded, 60)
    hours, minutes = divmod(int(minutes), 60)
    sign = "-" if seconds < 0 and rounded else ""
    tail = f"{int(rest):02d}" + f"{rest % 1:.3f}"[1:].rstrip("0").rstrip(".")
    return f"{sign}{hours}:{minutes:02d}:{tail}" if hours else f"{sign}{minutes}:{tail}"


def level_ticks(db_min: float, db_max: float, height_px: float, min_gap_px: float) -> list[Tick]:
    """Ticks at round levels, in dB or what else they are, from low to high, labels at least `min_gap_px` apart."""
    return _stepped_ticks(db_min, db_max - db_min, LEVEL_STEPS, height_px, min_gap_px, lambda level: f"{level:g}")


def _stepped_ticks(
    first: float, span: float, steps: Sequence[float], pixels: float, min_gap_px: float, label: Callable[[float], str]
) -> list[Tick]:
    step = next((step for step in steps if step / span * pixels >= min_gap_px), steps[-1])
    least = MINOR_SHARE * min_gap_px / pixels * span
    share = next((share for share in SHARES if step / share >= least and _is_round(step / share)), 1)
    ticks = []
    for count in range(ceil(first / step * share - 1e-6), floor((first + span) / step * share + 1e-6) + 1):
        value, major = count * step / share, count % share == 0
        ticks.append(Tick(min(1.0, max(0.0, (value - first) / span)), label(value) if major else "", major))
    return ticks


def _is_round(number: float) -> bool:
    leading = number / 10.0 ** floor(np.log10(number) + 1e-9)
    return any(abs(leading - good) < 1e-6 for good in (1.0, 2.0, 5.0))
