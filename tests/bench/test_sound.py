"""The sound that is measured over."""

import numpy as np
import pytest

from livemel.bench.sound import NOISE_RMS, VOICE_SECONDS, speech_like


@pytest.mark.parametrize("sample_rate", [16000, 48000])
def test_it_is_the_same_every_time_and_does_not_clip(sample_rate):
    samples = speech_like(7.0, sample_rate)

    np.testing.assert_array_equal(samples, speech_like(7.0, sample_rate))
    assert (samples.dtype, samples.shape) == (np.float32, (7 * sample_rate,))
    assert 0.1 < np.abs(samples).max() < 1.0


def test_the_voice_repeats_and_the_noise_does_not():
    begin, again = np.split(speech_like(2 * VOICE_SECONDS, 16000), 2)

    assert np.std(begin - again) == pytest.approx(np.sqrt(2) * NOISE_RMS, rel=0.02)
