"""Windows are SciPy's, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import get_window

from livemel.config.sections import StftConfig
from livemel.config.setting import settings_of
from livemel.dsp.windows import centred_in, periodic_window

NAMES = settings_of(StftConfig)["window"].choices
LENGTHS = [*range(1, 130), 255, 256, 399, 400, 401, 512, 601, 1023, 1024, 1025, 1200, 2047, 2048, 4096, 4097, 65536]


@pytest.mark.parametrize("name", NAMES)
def test_a_window_is_scipys_bit_for_bit(name):
    different = [n for n in LENGTHS if not np.array_equal(periodic_window(name, n), get_window(name, n, fftbins=True))]

    assert different == []


@pytest.mark.parametrize(("length", "n_fft", "left"), [(4, 8, 2), (3, 8, 2), (4, 7, 1), (3, 7, 2), (8, 8, 0)])
def test_a_short_window_stands_in_the_middle(length, n_fft, left):
    window = centred_in(np.ones(length), n_fft)

    assert len(window) == n_fft
    assert np.flatnonzero(window).tolist() == list(range(left, left + length))
