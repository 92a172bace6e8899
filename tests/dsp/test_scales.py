"""Scales are what their papers and librosa say, and can be gone back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel import hz_to_mel, mel_to_hz
from livemel.config import MelConfig
from livemel.dsp.filterbank import band_centres, band_edges
from livemel.dsp.scales import SCALES

# librosa.hz_to_mel(HZ) and librosa.hz_to_mel(HZ, htk=True) of librosa 0.11.0
HZ = [0.0, 60.0, 440.0, 999.0, 1000.0, 1001.0, 4000.0, 11025.0, 24000.0]
LIBROSA = {
    "slaney": [
        0.0,
        0.8999999999999999,
        6.6,
        14.985,
        14.999999999999998,
        15.014537810811255,
        35.163760314616646,
        49.91059448015905,
        61.225042458023374,
    ],
    "htk": [
        0.0,
        92.681858131657,
        549.6386753811499,
        999.3224043281768,
        999.9855371396244,
        1000.64827998762,
        2146.06452750619,
        3176.318435512582,
        4016.019179871836,
    ],
}


@pytest.mark.parametrize("name", SCALES)
@given(hz=st.floats(0, 400_000))
def test_there_and_back_again_is_the_same_frequency(name, hz):
    assert mel_to_hz(hz_to_mel(hz, name), name) == pytest.approx(hz, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("name", SCALES)
def test_scales_rise(name):
    assert (np.diff(hz_to_mel(np.linspace(0, 48000, 10_001), name)) > 0).all()


@pytest.mark.parametrize("name", LIBROSA)
def test_heights_are_librosas(name):
    assert hz_to_mel(HZ, name) == pytest.approx(LIBROSA[name], rel=1e-14)


def test_the_papers_fixed_points_hold():
    assert hz_to_mel(1000.0, "slaney") == pytest.approx(15.0)
    assert hz_to_mel(1000.0, "htk") == pytest.approx(1000.0, abs=0.02)


@pytest.mark.parametrize("name", SCALES)
def test_band_edges_are_evenly_high_from_fmin_to_fmax(name):
    mel = MelConfig(n_mels=40, fmin=50.0, fmax=7000.0, scale=name)
    edges = band_edges(mel, 16000)

    assert edges[[0, -1]] == pytest.approx([50.0, 7000.0])
    assert np.diff(hz_to_mel(edges, name)) == pytest.approx(np.full(41, np.ptp(hz_to_mel(edges, name)) / 41))
    assert np.array_equal(band_centres(mel, 16000), edges[1:-1])


def test_without_fmax_the_bands_end_at_half_of_the_sample_rate():
    assert band_edges(MelConfig(), 44100)[-1] == pytest.approx(22050)
