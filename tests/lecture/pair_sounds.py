"""What tests of activities share."""

from __future__ import annotations

import numpy as np

from livemel.lecture.sound import Sound

PIECE_SAMPLES = 24000
"""Half a second."""
GAP_SAMPLES = 12000


def tones_of(sound: Sound) -> tuple[np.ndarray, np.ndarray]:
    """The first and the second tone of a pair, silence taken off."""
    assert len(sound.samples) == 2 * PIECE_SAMPLES + GAP_SAMPLES
    assert not sound.samples[PIECE_SAMPLES : PIECE_SAMPLES + GAP_SAMPLES].any()
    return sound.samples[:PIECE_SAMPLES], sound.samples[-PIECE_SAMPLES:]


def pitch_of(tone: np.ndarray) -> float:
    """Hz, of the strongest bin of a long transform."""
    amplitudes = np.abs(np.fft.rfft(tone * np.hanning(len(tone)), 1 << 20))
    return float(np.argmax(amplitudes) * 48000 / (1 << 20))


def peak_dbfs(tone: np.ndarray) -> float:
    """Of the largest sample."""
    return float(20 * np.log10(np.abs(tone).max()))


def level_dbfs(tone: np.ndarray) -> float:
    """A full-scale sine has 0."""
    return float(10 * np.log10(2 * np.mean(tone.astype(np.float64) ** 2)))
