"""Scales are what their papers and librosa say, and can be gone back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel import hz_to_mel, mel_to_hz
from livemel.config import MelConfig
from livemel.config.setting import settings_of
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

# E. Zwicker, Subdivision of the audible frequency range into critical bands, JASA 33, 1961: edges 2 to 20 in Hz
ZWICKER_HZ = [200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400]


def test_the_scales_are_those_that_can_be_configured():
    assert tuple(SCALES) == settings_of(MelConfig)["scale"].choices


@pytest.mark.parametrize("name", SCALES)
@given(hz=st.floats(0, 400_000))
def test_there_and_back_again_is_the_same_frequency(name, hz):
    assert mel_to_hz(hz_to_mel(hz, name), name) == pytest.approx(hz, rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("name", SCALES)
def test_scales_rise(name):
    assert (np.diff(hz_to_mel(np.linspace(0, 48000, 10_001), name)) > 0).all()


@pytest.mark.parametrize("name", SCALES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3)])
def test_arrays_keep_their_shape(name, shape):
    heights = hz_to_mel(np.full(shape, 440, np.int16), name)

    assert heights.shape == mel_to_hz(heights, name).shape == shape
    assert heights.dtype == mel_to_hz(heights, name).dtype == np.float64


@pytest.mark.parametrize("name", SCALES)
def test_what_is_given_is_not_changed_and_not_shared(name):
    given_hz = np.array([100.0, 1000.0])
    hz_to_mel(given_hz, name)[:] = 0
    mel_to_hz(given_hz, name)[:] = 0

    assert given_hz.tolist() == [100.0, 1000.0]


@pytest.mark.parametrize("name", LIBROSA)
def test_heights_are_librosas(name):
    assert hz_to_mel(HZ, name) == pytest.approx(LIBROSA[name], rel=1e-14)


def test_the_papers_fixed_points_hold():
    assert hz_to_mel(1000.0, "slaney") == pytest.approx(15.0)
    assert hz_to_mel(1000.0, "htk") == pytest.approx(1000.0, abs=0.02)
    assert hz_to_mel(1000.0, "erb") == pytest.approx(15.62, abs=0.005)
    assert hz_to_mel(1000.0, "linear") == 1000.0


def test_bark_is_within_five_hundredths_of_the_critical_bands():
    assert hz_to_mel(ZWICKER_HZ, "bark") == pytest.approx(np.arange(2, 21), abs=0.05)


@given(hz=st.floats(0, 20_000))
def test_a_step_on_the_erb_scale_is_one_auditory_filter_wide(hz):
    bandwidth = 24.7 * (4.37 * hz / 1000 + 1)
    height = hz_to_mel(hz, "erb")

    assert mel_to_hz(height + 1e-3, "erb") - hz == pytest.approx(1e-3 * bandwidth, rel=5e-3)


@given(hz=st.floats(1e-3, 100_000))
def test_an_octave_is_one_step_on_the_log_scale(hz):
    assert hz_to_mel(2 * hz, "log") - hz_to_mel(hz, "log") == pytest.approx(1)


def test_0_hz_has_no_height_on_the_log_scale_and_nobody_is_warned():
    assert hz_to_mel([0, 1], "log").tolist() == [-np.inf, 0]
    assert mel_to_hz(-np.inf, "log") == 0


def test_no_frequency_reaches_the_end_of_the_bark_scale():
    assert mel_to_hz([26.28, 30.0], "bark").tolist() == [np.inf, np.inf]


@pytest.mark.parametrize("convert", [hz_to_mel, mel_to_hz])
def test_an_unknown_scale_is_refused(convert):
    allowed = "slaney, htk, bark, erb, log, linear"
    with pytest.raises(ValueError, match=rf"^scale must be one of {allowed}, got 'barks', did you mean 'bark'\?$"):
        convert(440, "barks")


@pytest.mark.parametrize("name", SCALES)
def test_a_negative_frequency_is_refused(name):
    with pytest.raises(ValueError, match=r"^frequencies must be at least 0 Hz, got -3$"):
        hz_to_mel([440, -3], name)


@pytest.mark.parametrize("name", SCALES)
def test_band_edges_are_evenly_high_from_fmin_to_fmax(name):
    mel = MelConfig(n_mels=40, fmin=50.0, fmax=7000.0, scale=name)
    edges = band_edges(mel, 16000)

    assert edges[[0, -1]] == pytest.approx([50.0, 7000.0])
    assert np.diff(hz_to_mel(edges, name)) == pytest.approx(np.full(41, np.ptp(hz_to_mel(edges, name)) / 41))
    assert np.array_equal(band_centres(mel, 16000), edges[1:-1])


def test_without_fmax_the_bands_end_at_half_of_the_sample_rate():
    assert band_edges(MelConfig(), 44100)[-1] == pytest.approx(22050)
