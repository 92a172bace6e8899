"""DemoSource: the built-in demonstration, scenes of sound worth looking at, again and again without a seam."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livemel.audio.made.chunks import CHUNK, Doubles
from livemel.audio.made.endless import EndlessSource
from livemel.audio.made.scenes import clicks, melody, noise_bursts, sweep
from livemel.audio.made.vowels import vowels
from livemel.audio.source import Samples

Scene = Callable[[Doubles, int], Doubles]
"""From seconds since the scene began, shape (n,), and the sample rate to samples, shape (n,)."""

SCENES: list[tuple[float, Scene]] = [
    (6.0, vowels),
    (6.0, melody),
    (5.0, sweep),
    (2.0, clicks),
    (4.0, noise_bursts),
]
"""Seconds and sound of each."""
SILENCE_SECONDS = 1.0
"""At the end; a little longer, so that the whole is a number of chunks."""
RAMP_SECONDS = 0.010


class Demo:
    """The demonstration at one sample rate: `chunk` gives any part of it, computed when it is first asked for."""

    def __init__(self, sample_rate: int) -> None:
        self._sample_rate = sample_rate
        lengths = [round(seconds * sample_rate) for seconds, _ in SCENES]
        self._begins = np.cumsum([0, *lengths]).tolist()
        self.chunks = -(-(self._begins[-1] + round(SILENCE_SECONDS * sample_rate)) // CHUNK)
        """After so many it begins again."""
        self._made: dict[int, Samples] = {}

    def chunk(self, number: int) -> Samples:
        """The samples of chunk `number` >= 0, shape (CHUNK,)."""
        number %= self.chunks
        if number not in self._made:
            self._made[number] = self._make(number * CHUNK)
        return self._made[number]

    def _make(self, start: int) -> Samples:
        samples = np.zeros(CHUNK)
        for (_, scene), begin, end in zip(SCENES, self._begins, self._begins[1:], strict=False):
            first, last = max(start, begin), min(start + CHUNK, end)
            if first < last:
                seconds = np.arange(first - begin, last - begin) / self._sample_rate
                sound = scene(seconds, self._sample_rate)
                samples[first - start : last - start] = sound * _ramps(seconds, (end - begin) / self._sample_rate)
        return samples.astype(np.float32)


def _ramps(seconds: Doubles, duration: float) -> Doubles:
    """Rise from 0 to 1 at the begin and fall at the end, shape as `seconds`."""
    from_edge = np.minimum(seconds, duration - seconds) / RAMP_SECONDS
    ramps: Doubles = 0.5 - 0.5 * np.cos(np.pi * np.clip(from_edge, 0.0, 1.0))
    return ramps


class DemoSource(EndlessSource):
    """The demonstration, over and over."""

    kind = "demo"
    name = "demo"

    def _chunk_maker(self) -> Callable[[int], Samples]:
        return Demo(self.sample_rate).chunk
