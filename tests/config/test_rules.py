"""What several settings together must keep."""

from dataclasses import replace

import pytest

from livemel.config import Config, check_sample_rate, load_config
from livemel.errors import ConfigError


@pytest.mark.parametrize(
    ("overrides", "told"),
    [
        (["stft.hop_length=2049"], "stft.hop_length must be 1..2048 (stft.n_fft), got 2049"),
        (["stft.win_length=2049"], "stft.win_length must be 0..2048 (stft.n_fft), got 2049"),
        (["mel.fmin=100", "mel.fmax=100"], "mel.fmin must be less than mel.fmax = 100 Hz, got 100"),
        (["display.db_min=-20", "display.db_max=-20"], "display.db_min must be less than display.db_max = -20"),
        (
            ["stft.frame_length=win_length", "stft.win_length=300"],
            "stft.hop_length must be 1..300 (stft.win_length), got 384",
        ),
        (["stft.padding=10"], "stft.padding must be 0 while stft.center is true, got 10"),
        (["stft.snip_edges=false"], "stft.snip_edges must be true while stft.center is true, got false"),
        (
            ["stft.center=false", "stft.snip_edges=false", "stft.padding=1"],
            "stft.padding must be 0 while stft.snip_edges is false, got 1",
        ),
        (["mel.scale=log"], "mel.fmin must be above 0 Hz while mel.scale is log, got 0"),
        (["level.finalize=whisper"], "level.compression must be log10 while level.finalize is whisper, got db"),
        (
            ["mel.n_mels=4096", "stft.n_fft=1048576"],
            "mel.n_mels must be at most 16 while stft.n_fft is 1048576 (so many weights must fit into the memory: "
            "16777216 // stft.n_fft), got 4096; use a smaller one of the two",
        ),
        (["pcen.bias=1e-10"], "pcen.bias must be 0 or at least 1e-09, got 1e-10"),
        (
            ["level.finalize=none", "level.top_db=40"],
            "level.finalize must be top_db while level.top_db is 40, got none",
        ),
        (
            ["level.finalize=none", "level.reference=max"],
            "level.finalize must be top_db while level.reference is max, got none",
        ),
        (["stft.window=han"], "stft.window must be one of barthann, bartlett,"),
        (["stft.window=kaiser"], "stft.window must be 'kaiser' with 1 number after commas, such as 'kaiser,0.5'"),
        (["stft.window=hann,3"], "stft.window must be 'hann' alone, got 'hann,3'"),
        (["stft.window=tukey,wide"], "stft.window must be 'tukey' with 0..1 number after commas, such as 'tukey,0.5'"),
    ],
)
def test_what_is_impossible_whatever_the_source_is_refused(overrides, told):
    with pytest.raises(ConfigError) as caught:
        load_config(overrides=overrides)

    assert len(caught.value.problems) == 1
    assert told in caught.value.problems[0]


@pytest.mark.parametrize(
    ("section", "change", "told"),
    [
        ("mel", {"fmax": 8001.0}, "mel.fmax must be at most 8000 Hz (half of sample_rate), got 8001"),
        ("mel", {"fmin": 8000.0}, "mel.fmin must be less than 8000 Hz (half of sample_rate), got 8000"),
    ],
)
def test_what_a_sample_rate_makes_impossible_is_refused(section, change, told):
    config = replace(Config(), **{section: replace(getattr(Config(), section), **change)})

    with pytest.raises(ConfigError) as caught:
        check_sample_rate(config, 16000)
    assert caught.value.problems == (told,)


def test_a_rate_of_the_analysis_of_its_own_has_its_own_limits():
    check_sample_rate(load_config(overrides=["stft.sample_rate=48000", "mel.fmax=20000"]), 16000)

    with pytest.raises(ConfigError, match=r"at most 4000 Hz \(half of stft.sample_rate\), got 6000"):
        check_sample_rate(load_config(overrides=["stft.sample_rate=8000", "mel.fmax=6000"]), 48000)


@pytest.mark.parametrize(("n_mels", "n_fft"), [(4096, 4096), (16, 1 << 20), (128, 1 << 17)])
def test_a_bank_that_fits_into_the_memory_is_allowed(n_mels, n_fft):
    assert load_config(overrides=[f"mel.n_mels={n_mels}", f"stft.n_fft={n_fft}"]).mel.n_mels == n_mels


def test_the_same_is_possible_at_a_rate_that_allows_it():
    check_sample_rate(load_config(overrides=["mel.fmax=8000", "mel.fmin=7999", "stft.sample_rate=16000"]), 16000)


def test_everything_that_a_sample_rate_makes_impossible_is_told_at_once():
    config = load_config(overrides=["mel.fmax=30000", "mel.fmin=25000"])

    with pytest.raises(ConfigError) as caught:
        check_sample_rate(config, 48000)
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("overrides", "rate"),
    [
        ([], 48000),
        (["source.sample_rate=44100"], 44100),
        (["source.sample_rate=44100", "stft.sample_rate=16000"], 16000),
    ],
)
def test_the_rate_of_the_analysis_is_the_one_that_is_said_nearest_to_it(overrides, rate):
    assert load_config(overrides=overrides).sample_rate == rate
