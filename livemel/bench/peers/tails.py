"""What follows a mel spectrogram, for the libraries that leave it to their user."""

from __future__ import annotations

from typing import Any

import numpy as np

FLOOR = np.float32(1e-10)


def decibels(mel: Any) -> Any:
    """10 log10 of at least FLOOR, in place."""
    np.log10(np.maximum(mel, FLOOR, out=mel), out=mel)
    mel *= 10.0
    return mel


def whisper(mel: Any) -> Any:
    """Whisper's levels of `mel`, shape (n_mels, frames): the last frame dropped, 8 decades kept, in place."""
    levels = mel[:, :-1]
    np.log10(np.maximum(levels, FLOOR, out=levels), out=levels)
    np.maximum(levels, levels.max() - 8.0, out=levels)
    levels += 4.0
    levels /= 4.0
    return levels
