"""Readings: every number of a point agrees with what made the picture, and the words do not jump."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import load_config
from livemel.dsp.scales import hz_to_mel
from livemel.picture.history import NOTHING, History
from livemel.picture.reading import Reader, State, distance, short_level_unit
from livemel.picture.reading_text import distance_text, reading_text, time_text
from livemel.picture.seen import seen_levels

RATE = 48000
BEGAN = datetime(2026, 11, 22, 23, 59, 59, 500_000)
DEFAULT = load_config()
READER = Reader(DEFAULT, RATE, RATE, BEGAN)
COARSE = load_config(overrides=["mel.n_mels=80", "stft.n_fft=128", "stft.hop_length=64"])
AUDIBLE = st.floats(20.0, 20_000.0)


def test_a_point_has_its_time_height_note_band_and_level():
    reading = READER.read(1.5 * RATE, 440.0, -12.5)

    assert (reading.seconds, reading.hz, reading.level) == (1.5, 440.0, -12.5)
    assert reading.clock == datetime(2026, 11, 23, 0, 0, 1)
    assert reading.height == pytest.approx(6.6)
    assert str(reading.note) == "A4 +0 cents"
    assert reading.band.lower_hz < 440.0 < reading.band.upper_hz
    assert (reading.state, reading.level_unit) == (State.LEVEL, "dBFS")
    assert reading.level_name == "dBFS (0 = full-scale sine)"


@given(hz=AUDIBLE)
def test_the_band_is_the_one_whose_centre_is_nearest_on_the_scale(hz):
    centres = np.array([band.centre_hz for band in READER.bands])
    band = READER.band_at(hz)
    away = np.abs(hz_to_mel(centres) - hz_to_mel(hz))

    assert away[band.number] == pytest.approx(away.min(), abs=1e-9)


@pytest.mark.parametrize(
    ("scale", "of", "unit"),
    [
        ("slaney", "slaney", "mel slaney"),
        ("htk", "htk", "mel htk"),
        ("bark", "bark", "Bark"),
        ("erb", "erb", "ERB"),
        ("log", "slaney", "mel slaney"),
        ("linear", "slaney", "mel slaney"),
    ],
)
def test_the_height_is_in_the_scales_own_unit_which_is_named(scale, of, unit):
    config = load_config(overrides=[f"mel.scale={scale}", "mel.fmin=20"])
    reading = Reader(config, RATE, RATE).read(0, 1234.0, -3.0)

    assert reading.height == pytest.approx(float(hz_to_mel(1234.0, of)))
    assert reading.height_unit == unit
    assert unit in reading_text(reading)


def test_a_gap_is_read_as_one_with_its_cause():
    reading = READER.read(0, 440.0, -12.5, cause="the ring was full")

    assert (reading.state, reading.level) == (State.GAP, None)
    assert "lost: the ring was full" in reading_text(reading)
    assert "lost sound" in reading_text(READER.read(0, 440.0, -12.5, cause=""))


@pytest.mark.parametrize("level", [None, NOTHING, float("nan")])
def test_what_has_not_come_is_no_level(level):
    reading = READER.read(0, 440.0, level)

    assert (reading.state, reading.level) == (State.NOTHING_YET, None)
    assert "nothing yet" in reading_text(reading)


def test_a_band_without_a_bin_has_no_level():
    reader = Reader(COARSE, RATE, RATE)
    unfed = next(band for band in reader.bands if not len(band.weights))
    reading = reader.read(0, unfed.centre_hz, -120.0)

    assert (reading.state, reading.level) == (State.NO_BIN, None)
    assert "no FFT bin" in reading_text(reading)


def test_below_the_lowest_note_there_is_none():
    assert READER.read(0, 0.0, -3.0).note is None
    assert "cents" not in reading_text(READER.read(0, 0.0, -3.0))


@pytest.mark.parametrize(
    ("preset", "unit"),
    [
        ("default", "dBFS"),
        ("librosa", "dB re 1"),
        ("kaldi", "ln"),
        ("whisper-80", "Whisper"),
        ("parakeet", "deviations"),
        ("tacotron", "ln"),
    ],
)
def test_the_unit_of_a_level_is_short(preset, unit):
    assert short_level_unit(load_config(preset)) == unit


def test_of_the_maximum_as_the_reference_the_unit_says_so():
    assert short_level_unit(load_config("librosa", overrides=["level.reference=max"])) == "dB re max"


def whispers_history():
    """A loud column, then one that is all below Whisper's floor; a gap; then nothing."""
    config = load_config("whisper-80")
    history = History(100, 80, 160.0)
    history.add_columns(0.0, np.full((1, 80), 2.0, np.float32))
    history.add_columns(160.0, np.full((1, 80), -9.0, np.float32))
    history.add_gap(320, 160)
    seen = seen_levels(config)
    seen.refresh(history, 0, 320)
    return Reader(config, 16000, 16000), history, seen


def test_a_level_of_the_history_is_read_as_it_is_seen_and_may_change():
    reader, history, seen = whispers_history()
    loud, quiet = (reader.read_history(history, sample, 1000.0, seen) for sample in (10.0, 150.0))

    assert (loud.level, loud.may_change) == ((2.0 + 4) / 4, False)
    assert (quiet.level, quiet.may_change) == ((2.0 - 8 + 4) / 4, True)
    assert reading_text(quiet).endswith("may change")


def test_once_the_source_has_ended_nothing_may_change():
    reader, history, seen = whispers_history()
    seen.settle()

    assert not reader.read_history(history, 150.0, 1000.0, seen).may_change


def test_gaps_and_what_is_to_come_are_read_from_the_history():
    reader, history, seen = whispers_history()
    gap = reader.read_history(history, 330.0, 1000.0, seen, lambda sample: f"cause at {sample:g}")

    assert (gap.state, gap.cause) == (State.GAP, "cause at 330")
    assert reader.read_history(history, 5000.0, 1000.0, seen).state is State.NOTHING_YET


@given(seconds=st.floats(0, 599), hz=AUDIBLE, level=st.floats(-99.99, 0))
def test_the_line_is_as_long_wherever_the_pointer_is(seconds, hz, level):
    text = reading_text(READER.read(seconds * RATE, hz, level))
    head, _, tail = text.rpartition("band")

    assert len(head) == len(reading_text(READER.read(0, 440.0, -1.0)).rpartition("band")[0])
    assert tail.endswith(" dBFS")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00.000"), (-0.25, "-0:00.250"), (59.9996, "1:00.000"), (3723.004, "1:02:03.004"), (-0.0001, "0:00.000")],
)
def test_times_are_told_to_the_millisecond(seconds, text):
    assert time_text(seconds) == text


def test_an_octave_is_twelve_semitones_and_twice_the_frequency():
    way = distance(READER.read(0, 440.0, -20.0), READER.read(RATE / 4, 880.0, -26.0))

    assert (way.seconds, way.hz, way.ratio, way.semitones, way.cents, way.level) == (0.25, 440, 2, 12, 1200, -6)
    assert way.height == pytest.approx(6.6)
    text = distance_text(way)
    assert all(
        piece in text for piece in ("+250.0 ms", "+440.0 Hz", "+12.00 semitones", "+6.60 mel slaney", "-6.00 dB")
    )


@given(first=AUDIBLE, second=AUDIBLE, seconds=st.floats(-600, 600))
def test_the_way_back_is_as_long(first, second, seconds):
    here, there = READER.read(0, first, -20.0), READER.read(seconds * RATE, second, -30.0)
    way, back = distance(here, there), distance(there, here)

    assert (way.seconds, way.hz, way.level) == (-back.seconds, -back.hz, -back.level)
    assert way.semitones == pytest.approx(-back.semitones, abs=1e-9)
    assert way.height == pytest.approx(-back.height, abs=1e-9)
    assert way.ratio * back.ratio == pytest.approx(1.0)


def test_levels_that_are_none_or_of_another_unit_have_no_difference():
    level, gap = READER.read(0, 440.0, -20.0), READER.read(0, 440.0, None, cause="")
    librosa = Reader(load_config("librosa"), RATE, RATE).read(0, 440.0, -20.0)

    assert distance(level, gap).level is None
    assert distance(level, librosa).level is None


def test_from_and_to_0_hz_there_is_no_interval():
    zero, tone = READER.read(0, 0.0, -20.0), READER.read(0, 440.0, -20.0)

    assert distance(zero, tone).ratio == np.inf
    assert distance(zero, zero).semitones == 0
    assert "inf" not in distance_text(distance(zero, tone)) + distance_text(distance(tone, zero))
