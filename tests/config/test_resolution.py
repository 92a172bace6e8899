"""Resolution asked in Hz and ms, and given back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import Config, StftConfig, load_config
from livemel.config.resolution import LOBES, asked, lobe_width, resolution_of, window_ms_for
from livemel.dsp.windows import analysis_window


def test_the_default_is_told_in_hertz_and_milliseconds():
    resolution = resolution_of(Config(), 48000)

    assert (resolution.n_fft, resolution.bin_hz, resolution.hop_ms) == (2048, 23.4375, 8.0)
    assert resolution.window_ms == pytest.approx(42.667, abs=1e-3)
    assert resolution.separates_hz == 46.875


def test_the_rate_of_the_analysis_counts():
    assert resolution_of(load_config("whisper-80"), 48000) == resolution_of(load_config("whisper-80"), 44100)
    assert resolution_of(load_config("whisper-80"), 48000).window_ms == 25.0


@pytest.mark.parametrize(
    ("window_ms", "bin_hz", "lengths"),
    [
        (25.0, 0.0, (2048, 1200, 480)),
        (25.0, 10.0, (8192, 1200, 480)),
        (1024 / 48, 0.0, (1024, 0, 480)),
        (1025 / 48, 0.0, (2048, 1025, 480)),
        (0.0, 0.0, (2, 0, 480)),
    ],
)
def test_the_transform_is_the_power_of_two_that_holds_the_window(window_ms, bin_hz, lengths):
    stft = asked(StftConfig(), 48000, window_ms, 10.0, bin_hz)

    assert (stft.n_fft, stft.win_length, stft.hop_length) == lengths


@given(
    rate=st.integers(1000, 768000),
    window_ms=st.floats(1, 1000),
    hop_ms=st.floats(1, 1000),
    bin_hz=st.floats(1, 100) | st.just(0.0),
)
def test_what_is_asked_is_what_one_gets(rate, window_ms, hop_ms, bin_hz):
    stft = asked(StftConfig(), rate, window_ms, hop_ms, bin_hz)
    got = resolution_of(Config(stft=stft), rate)
    half_a_sample_ms = 500.001 / rate

    assert got.window_ms == pytest.approx(max(window_ms, 2000 / rate), abs=half_a_sample_ms)
    assert got.hop_ms == pytest.approx(hop_ms, abs=half_a_sample_ms)
    assert not bin_hz or got.bin_hz <= bin_hz
    assert got.n_fft >= (stft.win_length or got.n_fft)


@pytest.mark.parametrize("window", ["hann", "blackman", "boxcar", "kaiser,14"])
def test_the_length_for_two_tones_tells_them_apart(window):
    stft = asked(StftConfig(window=window), 48000, window_ms_for(20.0, window), 10.0)

    assert resolution_of(Config(stft=stft), 48000).separates_hz == pytest.approx(20.0, rel=1e-3)


@pytest.mark.parametrize("window", [*LOBES, "kaiser,8"])
def test_the_main_lobe_ends_where_the_table_says(window):
    """The first minimum of the window's own transform, 64 points to a bin."""
    length = 512
    taper = analysis_window(StftConfig(window=window, n_fft=length))
    magnitude = np.abs(np.fft.rfft(taper, 64 * length))
    fallen = int(np.argmax(magnitude < magnitude[0] / 10))  # flattop's first rises a little
    first_zero = (fallen + int(np.argmax(np.diff(magnitude[fallen:]) > 0))) / 64

    assert first_zero == pytest.approx(lobe_width(window) / 2, abs=0.05)


def test_a_window_without_an_entry_is_taken_for_a_hann():
    assert lobe_width("tukey,0.5") == lobe_width("no such window") == 4.0
