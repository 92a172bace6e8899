"""Kernels differ in speed, not by one bit in what they give, whatever stands beside a frame."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from dsp_strategies import SAMPLE_RATE, configs, signals, stream_of
from hypothesis import given, settings
from hypothesis import strategies as st

from livemel import MelStream, load_config, melspectrogram
from livemel.config.loading import preset_names
from livemel.dsp.filterbank import mel_filterbank
from livemel.dsp.kernels import scipy_kernel, transform
from livemel.dsp.kernels.triangles import Triangles

KERNELS = ["numpy", "scipy", "numba"]


def whole(stream, samples):
    return np.concatenate([stream.push(samples), stream.flush()])


@settings(max_examples=150, deadline=None)
@given(config=configs(), samples=signals())
def test_all_kernels_give_the_same_bits(config, samples):
    by_numpy, by_scipy, by_numba = (whole(stream_of(config, kernel), samples) for kernel in KERNELS)

    assert by_scipy.tobytes() == by_numpy.tobytes()
    assert by_numba.tobytes() == by_numpy.tobytes()


@settings(max_examples=60, deadline=None)
@given(config=configs(), samples=signals())
def test_both_float32_kernels_give_the_same_bits(config, samples):
    config = replace(config, stft=replace(config.stft, precision="fast"))

    assert whole(stream_of(config, "numba"), samples).tobytes() == whole(stream_of(config, "scipy"), samples).tobytes()


@pytest.mark.parametrize("preset", preset_names())
def test_for_every_preset_too(preset):
    samples = np.random.default_rng(3).uniform(-1, 1, 48_000).astype(np.float32)
    results = [melspectrogram(samples, load_config(preset), 48_000, kernel=kernel) for kernel in KERNELS]

    assert len({result.tobytes() for result in results}) == 1


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("floor_mode", ["max", "add"])
def test_a_sample_that_is_no_number_is_seen_in_every_frame_it_touches_and_in_no_other(name, floor_mode):
    samples = np.random.default_rng(5).uniform(-1, 1, 8192)
    config = load_config("librosa", overrides=[f"level.floor_mode={floor_mode}", "stft.center=false"])
    clean = melspectrogram(samples, config, 22050, kernel=name)
    samples[3000] = np.nan
    touched = (np.arange(len(clean)) * 512 <= 3000) & (np.arange(len(clean)) * 512 + 2048 > 3000)
    frames = melspectrogram(samples, config, 22050, kernel=name)

    assert np.isnan(frames[touched]).all()
    assert np.array_equal(frames[~touched], clean[~touched])


@pytest.mark.parametrize("name", KERNELS)
@pytest.mark.parametrize("n_fft", [255, 400, 512, 2048])
def test_a_frames_float64_bits_do_not_depend_on_the_frames_beside_it(name, n_fft):
    """Rounding to float32 would hide it nearly always, which is worse than always."""
    config = load_config("librosa", overrides=[f"stft.n_fft={n_fft}", "stft.hop_length=1", "stft.remove_dc=true"])
    stream = MelStream(config, 22050, kernel=name)
    stream._analysis._framer.buffer[:] = np.random.default_rng(n_fft).standard_normal(
        stream._analysis._framer.buffer.shape
    )
    most = stream._analysis._framer.frames_per_group
    alone = np.concatenate([stream._analysis.kernel(0, begin, 1).copy() for begin in range(most)])

    for count in range(1, most + 1):
        assert np.array_equal(stream._analysis.kernel(0, 0, count), alone[:count])


@pytest.mark.parametrize("name", ["scipy", "numba"])
def test_observed_powers_change_nothing_in_float32_either(name):
    samples = np.random.default_rng(1).uniform(-1, 1, 9000)
    config = load_config("librosa", overrides=["stft.precision=fast"])
    stream = MelStream(config, 22050, kernel=name, observe=lambda channel, powers: None)

    assert whole(stream, samples).tobytes() == melspectrogram(samples, config, 22050, kernel=name).tobytes()


@pytest.mark.parametrize("name", KERNELS)
def test_observed_powers_are_the_spectrum_and_change_nothing(name):
    samples = np.random.default_rng(1).uniform(-1, 1, (9000, 2))
    seen = [[], []]
    config = load_config("librosa", overrides=["stft.center=false", "mel.power=1", "stft.magnitude_offset=1e-3"])
    stream = MelStream(config, 22050, kernel=name, observe=lambda channel, powers: seen[channel].append(powers.copy()))
    frames = whole(stream, samples)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(2048) / 2048)
    first = np.abs(np.fft.rfft(samples[:2048, 1] * window)) ** 2

    assert frames.tobytes() == melspectrogram(samples, config, 22050, kernel=name).tobytes()
    assert np.concatenate(seen[1]).shape == (len(frames), 1025)
    assert np.concatenate(seen[1])[0] == pytest.approx(first, rel=1e-12, abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(config=configs(), n_fft=st.integers(2, 600))
def test_triangles_are_the_filterbank(config, n_fft):
    mel = replace(config.mel, norm="none")
    weights = mel_filterbank(mel, SAMPLE_RATE, np.ones(n_fft))
    triangles = Triangles.of(weights, np.float64)
    bins = np.arange(weights.shape[1])
    rebuilt = np.zeros((mel.n_mels + 1, len(bins)))
    rebuilt[triangles.rising_band - 1, bins] += triangles.falling
    rebuilt[triangles.rising_band, bins] += triangles.rising

    assert np.array_equal(rebuilt[:-1], weights)
    assert (np.diff(triangles.rising_band) >= 0).all()


def test_bands_that_overlap_otherwise_are_refused():
    with pytest.raises(ValueError, match="at most two bands, which follow each other"):
        Triangles.of(np.ones((3, 5), np.float32), np.float64)


def test_a_sparse_product_that_rounds_otherwise_is_not_used(monkeypatch):
    real = scipy_kernel.product
    monkeypatch.setattr(scipy_kernel, "product", lambda matrix, values: np.nextafter(real(matrix, values), 9e9))
    samples = np.random.default_rng(1).uniform(-1, 1, 30_000)
    config = load_config("default")

    assert np.array_equal(
        melspectrogram(samples, config, kernel="scipy"), melspectrogram(samples, config, kernel="numpy")
    )


@pytest.mark.parametrize("n_fft", [2, 3, 255, 400, 512, 2048])
def test_the_direct_transform_is_numpys(n_fft):
    row = np.random.default_rng(n_fft).standard_normal(n_fft)
    out = np.empty(1 + n_fft // 2, complex)
    transform.rfft_into(n_fft)(row, out)

    assert np.array_equal(out, np.fft.rfft(row))


def test_a_private_transform_that_changed_is_not_used(monkeypatch):
    def broken(_n_fft):
        return lambda row, out: out.fill(0)

    def refusing(_n_fft):
        def refuse(_row, _out):
            raise TypeError

        return refuse

    monkeypatch.setattr(transform, "_scipys", broken)
    monkeypatch.setattr(transform, "_numpys", refusing)

    assert transform.rfft_into(512) is transform._public
    monkeypatch.setattr(transform, "_numpys", lambda _n_fft: None)
    assert transform.rfft_into(512) is transform._public


def test_without_numba_auto_is_scipy_and_numba_says_how_to_get_it(monkeypatch):
    import sys

    from livemel.dsp.kernels import choice

    monkeypatch.setattr(choice, "find_spec", lambda _name: None)
    monkeypatch.setitem(sys.modules, "livemel.dsp.kernels.numba_kernel", None)

    assert MelStream().kernel == "scipy"
    with pytest.raises(ValueError, match=r"install it: pip install 'livemel\[fast\]'"):
        MelStream(kernel="numba")


def test_auto_is_numba_where_it_is_installed():
    assert MelStream().kernel == "numba"
    assert MelStream(load_config(overrides=["stft.precision=fast"])).kernel == "numba"
