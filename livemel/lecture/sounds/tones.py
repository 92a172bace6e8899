"""Tones: one, several after each other, rising, with harmonics."""

from __future__ import annotations

from math import log
from typing import Annotated, Literal

import numpy as np

from livemel.lecture.parameters import Hertz, Level, Range, Seconds, Seed
from livemel.lecture.sound import RATE, Doubles, Sound, sound_of
from livemel.lecture.sounds.shapes import RAMP_SECONDS, amplitude, check_length, levelled, ramped, times


def sine(
    *,
    frequency: Hertz = 440.0,
    level: Level = -20.0,
    seconds: Seconds = 1.0,
    phase: Annotated[float, Range(-360.0, 360.0, "degrees")] = 0.0,
    ramps: bool = True,
) -> Sound:
    """A sine; `phase` 90 begins at its highest."""
    wave = amplitude(level) * np.sin(2 * np.pi * frequency * times(seconds) + np.radians(phase))
    return sound_of(ramped(wave) if ramps else wave)


def tones(
    *,
    frequencies: list[Hertz],
    level: Level = -20.0,
    seconds: Seconds = 0.5,
    gap: Annotated[float, Range(0.0, 5.0, "s")] = 0.25,
    rove: Annotated[float, Range(0.0, 6.0, "dB")] = 0.0,
    seed: Seed = 0,
    ramp: Annotated[float, Range(0.005, 1.0, "s")] = RAMP_SECONDS,
) -> Sound:
    """Sines after each other, with ramps; each louder or softer by up to `rove`, so that loudness is no hint."""
    check_length(len(frequencies) * (seconds + gap))
    chance = np.random.default_rng(seed)
    pause = np.zeros(round(gap * RATE))
    pieces: list[Doubles] = []
    for frequency in frequencies:
        roved = level + chance.uniform(-rove, rove) if rove else level
        pieces += [ramped(amplitude(roved) * np.sin(2 * np.pi * frequency * times(seconds)), ramp), pause]
    return sound_of(np.concatenate(pieces[:-1] if len(pieces) > 1 else [*pieces, np.zeros(1)]))


def sweep(
    *,
    start: Annotated[float, Range(1.0, 24000.0, "Hz")] = 100.0,
    stop: Annotated[float, Range(1.0, 24000.0, "Hz")] = 10000.0,
    seconds: Seconds = 4.0,
    level: Level = -20.0,
    shape: Literal["linear", "log"] = "log",
) -> Sound:
    """A sine that rises or falls: as many Hz, or as many octaves, in every second."""
    time = times(seconds)
    if shape == "linear" or start == stop:
        turns = start * time + (stop - start) * time**2 / (2 * seconds)
    else:
        rise = log(stop / start)
        turns = start * seconds / rise * np.expm1(rise * time / seconds)
    return sound_of(ramped(amplitude(level) * np.sin(2 * np.pi * turns)))


def harmonics(
    *,
    fundamental: Annotated[float, Range(1.0, 12000.0, "Hz")] = 200.0,
    amplitudes: list[Annotated[float, Range(0.0, 1.0)]],
    phases: Literal["sine", "cosine", "random"] = "sine",
    seed: Seed = 0,
    level: Level = -20.0,
    seconds: Seconds = 1.0,
) -> Sound:
    """Multiples of `fundamental`, the first amplitude that of the fundamental; its RMS is that of a sine of `level`.

    What would lie at or above half of the sample rate is left out.
    """
    time = times(seconds)
    wave = np.zeros(len(time))
    chance = np.random.default_rng(seed)
    for number, strength in enumerate(amplitudes, 1):
        turned = {"sine": 0.0, "cosine": np.pi / 2, "random": chance.uniform(0, 2 * np.pi)}[phases]
        if number * fundamental < RATE / 2:
            wave += strength * np.sin(2 * np.pi * number * fundamental * time + turned)
    return sound_of(ramped(_below_full_scale(levelled(wave, level))))


def _below_full_scale(wave: Doubles) -> Doubles:
    highest = float(np.abs(wave).max())
    return wave / highest if highest > 1.0 else wave


def beating(
    *,
    frequencies: list[Hertz],
    level: Level = -26.0,
    seconds: Seconds = 2.0,
) -> Sound:
    """Sines at the same time, each of `level`."""
    time = times(seconds)
    wave = np.sum([np.sin(2 * np.pi * frequency * time) for frequency in frequencies], axis=0)
    return sound_of(ramped(_below_full_scale(amplitude(level) * wave)))
