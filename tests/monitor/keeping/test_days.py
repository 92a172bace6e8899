"""A day is what its files know of it, whatever else lies there and however the clock was set."""

from __future__ import annotations

import os
from datetime import date, datetime

import numpy as np
import pytest

from livemel.errors import LivemelError
from livemel.monitor.keeping.days import day_of
from livemel.monitor.keeping.mel_file import Head, MelFile, finish_mel
from livemel.monitor.keeping.mel_folder import days_of, mel_files
from livemel.monitor.keeping.mel_rows import MISSING

DAY = date(2026, 11, 29)
MINUTES = 24 * 60
BANDS = {"frequencies": tuple(float(hz) for hz in range(100, 8100, 200)), "n_mels": 80}
OTHER = {"frequencies": (100.0, 900.0), "n_mels": 2}


@pytest.fixture
def kept(tmp_path):
    """Puts a file there: minutes of one level from a time of the day on, written in the order of the calls."""
    written = [0]

    def put(clock, minutes, level, is_open=False, bands=BANDS):
        at = datetime.fromisoformat(f"2026-11-{clock}+00:00").timestamp()
        rest = {"version": 1, "node": "hall", "source": "mic", "scale": "slaney", "fmin": 0.0, "fmax": 8000.0}
        file = MelFile(tmp_path, Head(utc=at, sample_rate=16000, **rest, **bands))
        file.add(np.full((600 * minutes, len(bands["frequencies"])), level, np.uint8))
        file.close()
        path = file.path if is_open else finish_mel(file.path)
        written[0] += 1
        os.utime(path, (written[0],) * 2)
        return path

    put.folder = tmp_path
    return put


def steps(day, clock):
    """Level of a minute, in half decibels above the floor; None: a gap."""
    hours, minutes = map(int, clock.split(":"))
    column = 60 * hours + minutes
    return None if day.is_gap[column] else (float(day.levels[column, 0]) + 120) * 2


def read(folder):
    return day_of(mel_files(folder), DAY, MINUTES)


def test_every_minute_has_the_level_that_it_had(kept):
    kept("29 06:00", 30, 40)
    kept("29 06:40", 20, 50, is_open=True)
    day = read(kept.folder)

    assert [steps(day, clock) for clock in ("05:59", "06:00", "06:29", "06:30", "06:40", "06:59")] == [
        None, 40, 40, None, 50, 50,
    ]  # fmt: skip
    assert (day.known_seconds, day.left_out) == (3000, ())
    assert day.levels.shape == (MINUTES, 80)


def test_an_hour_over_midnight_is_in_both_days(kept):
    kept("28 23:30", 60, 40)
    day = read(kept.folder)

    assert [steps(day, clock) for clock in ("00:00", "00:29", "00:30")] == [40, 40, None]
    assert days_of(mel_files(kept.folder)) == [date(2026, 11, 28)]


def test_a_damaged_file_is_left_out_and_told_and_one_of_another_day_is_not_even_read(kept):
    kept("29 06:00", 30, 40)
    kept("29 07:00", 30, 40).write_bytes(b"PK no archive")
    for clock in ("27 06:00", "30 06:00"):
        kept(clock, 30, 40).write_bytes(b"PK no archive")
    (kept.folder / "20261129T080000000000Z.open.mel").write_bytes(b"{}\n")
    (kept.folder / "20269999T080000000000Z.npz").write_bytes(b"of somebody else")
    day = read(kept.folder)

    assert (steps(day, "06:10"), steps(day, "07:10")) == (40, None)
    assert [text.split(" is ")[0].rpartition("/")[2] for text in day.left_out] == [
        "20261129T070000000000Z.npz",
        "20261129T080000000000Z.open.mel",
    ]
    assert all(text.endswith("; it is left out") for text in day.left_out)


def test_where_all_of_a_day_is_damaged_that_is_why_nothing_is_known(kept):
    kept("29 06:00", 30, 40).write_bytes(b"")
    with pytest.raises(LivemelError, match=r"knows nothing of 2026-11-29; .*Z\.npz is no mel archive"):
        read(kept.folder)


@pytest.mark.parametrize("head", [{"frequencies": (100.0,)}, {"n_mels": 0}, {"utc": float("nan")}, {"fmin": "low"}])
def test_a_head_that_fits_nothing_is_damage_too(kept, head):
    path = kept("29 06:00", 1, 40)
    with np.load(path) as found:
        held = dict(found) | {name: np.array(value) for name, value in head.items()}
    np.savez(path, **held)
    with pytest.raises(LivemelError, match="is damaged"):
        read(kept.folder)


def test_of_other_bands_those_are_drawn_of_which_most_is_known_and_the_rest_is_told(kept):
    kept("29 06:00", 30, 40)
    kept("29 07:00", 20, 60, bands=OTHER)
    kept("29 08:00", 20, 60, bands=OTHER)
    day = read(kept.folder)

    assert day.head.n_mels == 2
    assert [steps(day, clock) for clock in ("06:10", "07:10", "08:10")] == [None, 60, 60]
    assert day.left_out == (
        "0.5 h of mic from 06:00 to 06:30 have other bands (80 mel bands, 100 to 7900 Hz) and are left out; "
        "move their files into a folder of their own to draw them",
    )


def test_of_two_kinds_as_long_as_each_other_the_newer_is_drawn(kept):
    kept("29 07:00", 20, 60, bands=OTHER)
    kept("29 06:00", 20, 40)

    assert read(kept.folder).head.n_mels == 80


@pytest.mark.parametrize("back_to", ["29 06:10", "29 05:50"])
def test_where_a_clock_was_set_back_what_was_written_later_stands(kept, back_to):
    kept("29 06:00", 30, 90)
    kept(back_to, 15, 40)
    day = read(kept.folder)

    assert [steps(day, clock) for clock in ("06:01", "06:12", "06:20")] == (
        [90, 40, 40] if back_to == "29 06:10" else [40, 90, 90]
    )
    assert day.known_seconds == (1800 if back_to == "29 06:10" else 2400)


def test_what_is_still_written_is_the_newest_and_what_it_does_not_know_stays(kept):
    path = kept("29 06:10", 10, 50, is_open=True)
    with path.open("ab") as file:
        file.write(bytes([MISSING]) * (5 * 600 * 40))
    kept("29 06:00", 30, 40)
    day = read(kept.folder)

    assert [steps(day, clock) for clock in ("06:09", "06:10", "06:19", "06:20", "06:29")] == [40, 50, 50, 40, 40]


def test_a_file_that_was_finished_but_not_removed_is_read_once(kept):
    path = kept("29 06:00", 10, 50, is_open=True)
    left = path.read_bytes()
    finish_mel(path)
    path.write_bytes(left)

    assert [each.suffix for each in mel_files(kept.folder)] == [".npz"]


@pytest.mark.parametrize("columns", [1, 7, 1440, 1921])
def test_a_column_is_the_loudest_of_its_rows(kept, columns):
    kept("29 00:00", 30, 40)
    kept("29 00:30", 1, 90)
    day = day_of(mel_files(kept.folder), DAY, columns)

    assert day.levels.max() == pytest.approx(-75.0)
    assert day.levels[0, 0] == pytest.approx(-75.0 if columns < 24 * 2 else -100.0)
    assert len(day.is_gap) == columns
