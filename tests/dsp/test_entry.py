"""A stream that enters a signal in its middle gives the frames of the whole."""

import numpy as np
import pytest

from livemel.config import load_config
from livemel.dsp.entry import entry_for
from livemel.dsp.stream import MelStream

RATE = 48000
RNG = np.random.default_rng(5)
SOUND = RNG.uniform(-0.5, 0.5, 2 * RATE).astype(np.float32)
EXACT = ("default", "librosa", "htk", "tacotron", "speech", "music", "lecture")
WITH_MEMORY = ("whisper-80", "kaldi", "parakeet")


def entered(stream, centre):
    """The frames from `centre` on, and where the first of them lies."""
    entry = entry_for(stream, centre)
    twin = stream.twin()
    frames = np.concatenate([twin.push(SOUND[entry.first_sample :]), twin.flush()])[entry.skipped :]
    return frames, entry.first_sample + twin.centre_of_first_frame + entry.skipped * twin.hop


def whole_and_entered(preset, centre, *overrides):
    config = load_config(preset, overrides=["stft.sample_rate=0", "mel.fmax=0", *overrides])
    stream = MelStream(config, RATE)
    whole = stream.twin().whole(SOUND)
    frames, first_centre = entered(stream, centre)
    number = (first_centre - stream.centre_of_first_frame) / stream.hop
    assert number == pytest.approx(round(number), abs=1e-9)
    assert first_centre >= centre > first_centre - stream.hop or number == 0
    return whole[round(number) :], frames


@pytest.mark.parametrize("centre", [0, 1, 999.5, 48_000, 70_001])
@pytest.mark.parametrize("preset", EXACT)
def test_without_a_memory_the_frames_are_those_of_the_whole_bit_for_bit(preset, centre):
    whole, frames = whole_and_entered(preset, centre)

    assert frames.tobytes() == whole.tobytes()


@pytest.mark.parametrize("preset", WITH_MEMORY)
def test_resampled_frames_are_those_of_the_whole(preset):
    stream = MelStream(load_config(preset), RATE)
    whole = stream.twin().whole(SOUND)
    frames, first_centre = entered(stream, 60_000)
    number = round((first_centre - stream.centre_of_first_frame) / stream.hop)

    assert len(frames) == len(whole) - number
    np.testing.assert_allclose(frames, whole[number:], atol=1e-4)


def test_pcen_has_forgotten_what_was_before():
    whole, frames = whole_and_entered("default", 80_000, "level.compression=pcen", "pcen.time_constant=0.05")

    np.testing.assert_allclose(frames, whole, rtol=1e-5)


def test_a_twin_computes_the_same_and_hears_for_itself():
    stream = MelStream(load_config("speech"), RATE)
    stream.push(SOUND[:5000])

    twin = stream.twin()

    assert twin.filterbank is stream.filterbank
    assert twin.whole(SOUND).tobytes() == MelStream(load_config("speech"), RATE).whole(SOUND).tobytes()
    assert len(stream.push(SOUND[5000:9000])) > 0
