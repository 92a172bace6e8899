"""The head of a W64 file: byte by byte that of libsndfile."""

import numpy as np
import pytest
import soundfile

from livemel.recording.w64 import HEAD_BYTES, head, sample_rate_of


@pytest.mark.parametrize("rate", [1, 8000, 44100, 48000, 192000])
@pytest.mark.parametrize("samples", [0, 1, 10, 1001])
def test_the_head_is_the_one_that_libsndfile_writes(tmp_path, rate, samples):
    soundfile.write(tmp_path / "x.w64", np.zeros(samples, np.int32), rate, "PCM_24")

    assert (tmp_path / "x.w64").read_bytes()[:HEAD_BYTES] == head(rate, 3 * samples)


def test_a_head_names_its_rate():
    assert sample_rate_of(head(44100, 3 << 40)) == 44100


@pytest.mark.parametrize(
    "other", [b"", b"RIFF", head(8000, 3)[:-1], head(8000, 3).replace(b"wave", b"WAVE"), bytes(104)]
)
def test_what_is_no_head_of_ours_names_none(other):
    assert sample_rate_of(other) == 0
