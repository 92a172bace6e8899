"""Glance: a first look at a long signal, of which every so manieth frame is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil, floor

import numpy as np

from livemel.dsp.arrays import Floats
from livemel.dsp.stream import MelStream

FRAMES = 128
"""At a time."""


def can_glance(stream: MelStream) -> bool:
    """Whether a frame depends on its own samples alone."""
    config = stream.config
    remembers = config.stft.preemphasis and config.stft.preemphasis_scope == "signal"
    return stream.analysis_rate == stream.sample_rate and config.level.compression != "pcen" and not remembers


def scattered_frames(
    stream: MelStream, read: Callable[[int, int], Floats], signal: tuple[int, int], begin: float, end: float, every: int
) -> Iterator[tuple[float, Floats]]:
    """Every `every`-th frame of a part of a signal, as it is among those of the whole; none that reaches beyond it.

    Parameters and what it yields are those of `frames_between`; `can_glance` says for which streams.
    """
    first, last = signal
    length, hop = stream.frame_length, stream.config.stft.hop_length
    centre = stream.centre_of_first_frame
    before = length // 2
    least = max(begin - first, before)
    number = ceil((least - centre) / hop / every) * every
    behind = floor((min(end - 1, last - (length - before)) - first - centre) / hop) + 1
    single = stream.single_frames()
    for group in range(number, behind, FRAMES * every):
        numbers = range(group, min(behind, group + FRAMES * every), every)
        starts = [first + round(centre) + k * hop - before for k in numbers]
        single.reset()
        levels = single.push(np.concatenate([read(start, start + length) for start in starts]))
        yield first + centre + group * hop, levels
