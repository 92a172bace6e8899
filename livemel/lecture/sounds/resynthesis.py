"""Back to sound from what a picture keeps: magnitudes without phase, or mel bands alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from livemel.config import MelConfig
from livemel.dsp.filterbank import mel_filterbank
from livemel.dsp.windows import cosine_window
from livemel.lecture.parameters import Range, Seed
from livemel.lecture.sound import Doubles, Sound, sound_of
from livemel.lecture.sounds.rates import decimate
from livemel.lecture.sounds.slow import slow

Spectra = NDArray[np.complex128]
Progress = Callable[[float], None]

RATE = 16000
"""Hz, at which it is done: that of speech models."""
N_FFT, HOP = 1024, 256
MOMENTUM = 0.99
UNMIXING_ROUNDS = 60


@slow
def without_phase(
    sound: Sound, *, rounds: Annotated[int, Range(0, 200)] = 60, seed: Seed = 0, progress: Progress
) -> Sound:
    """Magnitudes kept, phases thrown away and guessed anew, at 16 kHz: 0 rounds leave them random.

    Griffin and Lim, IEEE Trans. ASSP 32, 236, 1984; with the momentum of Perraudin, Balazs and Sondergaard, WASPAA
    2013.
    """
    samples = decimate(sound, rate=RATE).samples.astype(np.float64)
    return sound_of(_held(_guessed(np.abs(stft(samples)), len(samples), rounds, seed, progress)), RATE)


@slow
def mel_and_back(
    sound: Sound,
    *,
    bands: Annotated[int, Range(4, 256, "bands")],
    rounds: Annotated[int, Range(0, 200)] = 60,
    seed: Seed = 0,
    progress: Progress,
) -> Sound:
    """Only Slaney mel bands are kept, at 16 kHz, as a model gets them; bins and phases are guessed from them.

    Bins by multiplicative updates, which keep them positive (Lee and Seung, NIPS 2000); phases as `without_phase`.
    """
    samples = decimate(sound, rate=RATE).samples.astype(np.float64)
    weights = mel_filterbank(MelConfig(n_mels=bands, norm="slaney"), RATE, N_FFT).astype(np.float64)
    powers = unmixed(np.abs(stft(samples)) ** 2 @ weights.T, weights)
    return sound_of(_held(_guessed(np.sqrt(powers), len(samples), rounds, seed, progress)), RATE)


def unmixed(bands: Doubles, weights: Doubles) -> Doubles:
    """Powers of bins, shape (frames, bins), that give these bands, shape (frames, n_mels), as nearly as may be."""
    share = weights.sum(axis=0)
    powers = bands @ (weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)) * (share > 0)
    target = bands @ weights
    for _ in range(UNMIXING_ROUNDS):
        powers *= target / np.maximum(powers @ weights.T @ weights, 1e-20)
    return np.asarray(powers, np.float64)


def stft(samples: Doubles) -> Spectra:
    """Complex bins, shape (frames, 1 + N_FFT // 2), frames centred, with a periodic Hann window."""
    padded = np.pad(samples, N_FFT // 2 + N_FFT)
    frames = np.lib.stride_tricks.sliding_window_view(padded, N_FFT)[::HOP]
    spectra: Spectra = np.fft.rfft(frames * cosine_window("hann", N_FFT, symmetric=False))
    return spectra


def istft(spectra: Spectra, count: int) -> Doubles:
    """The samples, shape (count,), whose frames are the nearest to these."""
    window = cosine_window("hann", N_FFT, symmetric=False)
    frames = np.fft.irfft(spectra, N_FFT) * window
    parts = N_FFT // HOP
    samples = np.zeros((len(frames) + parts - 1, HOP))
    weights = np.zeros(((len(frames) + parts - 1), HOP))
    for part in range(parts):
        samples[part : part + len(frames)] += frames[:, part * HOP : (part + 1) * HOP]
        weights[part : part + len(frames)] += (window**2)[part * HOP : (part + 1) * HOP]
    start = N_FFT // 2 + N_FFT
    return (samples / np.maximum(weights, 1e-9)).ravel()[start : start + count]


def _guessed(magnitudes: Doubles, count: int, rounds: int, seed: int, progress: Progress) -> Doubles:
    turns = np.random.default_rng(seed).uniform(0, 2 * np.pi, magnitudes.shape)
    spectra: Spectra = magnitudes * np.exp(1j * turns)
    before = np.zeros_like(spectra)
    for number in range(rounds):
        progress(number / rounds)
        consistent = stft(istft(spectra, count))
        ahead = consistent + MOMENTUM * (consistent - before)
        spectra = magnitudes * np.exp(1j * np.angle(ahead))
        before = consistent
    return istft(spectra, count)


def _held(samples: Doubles) -> Doubles:
    highest = float(np.abs(samples).max())
    return samples / highest if highest > 1.0 else samples
