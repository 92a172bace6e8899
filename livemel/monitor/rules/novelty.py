"""Novelty: how far a band stands above what it has been, so that a tone that was not there before stands out."""

from __future__ import annotations

import numpy as np

MEMORY_SECONDS = 600.0
LEARNING_SECONDS = 30
"""Before that nothing is new."""


class Novelty:
    """Follows the mean of every mel band, in dB."""

    def __init__(self) -> None:
        self._usual: np.ndarray | None = None
        self._learned = 0

    def take(self, bands: np.ndarray) -> np.ndarray | None:
        """By how many dB each band of this second, shape (n_mels,), exceeds its usual level; None while learning."""
        if self._usual is None or len(self._usual) != len(bands):
            self._usual, self._learned = bands.copy(), 0
        above = bands - self._usual
        self._learned += 1
        share = max(1.0 / self._learned, 1.0 / MEMORY_SECONDS)
        self._usual += share * above
        return above if self._learned > LEARNING_SECONDS else None
