import numpy as np
import pytest

from livemel.lecture.measures.formulas import alias_hz, bits_snr, ratio_db
from livemel.lecture.measures.levels import level, snr
from livemel.lecture.measures.spectra import level_at, magnitude_error, strongest_hz
from livemel.lecture.sounds.bits import quantize
from livemel.lecture.sounds.rates import decimate
from livemel.lecture.sounds.resynthesis import istft, mel_and_back, stft
from livemel.lecture.sounds.tones import sine, tones
from livemel.lecture.sounds.voices import speech


@pytest.fixture(scope="module")
def full_scale():
    return sine(frequency=997.0, level=-0.01, seconds=2.0, ramps=False)


@pytest.mark.parametrize("bits", [16, 8])
def test_rounding_leaves_the_noise_of_the_formula(full_scale, bits):
    assert snr(sound=quantize(full_scale, bits=bits), reference=full_scale) == pytest.approx(
        bits_snr(bits=bits), abs=1.0
    )


@pytest.mark.parametrize("bits", [16, 8])
def test_triangular_dither_costs_4_8_db(full_scale, bits):
    quieter = sine(frequency=997.0, level=-1.0, seconds=2.0, ramps=False)  # dither needs a step of room
    lost = bits_snr(bits=bits, level=-1.0) - snr(sound=quantize(quieter, bits=bits, dither=True), reference=quieter)
    assert lost == pytest.approx(4.77, abs=0.1)


def test_without_a_filter_a_tone_lands_where_the_formula_says_and_with_it_nowhere():
    tone = sine(frequency=2100.0, seconds=1.5)
    folded, filtered = decimate(tone, rate=3100, filter=False), decimate(tone, rate=3100)
    assert alias_hz(frequency=2100, rate=3100) == 1000
    assert strongest_hz(sound=folded) == pytest.approx(1000, abs=0.5)
    assert level_at(sound=folded, frequency=1000) == pytest.approx(-20, abs=0.1)
    assert level(sound=filtered) < -60


@pytest.mark.parametrize("frequency", [300.0, 1000.0, 3900.0, 4100.0, 7000.0, 9000.0, 15000.0])
@pytest.mark.parametrize("rate", [3100, 8000, 11025])
def test_reading_less_often_is_exact_for_every_rate(frequency, rate):
    folded = decimate(sine(frequency=frequency, seconds=1.0), rate=rate, filter=False)
    assert strongest_hz(sound=folded) == pytest.approx(alias_hz(frequency=frequency, rate=rate), abs=1.0)


def test_doubling_is_6_02_db_of_amplitude_and_3_01_of_power():
    assert ratio_db(ratio=2) == pytest.approx(6.0206, abs=1e-4)
    assert ratio_db(ratio=2, of="power") == pytest.approx(3.0103, abs=1e-4)
    assert ratio_db(ratio=3) == pytest.approx(ratio_db(ratio=9, of="power"))


def test_the_inverse_transform_gives_the_samples_back():
    samples = np.random.default_rng(1).normal(size=16000)
    assert istft(stft(samples), 16000) == pytest.approx(samples, abs=1e-12)


def test_fewer_bands_are_further_from_the_sound():
    voice = speech(seconds=2.0)
    errors = [
        magnitude_error(sound=mel_and_back(voice, bands=bands, progress=lambda share: None), reference=voice)
        for bands in (128, 64, 40, 20, 10)
    ]
    assert errors == sorted(errors)
    assert errors[-1] > 5 * errors[0]


def test_tones_begin_and_end_softly_and_differ_in_level_as_asked():
    pair = tones(frequencies=[200.0, 220.0], level=-20, rove=3.0, seed=4).samples
    assert np.abs(pair[:48]).max() < 1e-3
    first, second = pair[:24000], pair[36000:]
    levels = [20 * np.log10(np.abs(each).max()) for each in (first, second)]
    assert all(-23.01 <= each <= -16.99 for each in levels)
    assert levels[0] != pytest.approx(levels[1], abs=0.05)
    assert not pair[24000:36000].any()
