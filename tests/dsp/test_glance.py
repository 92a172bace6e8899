"""A glance gives every n-th frame as it is among those of the whole."""

import numpy as np
import pytest

from livemel.config import load_config
from livemel.dsp.glance import can_glance, scattered_frames
from livemel.dsp.stream import MelStream

RATE = 48000
SOUND = np.random.default_rng(6).uniform(-0.5, 0.5, 2 * RATE).astype(np.float32)


@pytest.mark.parametrize("every", [2, 7, 30])
@pytest.mark.parametrize("preset", ["default", "librosa", "htk", "speech", "music"])
def test_every_nth_frame_is_that_of_the_whole_bit_for_bit(preset, every):
    config = load_config(preset, overrides=["stft.sample_rate=0", "mel.fmax=0"])
    stream = MelStream(config, RATE)
    whole = stream.twin().whole(SOUND)
    begin, end = 20_000, 80_000
    seen = 0
    for centre, levels in scattered_frames(stream, lambda a, b: SOUND[a:b], (0, len(SOUND)), begin, end, every):
        number = round((centre - stream.centre_of_first_frame) / stream.hop)
        expected = whole[number : number + every * len(levels) : every]
        assert levels.tobytes() == expected.tobytes()
        assert begin <= centre < end
        seen += len(levels)
    assert abs(seen - (end - begin) / stream.hop / every) < 2


def test_there_is_no_glance_where_a_frame_remembers():
    assert can_glance(MelStream(load_config("default"), RATE))
    assert not can_glance(MelStream(load_config("whisper-80"), RATE))
    assert not can_glance(MelStream(load_config("default", overrides=["level.compression=pcen"]), RATE))
