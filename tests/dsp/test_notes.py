"""Notes: names as librosa has them, cents of the nearest, and back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.dsp.notes import Note, frequency_of, note_of

WRITTEN_BY_LIBROSA = """
C0 C#0 D0 D#0 E0 F0 F#0 G0 G#0 A0 A#0 B0 C1 C#1 D1 D#1 E1 F1 F#1 G1 G#1 A1 A#1 B1
C2 C#2 D2 D#2 E2 F2 F#2 G2 G#2 A2 A#2 B2 C3 C#3 D3 D#3 E3 F3 F#3 G3 G#3 A3 A#3 B3
C4 C#4 D4 D#4 E4 F4 F#4 G4 G#4 A4 A#4 B4 C5 C#5 D5 D#5 E5 F5 F#5 G5 G#5 A5 A#5 B5
C6 C#6 D6 D#6 E6 F6 F#6 G6 G#6 A6 A#6 B6 C7 C#7 D7 D#7 E7 F7 F#7 G7 G#7 A7 A#7 B7
C8 C#8 D8 D#8 E8 F8 F#8 G8 G#8 A8 A#8 B8 C9 C#9 D9 D#9 E9 F9 F#9 G9
"""
"""librosa.hz_to_note(librosa.midi_to_hz(range(12, 128)), unicode=False) of librosa 0.11.0."""

FREQUENCIES = st.floats(1e-3, 1e6)
TUNINGS = st.floats(400, 480)


@pytest.mark.parametrize(("number", "name"), [*enumerate(WRITTEN_BY_LIBROSA.split(), 12)])
def test_names_are_librosas(number, name):
    note = note_of(440.0 * 2.0 ** ((number - 69) / 12))

    assert note.name == name
    assert note.cents == pytest.approx(0, abs=1e-9)


@given(hz=FREQUENCIES, a4_hz=TUNINGS)
def test_note_and_cents_lead_back_to_the_frequency(hz, a4_hz):
    note = note_of(hz, a4_hz)

    assert frequency_of(note.name, note.cents, a4_hz) == pytest.approx(hz, rel=1e-12)


@given(hz=FREQUENCIES, a4_hz=TUNINGS)
def test_the_note_is_the_nearest(hz, a4_hz):
    assert -50 < note_of(hz, a4_hz).cents <= 50


@given(hz=FREQUENCIES)
def test_an_octave_up_has_the_same_letter_and_cents(hz):
    low, high = note_of(hz), note_of(2 * hz)

    assert high.name.rstrip("-0123456789") == low.name.rstrip("-0123456789") or abs(abs(low.cents) - 50) < 1e-9
    assert math.remainder(high.cents - low.cents, 100) == pytest.approx(0, abs=1e-9)


def test_of_two_equally_near_notes_it_is_the_lower():
    assert note_of(1.0, a4_hz=2.0 ** (-1 / 24)) == Note("A4", 50.0)


@pytest.mark.parametrize(("hz", "text"), [
    (440.0, "A4 +0 cents"), (439.99, "A4 +0 cents"), (443.0, "A4 +12 cents"), (261.0, "C4 -4 cents"),
    (277.1826, "C#4 +0 cents"), (8.1758, "C-1 +0 cents"), (1.0, "C-4 -38 cents"),
])  # fmt: skip
def test_a_note_is_written_with_its_cents(hz, text):
    assert str(note_of(hz)) == text


def test_another_tuning_moves_all_notes():
    assert str(note_of(442.0, a4_hz=442.0)) == "A4 +0 cents"
    assert frequency_of("A5", a4_hz=415.0) == 830.0


@pytest.mark.parametrize(("flat", "sharp"), [("Db4", "C#4"), ("Cb4", "B3"), ("E#4", "F4"), ("B#3", "C4")])
def test_notes_of_two_names_have_one_frequency(flat, sharp):
    assert frequency_of(flat) == pytest.approx(frequency_of(sharp), rel=1e-15)


@pytest.mark.parametrize("name", ["", "A", "H4", "a4", "A4 ", "4", "A##4", "A4.5", "A\N{MUSIC SHARP SIGN}4"])
def test_what_is_no_note_is_refused(name):
    with pytest.raises(ValueError, match=r"name must be .* such as C#4, got"):
        frequency_of(name)


@pytest.mark.parametrize("hz", [0.0, -440.0, math.nan, math.inf])
def test_what_is_no_frequency_is_refused(hz):
    with pytest.raises(ValueError, match=r"^hz must be a frequency above 0 Hz, got"):
        note_of(hz)
    with pytest.raises(ValueError, match=r"^a4_hz must be a frequency above 0 Hz, got"):
        note_of(440.0, a4_hz=hz)
    with pytest.raises(ValueError, match=r"^a4_hz must be a frequency above 0 Hz, got"):
        frequency_of("A4", a4_hz=hz)
