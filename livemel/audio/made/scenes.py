"""Scenes of the demonstration: a melody, a sweep, clicks and noises as functions of time."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from livemel.audio.made.chunks import Doubles

NOTE_SECONDS = 0.5
SEMITONES = np.array([0, 4, 7, 12, 11, 7, 9, 5, 2, 7, 4, 0])
"""Above the lowest note, one each."""
LOWEST_NOTE_HZ = 261.63
OVERTONES = 12
VIBRATO_PER_SECOND, VIBRATO_DEPTH = 5.5, 0.006
ATTACK_SECONDS, DECAY_SECONDS, RELEASE_SECONDS = 0.015, 0.6, 0.03

SWEEP_SECONDS = 5.0
SWEEP_FROM_HZ, SWEEP_TO_HZ = 50.0, 20000.0

CLICKS_PER_SECOND = 4.0
CLICK_SECONDS = 0.001

BURST_SECONDS, PAUSE_SECONDS = 0.75, 0.25
BANDS = [(20.0, 20000.0, 0.0), (20.0, 20000.0, -0.5), (200.0, 800.0, 0.0), (4000.0, 8000.0, 0.0)]
"""White, pink, low, high: Hz from and to, and the power of the frequency that the amplitude goes with."""
NOISE_RMS = 0.1
NOISE_SEED = 7


def melody(seconds: Doubles, sample_rate: int) -> Doubles:
    """Notes with overtones that decay, the higher the sooner, and a vibrato."""
    note = np.minimum((seconds / NOTE_SECONDS).astype(int), len(SEMITONES) - 1)
    since = seconds - note * NOTE_SECONDS
    frequency = LOWEST_NOTE_HZ * 2.0 ** (SEMITONES[note] / 12.0)
    wobble = VIBRATO_DEPTH * (1.0 - np.cos(2 * np.pi * VIBRATO_PER_SECOND * since)) / (2 * np.pi * VIBRATO_PER_SECOND)
    turns = frequency * (since + wobble)
    sound = np.zeros(len(seconds))
    for number in range(1, OVERTONES + 1):
        audible = number * frequency < 0.45 * sample_rate
        decay = np.exp(-since * (1.0 + 0.3 * number) / DECAY_SECONDS)
        sound += audible * decay * np.sin(2 * np.pi * number * turns) / number
    left = NOTE_SECONDS - since
    sound *= 0.3 * _between(since / ATTACK_SECONDS) * _between(left / RELEASE_SECONDS)
    return sound


def sweep(seconds: Doubles, sample_rate: int) -> Doubles:
    """A sine that rises through all of hearing, as many octaves in every second; -12 dBFS."""
    rise = np.log(min(SWEEP_TO_HZ, 0.45 * sample_rate) / SWEEP_FROM_HZ)
    turns = SWEEP_FROM_HZ * SWEEP_SECONDS / rise * np.expm1(rise * seconds / SWEEP_SECONDS)
    sound: Doubles = 0.25 * np.sin(2 * np.pi * turns)
    return sound


def clicks(seconds: Doubles, sample_rate: int) -> Doubles:
    """Pulses of a millisecond, -6 dBFS; the first after half of their distance."""
    since = (seconds + 0.5 / CLICKS_PER_SECOND) % (1.0 / CLICKS_PER_SECOND)
    return np.where(since < max(CLICK_SECONDS, 1.0 / sample_rate), 0.5, 0.0)


def noise_bursts(seconds: Doubles, sample_rate: int) -> Doubles:
    """White noise, pink noise, a low band and a high one."""
    bands = np.minimum(seconds / (BURST_SECONDS + PAUSE_SECONDS), len(BANDS) - 1).astype(int)
    offsets = np.rint((seconds - bands * (BURST_SECONDS + PAUSE_SECONDS)) * sample_rate).astype(int)
    sound = np.zeros(len(seconds))
    for band in np.unique(bands):
        burst = _burst(sample_rate, int(band))
        heard = (bands == band) & (offsets < len(burst))
        sound[heard] = burst[offsets[heard]]
    return sound


@lru_cache(maxsize=len(BANDS))
def _burst(sample_rate: int, band: int) -> Doubles:
    """One noise of BURST_SECONDS, made of all frequencies at once."""
    low, high, slope = BANDS[band]
    n = round(BURST_SECONDS * sample_rate)
    frequencies = np.fft.rfftfreq(n, 1.0 / sample_rate)
    heard = (frequencies >= low) & (frequencies <= high)
    phases = np.random.default_rng([NOISE_SEED, band]).uniform(0.0, 2 * np.pi, len(frequencies))
    spectrum = heard * np.maximum(frequencies, low) ** slope * np.exp(1j * phases)
    noise = np.fft.irfft(spectrum, n)
    noise *= NOISE_RMS / max(float(np.sqrt(np.mean(noise**2))), 1e-9)
    since = np.arange(n) / sample_rate
    return noise * _between(since / ATTACK_SECONDS) * _between((BURST_SECONDS - since) / ATTACK_SECONDS)


def _between(part: Doubles) -> Doubles:
    """A soft step from 0 at 0 to 1 at 1."""
    step: Doubles = 0.5 - 0.5 * np.cos(np.pi * np.clip(part, 0.0, 1.0))
    return step
