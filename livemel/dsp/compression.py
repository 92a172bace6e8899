"""From mel values to levels, and what only the whole clip can tell."""

from __future__ import annotations

import numpy as np

from livemel.config import Config
from livemel.dsp.arrays import Doubles, Floats


def decibels_per_decade(power: int) -> float:
    """10 dB for powers, 20 dB for magnitudes."""
    return 10.0 if power == 2 else 20.0


def compress(values: Doubles, config: Config) -> Floats:
    """Levels of mel `values`, same shape, as `level.compression` asks; in place.

    dB are 10 log10(max(floor, value) / max(floor, reference)), 20 log10 for magnitudes: librosa.power_to_db and
    librosa.amplitude_to_db. Reference "max" needs the whole clip: until `finalize` the reference is 1.
    """
    level = config.level
    if level.compression == "none":
        return values.astype(np.float32)
    gain = decibels_per_decade(config.mel.power)
    np.maximum(values, level.floor, out=values)
    np.log10(values, out=values)
    values *= gain
    if not isinstance(level.reference, str):
        values -= gain * np.log10(max(level.floor, level.reference))
    return values.astype(np.float32)


def finalize(frames: Floats, config: Config) -> Floats:
    """`frames` of a whole clip, any shape, with what needs its maximum: reference "max" and top_db."""
    level = config.level
    if level.compression == "none" or not frames.size:
        return frames
    if level.reference == "max":
        frames = frames - frames.max()
    if level.top_db:
        frames = np.maximum(frames, frames.max() - np.float32(level.top_db))
    return frames
