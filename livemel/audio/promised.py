"""How many samples a sound file's header promises: a file that was cut off still holds its old header."""

from __future__ import annotations

import re

BYTES_PER_SAMPLE = {
    "PCM_S8": 1,
    "PCM_U8": 1,
    "ULAW": 1,
    "ALAW": 1,
    "PCM_16": 2,
    "PCM_24": 3,
    "PCM_32": 4,
    "FLOAT": 4,
    "DOUBLE": 8,
}
CHUNK_SIZE = re.compile(r"^\s*(data|SSND)\s*:\s*(\d+) \(should be \d+\)", re.MULTILINE)
"""libsndfile's note on a WAV or AIFF whose sound is shorter than its header says."""
BYTES_BEFORE_SAMPLES = {"data": 0, "SSND": 8}
UNKNOWN_SIZE = 0x7FFF0000
"""Programs that write into a pipe put this or more where the size should be."""


def promised_samples(frames: int, channels: int, subtype: str, log: str) -> int:
    """Samples per channel that the header speaks of.

    Parameters
    ----------
    frames, channels, subtype, log
        libsndfile's: what it counted, and the text in which it notes what it found odd.
    """
    note = CHUNK_SIZE.search(log)
    if note is None or subtype not in BYTES_PER_SAMPLE or int(note[2]) >= UNKNOWN_SIZE:
        return frames
    sound_bytes = int(note[2]) - BYTES_BEFORE_SAMPLES[note[1]]
    return max(frames, sound_bytes // (BYTES_PER_SAMPLE[subtype] * channels))
