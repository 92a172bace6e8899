"""A tone built by hand of its first six harmonics, each a number of its own, so that knobs can turn them."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.parameters import Level, Range, Seconds, Seed, Share
from livemel.lecture.sound import RATE, Doubles, Sound, sound_of
from livemel.lecture.sounds.shapes import amplitude, held, ramped, times

Fundamental = Annotated[float, Range(1.0, 4000.0, "Hz")]
Phases = Literal["sine", "cosine", "random"]


def harmonics_by_hand(
    *,
    fundamental: Fundamental = 200.0,
    h1: Share = 1.0,
    h2: Share = 0.0,
    h3: Share = 0.0,
    h4: Share = 0.0,
    h5: Share = 0.0,
    h6: Share = 0.0,
    phases: Phases = "sine",
    seed: Seed = 0,
    level: Level = -30.0,
    seconds: Seconds = 1.0,
) -> Sound:
    """The sum of six multiples of `fundamental`; one whose amplitude is 1 has `level`, so more of them are louder."""
    parts = partials(times(seconds), fundamental, (h1, h2, h3, h4, h5, h6), phases, seed, level)
    return sound_of(ramped(held(parts.sum(axis=0))))


def partials(
    time: Doubles, fundamental: float, amplitudes: tuple[float, ...], phases: Phases, seed: int, level: float
) -> Doubles:
    """Each harmonic by itself, shape (harmonics, n); none at or above half of the sample rate."""
    numbers = np.arange(1, len(amplitudes) + 1)
    chance = np.random.default_rng(seed).uniform(0, 2 * np.pi, len(numbers))
    turned = {"sine": 0.0 * chance, "cosine": 0.0 * chance + np.pi / 2, "random": chance}[phases]
    strengths = amplitude(level) * np.asarray(amplitudes) * (numbers * fundamental < RATE / 2)
    waves = np.sin(2 * np.pi * fundamental * np.outer(numbers, time) + turned[:, None])
    return np.asarray(strengths[:, None] * waves, np.float64)
