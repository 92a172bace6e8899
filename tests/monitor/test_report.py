"""A report says levels in the unit of each, and nothing where nothing is known."""

from __future__ import annotations

import pytest
from reports import report

from livemel.dsp.acoustics.third_octaves import ThirdOctaves


def test_a_calibrators_sine_of_94_db_spl_has_a_peak_of_97():
    told = report(1, db_spl_offset=124.0, rms=-30.0, peak=-30.0).as_dict()

    assert (told["rms_dbfs"], told["peak_dbfs"]) == (-30.0, -30.0)
    assert told["rms_db_spl"] == 94.0
    assert told["peak_db_spl"] == pytest.approx(97.01)


@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_third_octaves_have_the_frequencies_that_they_are_called_by(rate):
    hz = ThirdOctaves(rate).nominal_hz
    told = report(1, thirds=tuple(-50.0 for _ in hz)).as_dict()

    assert told["thirds_hz"] == list(hz)
    assert len(told["thirds_dbfs"]) == len(hz)


def test_without_a_calibration_or_without_sound_no_sound_pressure_is_made_up():
    assert not any(name.endswith("_db_spl") for name in report(1).as_dict())
    assert report(1, heard=False, db_spl_offset=124.0).as_dict()["peak_db_spl"] is None
