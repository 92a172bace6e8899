"""Published thresholds and the model give the numbers that the lecture says."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.lecture.hearing.published import NAMES, PERCENT, limens_of, model_of
from livemel.lecture.measures.hearing import critical_band, mel_spacing, published_limen


def test_every_study_has_a_name_and_rising_frequencies() -> None:
    assert set(NAMES) == set(PERCENT)
    for study in NAMES:
        frequencies, thresholds = limens_of(study)
        assert (np.diff(frequencies) > 0).all()
        assert (thresholds > 0).all()


def test_moore_and_ernst_found_240_hz_at_12_000() -> None:
    assert published_limen(study="moore2012", frequency=12000.0) == pytest.approx(240.0)


def test_a_frequency_that_no_study_had_is_told() -> None:
    with pytest.raises(ValueError, match="must be one of 2000"):
        published_limen(study="moore2012", frequency=12345.0)


@pytest.mark.parametrize(
    ("hz", "limen"), [(250, 1.1), (1000, 2.0), (2000, 3.9), (4000, 12.6), (8000, 101), (12000, 677)]
)
def test_the_model_gives_its_values(hz: float, limen: float) -> None:
    assert model_of(hz) == pytest.approx(limen, rel=0.04)


def test_a_longer_and_a_louder_tone_is_told_from_less() -> None:
    assert model_of(1000.0, 50.0) > model_of(1000.0, 500.0)
    assert model_of(1000.0, 500.0, 10.0) > model_of(1000.0, 500.0, 40.0)


def test_a_critical_band_is_about_100_hz_wide_below_500_hz_and_160_at_1_khz() -> None:
    assert critical_band(frequency=100.0) == pytest.approx(100.0, rel=0.02)
    assert critical_band(frequency=1000.0) == pytest.approx(160.0, rel=0.05)


def test_128_mel_bands_lie_31_6_hz_apart_at_the_low_end() -> None:
    assert mel_spacing(frequency=200.0) == pytest.approx(31.6, abs=0.1)
