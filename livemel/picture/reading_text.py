"""Readings and distances in one line each: every piece as wide as it ever is, so that nothing jumps."""

from __future__ import annotations

import math
from datetime import datetime

from livemel.dsp.notes import Note
from livemel.picture.reading import Distance, Reading, State

FIGURE_SPACE = "\u2007"
"""As wide as a digit."""
BETWEEN = "   "
NONE = "\u2013"
MOST_BANDS_DIGITS = 3


def reading_text(reading: Reading) -> str:
    """Where the point is and what is there, in one line."""
    return BETWEEN.join(piece for piece in pieces_of(reading) if piece)


def pieces_of(reading: Reading) -> tuple[str, ...]:
    """Time, time of day, frequency, height, note, band and level; empty where there is none."""
    return (
        padded(time_text(reading.seconds), 10),
        clock_text(reading.clock),
        f"{padded(f'{reading.hz:.1f}', 7)} Hz",
        f"{padded(f'{reading.height:.2f}', 7)} {reading.height_unit}",
        note_text(reading.note),
        band_text(reading),
        level_text(reading),
    )


def level_text(reading: Reading) -> str:
    """The level with its unit, or what there is instead of one."""
    if reading.state is State.GAP:
        return f"lost: {reading.cause}" if reading.cause else "lost sound"
    if reading.state is State.NOTHING_YET:
        return "nothing yet"
    if reading.state is State.NO_BIN or reading.level is None:
        return "dotted: no FFT bin feeds this band"
    number = f"{padded(number_text(reading.level), 7)} {reading.level_unit}".rstrip()
    return f"{number}, may change" if reading.may_change else number


def number_text(level: float) -> str:
    """A level: two digits after the point, or three digits where it is so small that these would be zeros."""
    return f"{level:.2f}" if level == 0 or abs(level) >= 0.1 else f"{level:.3g}"


def band_text(reading: Reading) -> str:
    """The band's number, its centre and its edges."""
    band = reading.band
    number = padded(str(band.number), MOST_BANDS_DIGITS)
    return f"band {number}: {band.lower_hz:.0f}\u2013{band.centre_hz:.0f}\u2013{band.upper_hz:.0f} Hz"


def note_text(note: Note | None) -> str:
    """The note and how far from it, seven characters and the cents."""
    if note is None:
        return f"{padded('', 4)} {padded('', 3)} {FIGURE_SPACE * 5}"
    return f"{padded(note.name, 4)} {padded(f'{round(note.cents):+d}', 3)} cents"


def time_text(seconds: float) -> str:
    """Minutes, seconds and milliseconds, hours where there are some: 0:12.345, -0:00.250, 1:02:03.004."""
    total = round(abs(seconds) * 1000)
    minutes, milliseconds = divmod(total, 60_000)
    hours, minutes = divmod(minutes, 60)
    sign = "-" if seconds < 0 and total else ""
    rest = f"{milliseconds // 1000:02d}.{milliseconds % 1000:03d}"
    return f"{sign}{hours}:{minutes:02d}:{rest}" if hours else f"{sign}{minutes}:{rest}"


def clock_text(clock: datetime | None) -> str:
    """The time of day to the millisecond; empty where it is not known."""
    return "" if clock is None else clock.isoformat(sep=" ", timespec="milliseconds")[11:23]


def distance_text(distance: Distance) -> str:
    """How far, in one line: time, Hz, semitones with the ratio, height, level."""
    pieces = [
        f"{padded(duration_text(distance.seconds), 10)}",
        f"{padded(f'{distance.hz:+.1f}', 8)} Hz",
        interval_text(distance),
        f"{padded(f'{distance.height:+.2f}', 8)} {distance.height_unit}",
    ]
    if distance.level is not None:
        pieces.append(f"{padded(f'{distance.level:+.2f}', 7)} {distance.level_unit}".rstrip())
    return BETWEEN.join(pieces)


def duration_text(seconds: float) -> str:
    """Milliseconds below a second, else seconds."""
    return f"{1000 * seconds:+.1f} ms" if abs(seconds) < 1 else f"{seconds:+.3f} s"


def interval_text(distance: Distance) -> str:
    """Semitones and the ratio; a line where one of the two is 0 Hz."""
    if not math.isfinite(distance.semitones):
        return f"{padded(NONE, 7)} semitones (1 : {padded(NONE, 6)})"
    return f"{padded(f'{distance.semitones:+.2f}', 7)} semitones (1 : {padded(f'{distance.ratio:.4g}', 6)})"


def padded(text: str, width: int) -> str:
    """`text` at the right of so many digits' room."""
    return text.rjust(width, FIGURE_SPACE)
