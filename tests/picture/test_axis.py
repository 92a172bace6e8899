"""MelAxis: frequencies and heights are each other's inverse, and bands stand where their frequency does."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import MelConfig
from livemel.dsp.filterbank import band_centres
from livemel.dsp.scales import SCALES
from livemel.picture.axis import MelAxis

RATES = st.sampled_from([8000, 16000, 44100, 48000, 96000])


def mels():
    return st.builds(
        MelConfig,
        n_mels=st.integers(1, 300),
        fmin=st.floats(20.0, 500.0),
        fmax=st.sampled_from([0.0, 3000.0]),
        scale=st.sampled_from(sorted(SCALES)),
    )


@given(mel=mels(), sample_rate=RATES)
def test_a_band_s_centre_frequency_lies_in_the_middle_of_its_cell(mel, sample_rate):
    axis = MelAxis(mel, sample_rate)
    middles = (np.arange(mel.n_mels) + 0.5) / mel.n_mels

    np.testing.assert_allclose(axis.fraction_of(band_centres(mel, sample_rate)), middles, atol=1e-9)
    assert axis.band_at(middles).tolist() == list(range(mel.n_mels))


@given(mel=mels(), sample_rate=RATES, fraction=st.floats(0.0, 1.0))
def test_hz_at_undoes_fraction_of(mel, sample_rate, fraction):
    axis = MelAxis(mel, sample_rate)

    assert float(axis.fraction_of(axis.hz_at(fraction))) == pytest.approx(fraction, abs=1e-9)


@given(mel=mels(), sample_rate=RATES)
def test_the_visible_range_lies_within_the_filterbank(mel, sample_rate):
    axis = MelAxis(mel, sample_rate)

    assert mel.fmin < axis.fmin < axis.fmax < (mel.fmax or sample_rate / 2)


def test_a_height_outside_belongs_to_the_outermost_band():
    axis = MelAxis(MelConfig(n_mels=40), 48000)

    assert axis.band_at([-0.5, 0.0, 0.999, 1.0, 7.0]).tolist() == [0, 0, 39, 39, 39]
