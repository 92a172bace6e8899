"""Sounds: makers and effects by the names that scenes use. A new one: a function, and an entry here.

A maker takes keyword arguments and gives a `Sound`; an effect takes a sound first. What may be told, and in which
range, is read off the signature. Everything is seeded: the same arguments give the same samples.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from livemel.lecture.sounds import (
    bits,
    built,
    clicks,
    illusions,
    joined,
    levels,
    noises,
    rates,
    resynthesis,
    tones,
    voices,
)
from livemel.lecture.sounds.slow import is_slow

Function = Callable[..., Any]

MAKERS: dict[str, Function] = {
    "sine": tones.sine,
    "tones": tones.tones,
    "sweep": tones.sweep,
    "harmonics": tones.harmonics,
    "harmonics_by_hand": built.harmonics_by_hand,
    "clicks": clicks.clicks,
    "beating": tones.beating,
    "loudness_steps": levels.loudness_steps,
    "noise": noises.noise,
    "masked_tone": noises.masked_tone,
    "silence": noises.silence,
    "music": voices.music,
    "speech": voices.speech,
    "file": voices.file,
    "shepard": illusions.shepard,
    "join": joined.join,
    "mix": joined.mix,
}

EFFECTS: dict[str, Function] = {
    "quantize": bits.quantize,
    "clip": bits.clip,
    "gain": levels.gain,
    "at_level": levels.at_level,
    "decimate": rates.decimate,
    "band": rates.band,
    "part": joined.part,
    "minus": joined.minus,
    "without_phase": resynthesis.without_phase,
    "mel_and_back": resynthesis.mel_and_back,
}

__all__ = ["EFFECTS", "MAKERS", "is_slow"]
