"""The sound that was kept, at another rate: the card runs at that from now on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from livemel.dsp.resampling import Resampler
from livemel.runtime.feed import Gap, Sound
from livemel.runtime.past.sound_store import Samples, SoundStore

PIECE = 1 << 18
"""Samples at a time."""


def at_rate(store: SoundStore, position: int, sample_rate: int) -> tuple[SoundStore, int]:
    """The sound of `store` at another rate, and what `position`, a sample, is called there.

    Nobody may write to it meanwhile; at its own rate it is the store itself.
    """
    if sample_rate == store.sample_rate:
        return store, position
    ratio = sample_rate / store.sample_rate
    other = SoundStore(store.seconds, sample_rate)
    heard_to = 0
    for stretch in store.stretches(store.begin, store.end):
        begin = max(stretch.begin, store.begin)
        at_sample, begins = max(round(begin * ratio), heard_to), True
        if 0 < heard_to < at_sample:
            other.consume(Gap(heard_to, at_sample - heard_to, ""))
        for samples in _resampled(store, begin, stretch.end, sample_rate):
            other.consume(Sound(at_sample, samples, begins))
            at_sample, begins = at_sample + len(samples), False
        heard_to = at_sample
    return other, max(round(position * ratio), heard_to)


def _resampled(store: SoundStore, begin: int, end: int, sample_rate: int) -> Iterator[Samples]:
    resampler = Resampler(store.sample_rate, sample_rate, 1, np.float32)
    for at in range(begin, end, PIECE):
        samples: Samples = resampler.push(store.read(at, min(at + PIECE, end))[None])[0]
        if len(samples):
            yield samples
    rest: Samples = resampler.finish()[0]
    if len(rest):
        yield rest
