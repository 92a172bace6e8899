"""A calibration is what the reference says, and is kept; what cannot be trusted is refused with what to do."""

from __future__ import annotations

import pytest
from reports import reading

from livemel.errors import LivemelError
from livemel.monitor.calibration import (
    calibrated,
    forget_calibration,
    keep_calibration,
    offset_of,
    read_calibrations,
)


def tone(level=-30.0, hz=1000.0, **more):
    return {"rms": level, "laeq": level, "dominant_hz": hz, "dominant_dbfs": level, **more}


def of(*seconds, by="calibrator", reference=94.0, device="mic"):
    readings = [reading(number, **told) for number, told in enumerate(seconds)]
    return calibrated(device, readings, reference, by, "2026-11-29T00:00:00Z")


def test_a_calibrators_tone_gives_the_offset():
    assert of(tone(-30.1), tone(-29.9)).offset_db == 124.0
    assert of(tone(-10.0), reference=114.0).offset_db == 124.0
    assert of(tone(-30.0, hz=250.0)).offset_db == 124.0


def test_a_meter_gives_it_by_a_weighted_levels_of_any_noise():
    noise = {"rms": -20.0, "laeq": -40.0}

    assert of(noise, noise, by="meter", reference=68.5).offset_db == 108.5


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        ([], "gave no sound"),
        ([tone(clipped=3)], "overloaded: lower its gain"),
        ([tone(-95.0)], "hears -95.0 dBFS"),
        ([tone(-30.0), tone(-33.0)], "the level is not steady: it varies by 1.5 dB"),
        ([tone(hz=440.0)], "hears a tone of 440 Hz, a calibrator gives 1000 or 250 Hz"),
        ([tone(hz=None)], "hears no tone"),
        ([tone(dominant_dbfs=-36.0)], "hears much besides the tone"),
    ],
)
def test_what_cannot_be_trusted_is_refused(seconds, told):
    with pytest.raises(LivemelError, match=told):
        of(*seconds)


def test_it_is_kept_by_device_until_it_is_forgotten(tmp_path):
    path = tmp_path / "livemel" / "calibration.toml"
    keep_calibration(of(tone(), device='a "quoted" mic'), path)
    keep_calibration(of(tone(-20.0), device="other"), path)
    keep_calibration(of(tone(-25.0), device="other"), path)

    assert {name: each.offset_db for name, each in read_calibrations(path).items()} == {
        'a "quoted" mic': 124.0,
        "other": 119.0,
    }
    forget_calibration("other", path)
    assert list(read_calibrations(path)) == ['a "quoted" mic']
    with pytest.raises(LivemelError, match="'other' has no calibration; there are a"):
        forget_calibration("other", path)


GOOD = "device = 'x'\noffset_db = 1.0\nreference_db_spl = 94\nmeasured_dbfs = -30.0\nutc = ''\nby = 'meter'\n"


@pytest.mark.parametrize(
    "text",
    [
        "[[calibration]]\nno = 1",
        "not toml",
        "[[calibration]]\ndevice = 'x'",
        "calibration = 5",
        "[[calibration]]\n" + GOOD.replace("1.0", "NaN"),
        "[[calibration]]\n" + GOOD.replace("1.0", "inf"),
        "[[calibration]]\n" + GOOD.replace("1.0", "'loud'"),
        "[[calibration]]\n" + GOOD.replace("'x'", "['x']"),
    ],
)
def test_a_damaged_file_is_told_and_left(tmp_path, text):
    path = tmp_path / "calibration.toml"
    path.write_text(text)
    with pytest.raises(LivemelError, match="cannot read the calibrations in"):
        read_calibrations(path)
    said = []
    assert offset_of("x", said.append, path) is None
    assert ["cannot read the calibrations in" in line for line in said] == [True]
    assert path.read_text() == text


def test_the_offset_of_a_device_is_found_and_of_another_there_is_none(tmp_path):
    path = tmp_path / "calibration.toml"
    said = []
    assert offset_of("x", said.append, path) is None
    path.write_text("[[calibration]]\n" + GOOD)

    assert (offset_of("x", said.append, path), offset_of("y", said.append, path), said) == (1.0, None, [])


@pytest.mark.parametrize("reference", [float("nan"), float("inf")])
def test_what_is_no_number_is_never_kept(reference):
    with pytest.raises(ValueError, match="must have finite numbers"):
        of(tone(), reference=reference)


@pytest.mark.parametrize("device", ['a "quoted" mic', "back\\slash", "Mikrofon \U0001f3a4", "del\x7f tab\t line\n"])
def test_every_name_of_a_device_can_be_read_back(tmp_path, device):
    path = tmp_path / "calibration.toml"
    keep_calibration(of(tone(), device=device), path)

    assert list(read_calibrations(path)) == [device]
