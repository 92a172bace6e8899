"""How many samples a frame takes is what its count of frames says."""

from __future__ import annotations

from dsp_strategies import stft_configs
from hypothesis import given

from livemel.dsp.geometry import num_frames, samples_of_one_frame


@given(stft=stft_configs())
def test_the_fewest_samples_that_give_a_frame_are_those_of_which_one_less_gives_none(stft):
    fewest = samples_of_one_frame(stft)

    assert num_frames(fewest, stft) > 0
    assert not any(num_frames(samples, stft) for samples in range(fewest))
