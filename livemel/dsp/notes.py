"""Names of notes in equal temperament, and cents from them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

A4_HZ = 440.0
"""ISO 16."""
A4_NUMBER = 69
"""MIDI's."""
NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
ACCIDENTALS = {"#": 1, "": 0, "b": -1}
WRITTEN_NOTE = re.compile(r"([A-G])([#b]?)(-?\d{1,3})")


@dataclass(frozen=True, slots=True)
class Note:
    """The nearest note, and how far above it."""

    name: str
    """Such as "C#4", scientific pitch: middle C is C4."""
    cents: float
    """Hundredths of a semitone, over -50 and up to 50."""

    def __str__(self) -> str:
        """Such as "A4 +12 cents"."""
        return f"{self.name} {round(self.cents):+d} cents"


def note_of(hz: float, a4_hz: float = A4_HZ) -> Note:
    """The note nearest to a frequency; of two equally near ones the lower.

    Parameters
    ----------
    hz
        The frequency, above 0.
    a4_hz
        What A4 is tuned to, above 0.

    Returns
    -------
    Note
        Of twelve equal semitones an octave: MIDI's number is 69 + 12 log2(hz / a4_hz), C4 is 60.

    Raises
    ------
    ValueError
        If a frequency is not above 0, or not finite.

    Examples
    --------
    >>> str(note_of(443.0))
    'A4 +12 cents'
    >>> note_of(277.1826).name
    'C#4'
    """
    _check_hz("hz", hz)
    _check_hz("a4_hz", a4_hz)
    height = A4_NUMBER + 12.0 * (math.log2(hz) - math.log2(a4_hz))
    number = math.ceil(height - 0.5)
    octave, semitone = divmod(number, 12)
    return Note(f"{NAMES[semitone]}{octave - 1}", 100.0 * (height - number))


def frequency_of(name: str, cents: float = 0.0, a4_hz: float = A4_HZ) -> float:
    """The frequency of a note.

    Parameters
    ----------
    name
        Such as "A4", "C#4", "Db4" or "C-1".
    cents
        Hundredths of a semitone above it.
    a4_hz
        What A4 is tuned to, above 0.

    Returns
    -------
    float
        Hz.

    Raises
    ------
    ValueError
        If `name` is no note, or `a4_hz` is not above 0.

    Examples
    --------
    >>> frequency_of("A3")
    220.0
    >>> round(frequency_of("C#4", cents=12), 3)
    279.111
    """
    _check_hz("a4_hz", a4_hz)
    written = WRITTEN_NOTE.fullmatch(name)
    if not written:
        raise ValueError(f"name must be a letter A to G, # or b or neither, and an octave, such as C#4, got {name!r}")
    letter, accidental, octave = written.groups()
    number = 12 * (int(octave) + 1) + NAMES.index(letter) + ACCIDENTALS[accidental]
    return float(a4_hz * 2.0 ** ((number - A4_NUMBER + cents / 100.0) / 12.0))


def _check_hz(what: str, hz: float) -> None:
    if not 0.0 < hz < math.inf:
        raise ValueError(f"{what} must be a frequency above 0 Hz, got {hz}")
