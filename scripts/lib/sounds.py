"""What `virtual-mic play` can be asked for, as blocks of float32 bytes: WAV files, tones, silence, raw samples."""

from __future__ import annotations

import math
import struct
import sys
from array import array
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import BinaryIO

from mic_errors import VirtualMicError
from microphone_pipe import BLOCK_SECONDS, SAMPLE_BYTES

PCM, FLOAT, EXTENSIBLE = 1, 3, 0xFFFE
FORMS = "FILE.wav, tone:HZ[:DBFS[:SECONDS]], silence[:SECONDS], raw:PATH or -"


def sound_of(spec: str, rate: int, channels: int) -> Iterator[memoryview]:
    """The blocks of one sound for a microphone of this rate and number of channels.

    Everything that can be wrong with the words is found before the first block.
    """
    kind, _, rest = spec.partition(":")
    if spec == "-":
        return _raw(sys.stdin.buffer, rate, channels)
    if kind == "raw" and rest:
        return _raw(_open(rest), rate, channels)
    if kind == "tone" and rest:
        return _tone(rest, rate, channels)
    if kind == "silence":
        return _blocks(_zeros(_samples(rest, rate)), rate, channels)
    if spec.lower().endswith(".wav"):
        return _wave(spec, rate, channels)
    raise VirtualMicError(f"a sound is {FORMS}, got {spec!r}")


def _tone(words: str, rate: int, channels: int) -> Iterator[memoryview]:
    parts = words.split(":")
    if len(parts) > 3:
        raise VirtualMicError(f"a tone is tone:HZ[:DBFS[:SECONDS]], got tone:{words}")
    frequency = _number(parts[0], "a tone's frequency in Hz")
    level_db = _number(parts[1], "a tone's level in dBFS") if len(parts) > 1 else -12.0
    if not 0 < frequency < rate / 2:
        raise VirtualMicError(f"a tone's frequency is above 0 and below {rate / 2:g} Hz, got {frequency:g}")
    if level_db > 0:
        raise VirtualMicError(f"a tone's level is at most 0 dBFS, got {level_db:g}")
    length = _samples(parts[2] if len(parts) > 2 else "", rate)
    return _blocks(islice(_sine(frequency / rate, 10 ** (level_db / 20)), length), rate, channels)


def _sine(cycles_per_sample: float, amplitude: float) -> Iterator[float]:
    return (amplitude * math.sin(2 * math.pi * (index * cycles_per_sample % 1.0)) for index in count())


def _zeros(length: int | None) -> Iterator[float]:
    return islice((0.0 for _ in count()), length)


def _samples(seconds: str, rate: int) -> int | None:
    """How many samples; None: without end."""
    if not seconds:
        return None
    duration = _number(seconds, "seconds")
    if duration <= 0:
        raise VirtualMicError(f"seconds must be above 0, got {seconds}")
    return round(duration * rate)


def _number(text: str, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise VirtualMicError(f"{what} must be a number, got {text!r}")
    return value


def _blocks(mono: Iterator[float], rate: int, channels: int) -> Iterator[memoryview]:
    size = max(1, round(rate * BLOCK_SECONDS))
    while block := array("f", (value for value in islice(mono, size) for _ in range(channels))):
        yield memoryview(block).cast("B")


def _raw(stream: BinaryIO, rate: int, channels: int) -> Iterator[memoryview]:
    whole = channels * SAMPLE_BYTES
    size = max(1, round(rate * BLOCK_SECONDS)) * whole
    while len(block := stream.read(size)) >= whole:
        yield memoryview(block)[: len(block) // whole * whole]


def _wave(path: str, rate: int, channels: int) -> Iterator[memoryview]:
    stream = _open(path)
    tag, found_channels, found_rate, bits, length = _wave_header(path, stream)
    if (tag, bits) not in ((PCM, 16), (FLOAT, 32)):
        raise VirtualMicError(f"{path}: 16-bit PCM and 32-bit float WAV can be played, got {bits}-bit format {tag}")
    if found_rate != rate:
        raise VirtualMicError(f"{path}: the microphone has {rate} Hz, the file {found_rate}; start it with --rate")
    if found_channels not in (1, channels):
        raise VirtualMicError(
            f"{path}: a file has 1 channel or the microphone's {channels}, got {found_channels}; see --channels"
        )
    return _wave_blocks(stream, "h" if tag == PCM else "f", length, found_channels, rate, channels)


def _wave_blocks(
    stream: BinaryIO, code: str, length: int, found_channels: int, rate: int, channels: int
) -> Iterator[memoryview]:
    whole = struct.calcsize(code) * found_channels
    scale = 1 / 32_768 if code == "h" else 1.0
    copies = channels // found_channels
    left = length // whole * whole
    while data := stream.read(min(left, max(1, round(rate * BLOCK_SECONDS)) * whole)):
        left -= len(data)
        values = array(code, data[: len(data) // whole * whole])
        yield memoryview(array("f", (value * scale for value in values for _ in range(copies)))).cast("B")


def _wave_header(path: str, stream: BinaryIO) -> tuple[int, int, int, int, int]:
    """Format tag, channels, rate, bits and bytes of sound; the stream then stands at the first sample."""
    riff, _, form = struct.unpack("<4sI4s", stream.read(12).ljust(12, b"\0"))
    if (riff, form) != (b"RIFF", b"WAVE"):
        raise VirtualMicError(f"{path} is no WAV file")
    layout: tuple[int, int, int, int] | None = None
    while len(head := stream.read(8)) == 8:
        name, length = struct.unpack("<4sI", head)
        if name == b"data" and layout is not None:
            return (*layout, length)
        body = stream.read(length + length % 2)
        if name == b"fmt " and length >= 16:
            tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
            if tag == EXTENSIBLE and length >= 26:
                (tag,) = struct.unpack("<H", body[24:26])
            layout = (tag, channels, rate, bits)
    raise VirtualMicError(f"{path} is a WAV file without sound")


def _open(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise VirtualMicError(f"cannot read {path}: {error.strerror}") from None
