"""Entry: how a stream begins in the middle of a signal, so that its frames are those of the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor, gcd

from livemel.config import Config
from livemel.dsp.arrays import Floats
from livemel.dsp.geometry import Geometry
from livemel.dsp.stream import MelStream

PIECE = 65536
"""Samples at a time."""
ROUNDING = 1e-6
"""Hops: centres are compared as if they were whole where they nearly are."""

FILTER_SECONDS = 0.05
"""What resampling remembers, and more."""
PCEN_TIME_CONSTANTS = 30.0
"""After so many of them 1e-13 is left of the 1 that smoothing begins with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where to begin, counted in samples from the first of the signal, as they come in."""

    first_sample: int
    """The first to be pushed; frame 0 of the stream has its centre `centre_of_first_frame` after it."""
    skipped: int
    """How many frames of the stream are to be left out: they would need what was before."""


def entry_for(stream: MelStream, centre: float) -> Entry:
    """The entry after which the first frame that is kept is the first whose centre is not before sample `centre`.

    The frames are those of the whole signal, bit for bit, but for PCEN and resampled signals, whose memory has no
    end: there within 1e-6.
    """
    geometry, config = Geometry.of(stream.config.stft), stream.config
    kept = max(0, ceil((centre - stream.centre_of_first_frame) / stream.hop - 1e-9))
    unaffected = kept - ceil(_memory(config, geometry, stream.analysis_rate) / geometry.hop)
    numerator = geometry.hop * stream.sample_rate
    whole = stream.analysis_rate // gcd(numerator, stream.analysis_rate)
    first = max(0, unaffected // whole * whole)
    return Entry(first * numerator // stream.analysis_rate, kept - first)


def _memory(config: Config, geometry: Geometry, rate: int) -> float:
    """Samples, at the rate of the analysis, that a frame may remember besides its own."""
    memory = float(geometry.left + geometry.length)
    if config.stft.sample_rate or config.stft.preemphasis:
        memory += FILTER_SECONDS * rate
    if config.level.compression == "pcen":
        memory += PCEN_TIME_CONSTANTS * config.pcen.time_constant * rate
    return memory


def frames_between(
    stream: MelStream,
    read: Callable[[int, int], Floats],
    signal: tuple[int, int],
    begin: float,
    end: float,
    is_over: bool = False,
) -> Iterator[tuple[float, Floats]]:
    """The frames of a part of a signal, as they are among those of the whole.

    Parameters
    ----------
    stream
        What computes them; what was pushed before is forgotten.
    read
        Gives the samples from one to another, shape (n,).
    signal
        The number of its first sample, and that behind the last there is.
    begin, end
        Centres of the frames lie from `begin` on and before `end`.
    is_over
        Whether the signal ends there; else frames that need more are left out.

    Yields
    ------
    tuple
        The centre of the first of some frames, and their levels, shape (m, n_mels), m >= 1.
    """
    first, last = signal
    entry = entry_for(stream, begin - first)
    start = first + entry.first_sample
    origin = start + stream.centre_of_first_frame
    limit = floor((end - origin) / stream.hop + 1 - ROUNDING)
    if is_over:
        limit = min(limit, floor((last - origin) / stream.hop + ROUNDING) + 1)
    done = 0

    def kept(levels: Floats) -> Iterator[tuple[float, Floats]]:
        nonlocal done
        skipped = max(0, entry.skipped - done)
        number, done = done + skipped, done + len(levels)
        levels = levels[skipped : max(0, limit - done + len(levels))]
        if len(levels):
            yield origin + number * stream.hop, levels

    stream.reset()
    for at in range(start, last, PIECE):
        if done >= limit:
            break
        yield from kept(stream.push(read(at, min(at + PIECE, last))))
    if is_over and done < limit:
        yield from kept(stream.flush())
    stream.reset()
