"""Music, a voice, a file: sounds with something of everything in them."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.audio.made import scenes, vowels
from livemel.lecture.parameters import Level, Range, Seconds
from livemel.lecture.sound import RATE, Doubles, Sound, sound_of
from livemel.lecture.sounds.noises import band_noise
from livemel.lecture.sounds.shapes import levelled, ramped, times

BEAT_SECONDS = 0.25
HISSES = ((0.15, 0.28), (1.35, 1.47), (2.55, 2.70), (3.75, 3.86))
"""Begin and end of each s of the sentence, in seconds: before its vowels."""


def music(*, seconds: Seconds = 4.0, level: Level = -20.0) -> Sound:
    """A melody with overtones and, on every beat, a cymbal up to 20 kHz: made by formula, the same every time."""
    time = times(seconds)
    since_beat = time % BEAT_SECONDS
    cymbal = band_noise(3000.0, 20000.0, -20.0, seconds, seed=3) * np.exp(-since_beat / 0.04)
    played = scenes.melody(time % (len(scenes.SEMITONES) * scenes.NOTE_SECONDS), RATE) + 0.6 * cymbal
    return sound_of(ramped(_held(levelled(played, level))))


def speech(*, seconds: Annotated[float, Range(0.5, 12.0, "s")] = 4.8, level: Level = -20.0) -> Sound:
    """A synthesised sentence, "sa se si so": vowels of a formant model and hisses up to 16 kHz before them."""
    time = times(seconds)
    turn = len(vowels.FORMANTS) * vowels.VOWEL_SECONDS
    spoken = vowels.vowels(time % turn, RATE)
    hiss = band_noise(4500.0, 16000.0, -30.0, seconds, seed=5)
    for begin, end in HISSES:
        bump = np.clip((time % turn - begin) / (end - begin), 0.0, 1.0)
        spoken = spoken * (1.0 - 0.95 * np.sin(np.pi * bump) ** 2) + 2.0 * hiss * np.sin(np.pi * bump) ** 2
    return sound_of(ramped(_held(levelled(spoken, level))))


def _held(samples: Doubles) -> Doubles:
    """Below full scale, by making all of it softer."""
    highest = float(np.abs(samples).max())
    return samples * (0.98 / highest) if highest > 0.98 else samples


def file(*, path: str, seconds: Annotated[float, Range(0.1, 60.0, "s")] = 10.0) -> Sound:
    """The first seconds of a sound file, channels as their mean."""
    from livemel.audio.sound_file import decoded, opened

    with opened(path) as raw, decoded(path, raw) as sound:
        read = sound.read(round(seconds * sound.samplerate), dtype="float32", always_2d=True)
        return sound_of(np.nan_to_num(read.mean(axis=1)) if len(read) else np.zeros(1), sound.samplerate)
