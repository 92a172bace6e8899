"""The strongest line of the newest sound, at whatever rate."""

import numpy as np
import pytest

from livemel.runtime.feed import Sound
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.strongest import StrongestLine


def heard(sample_rate, hz):
    store = SoundStore(5.0, sample_rate)
    times = np.arange(4 * sample_rate) / sample_rate
    store.consume(Sound(0, np.sin(2 * np.pi * hz * times).astype(np.float32)))
    return StrongestLine(sample_rate).newest(store)


@pytest.mark.parametrize("sample_rate", [500, 8000, 48_000, 384_000])
def test_the_strongest_line_is_found(sample_rate):
    line = heard(sample_rate, 100.0)

    assert line is not None
    assert line[0] == pytest.approx(100.0, abs=1.0)


@pytest.mark.parametrize("sample_rate", [1, 8, 60])
def test_at_a_rate_too_low_for_any_line_there_is_none(sample_rate):
    assert heard(sample_rate, sample_rate / 8) is None
