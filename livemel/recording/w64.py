"""The head of a W64 file: like a WAV's, with lengths of 64 bits. One channel, 24 bits."""

from __future__ import annotations

import struct

from livemel.recording.pcm24 import BYTES

RIFF = bytes.fromhex("72696666 2e91cf11 a5d628db 04c10000")
TAIL = bytes.fromhex("f3acd311 8cd100c0 4f8edb8a")
"""How the other names end."""
NAME_AND_LENGTH = 24
FORMAT = struct.Struct("<HHIIHH")
LENGTH = struct.Struct("<q")
PCM = 1
FORMAT_AT = 2 * NAME_AND_LENGTH + 16
HEAD_BYTES = FORMAT_AT + FORMAT.size + NAME_AND_LENGTH
"""Before the first sample."""


def head(sample_rate: int, data_bytes: int) -> bytes:
    """What stands before `data_bytes` of samples."""
    form = FORMAT.pack(PCM, 1, sample_rate, sample_rate * BYTES, BYTES, 8 * BYTES)
    return b"".join(
        (
            RIFF + _length(HEAD_BYTES + data_bytes),
            b"wave" + TAIL,
            b"fmt " + TAIL + _length(NAME_AND_LENGTH + FORMAT.size) + form,
            b"data" + TAIL + _length(NAME_AND_LENGTH + data_bytes),
        )
    )


def sample_rate_of(first_bytes: bytes) -> int:
    """The rate in Hz that a head of ours names, 0 if it is none."""
    if len(first_bytes) < HEAD_BYTES:
        return 0
    rate: int = FORMAT.unpack_from(first_bytes, FORMAT_AT)[2]
    data_bytes: int = LENGTH.unpack_from(first_bytes, HEAD_BYTES - LENGTH.size)[0] - NAME_AND_LENGTH
    is_ours = 0 < rate * BYTES < 1 << 32 and data_bytes >= 0 and head(rate, data_bytes) == first_bytes[:HEAD_BYTES]
    return rate if is_ours else 0


def _length(count: int) -> bytes:
    return LENGTH.pack(count)
