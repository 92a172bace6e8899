"""A voice that says a, e, i, o, u: the harmonics of a gliding pitch under the resonances of a vocal tract."""

from __future__ import annotations

import numpy as np

from livemel.audio.made.chunks import Doubles

FORMANTS = np.array(
    [
        [730.0, 1090.0, 2440.0, 3400.0],  # a
        [440.0, 1950.0, 2550.0, 3500.0],  # e
        [270.0, 2290.0, 3010.0, 3700.0],  # i
        [450.0, 800.0, 2600.0, 3350.0],  # o
        [300.0, 700.0, 2240.0, 3300.0],  # u
    ]
)
"""Hz, a man's (after Peterson and Barney, JASA 24, 1952)."""
BANDWIDTHS = np.array([80.0, 100.0, 140.0, 220.0])
"""Hz at -3 dB."""
VOWEL_SECONDS = 1.2
GLIDE_SECONDS = 0.25
HARMONICS = 56
PITCH_HZ, GLIDE_HZ, GLIDES_PER_SECOND = 125.0, 25.0, 0.28
VIBRATO_HZ, VIBRATOS_PER_SECOND = 1.5, 5.2
RMS = 0.12
CONTROL_STEP = 128
"""Samples between two looks at the vocal tract; it moves slowly."""


def vowels(seconds: Doubles, sample_rate: int) -> Doubles:
    """The voice at `seconds` since it began, shape (n,)."""
    knots = np.append(seconds[::CONTROL_STEP], seconds[-1])
    gains = _gains(knots, sample_rate)
    turn = np.exp(2j * np.pi * _turns(seconds))
    harmonic = np.ones_like(turn)
    voice = np.zeros(len(seconds))
    for gain in gains:
        harmonic *= turn
        voice += np.interp(seconds, knots, gain) * harmonic.imag
    return voice


def _turns(seconds: Doubles) -> Doubles:
    """Cycles of the pitch: the integral of `_pitch`."""
    turns = PITCH_HZ * seconds
    for depth, rate in ((GLIDE_HZ, GLIDES_PER_SECOND), (VIBRATO_HZ, VIBRATOS_PER_SECOND)):
        turns = turns + depth * (1.0 - np.cos(2 * np.pi * rate * seconds)) / (2 * np.pi * rate)
    return turns


def _pitch(seconds: Doubles) -> Doubles:
    glide = GLIDE_HZ * np.sin(2 * np.pi * GLIDES_PER_SECOND * seconds)
    pitch: Doubles = PITCH_HZ + glide + VIBRATO_HZ * np.sin(2 * np.pi * VIBRATOS_PER_SECOND * seconds)
    return pitch


def _gains(seconds: Doubles, sample_rate: int) -> Doubles:
    """Amplitude of every harmonic, shape (HARMONICS, n): the glottis falls with 1/f, the vocal tract rings."""
    frequencies = np.arange(1, HARMONICS + 1)[:, None] * _pitch(seconds)
    gains = _tract(frequencies, seconds) / frequencies
    gains *= np.clip((0.45 * sample_rate - frequencies) / 200.0, 0.0, 1.0)  # none above half of the sample rate
    gains *= RMS * np.sqrt(2.0 / np.sum(gains**2, axis=0))
    return gains * _syllables(seconds)


def _tract(frequencies: Doubles, seconds: Doubles) -> Doubles:
    """Resonances of the vocal tract, which glides from vowel to vowel; shape as `frequencies`."""
    gain = np.ones_like(frequencies)
    for formant, width in zip(_formants(seconds), BANDWIDTHS, strict=True):
        gain *= formant**2 / np.hypot(formant**2 - frequencies**2, width * frequencies)
    return gain


def _formants(seconds: Doubles) -> list[Doubles]:
    ends = np.arange(1, len(FORMANTS)) * VOWEL_SECONDS
    times = np.stack([ends - GLIDE_SECONDS / 2, ends + GLIDE_SECONDS / 2], axis=1).ravel()
    steady = np.repeat(FORMANTS, 2, axis=0)[1:-1]
    return [np.interp(seconds, times, formant) for formant in steady.T]


def _syllables(seconds: Doubles) -> Doubles:
    """Loud in the middle of every vowel, soft between two."""
    loudness: Doubles = 0.55 - 0.45 * np.cos(2 * np.pi * seconds / VOWEL_SECONDS)
    return loudness
