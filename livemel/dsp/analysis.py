"""Analysis: rows of samples to the levels of their frames, by framer, kernel and compressor, channel by channel."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livemel.config import Config
from livemel.dsp.arrays import AnyArray, Floats, Reals
from livemel.dsp.compression import Compressor, Logarithm
from livemel.dsp.framing import Framer
from livemel.dsp.geometry import Geometry
from livemel.dsp.kernels.choice import make_kernel
from livemel.dsp.kernels.plan import Plan

Observe = Callable[[int, Reals], None]
"""Takes a channel's number and the squared magnitudes of frames that follow, shape (m, bins)."""


class Analysis:
    """A signal of so many channels. Levels have the shape (m, channels, n_mels).

    Parameters
    ----------
    config, plan
        What to compute.
    sample_rate
        Hz of the samples that come.
    channels
        Rows of samples.
    kernel
        What computes it, by name.
    observe
        Who else wants to see the spectra.
    """

    def __init__(
        self, config: Config, plan: Plan, sample_rate: int, channels: int, kernel: str, observe: Observe | None
    ) -> None:
        self._geometry = Geometry.of(config.stft)
        self._framer = Framer(self._geometry, plan.frames_per_group, channels, plan.dtype)
        self.kernel = make_kernel(kernel, plan, self._framer.buffer, plan.frames_per_group)
        logarithm = self.kernel.logarithm(Logarithm.of(config))
        self._compressors = [Compressor(config, sample_rate, logarithm) for _ in range(channels)]
        self._observe = observe
        self._shape = (channels, plan.n_mels)

    @property
    def channels(self) -> int:
        """Rows of samples."""
        return self._shape[0]

    @property
    def pushed(self) -> int:
        """Samples so far."""
        return self._framer.pushed

    def push(self, rows: AnyArray, gain: float = 1.0) -> Floats:
        """The levels of the frames that `rows`, shape (channels, n), times `gain`, complete."""
        framer, end = self._framer, rows.shape[1]
        begin = framer.append(rows, gain)
        levels = np.empty((framer.num_completed(end - begin), *self._shape), np.float32)
        done = self._take_ready(levels, 0)
        if begin < end:
            self._take_all(rows[:, begin:], gain, levels, done)
        return levels

    def flush(self) -> Floats:
        """The levels of the frames that the end of the signal completes."""
        levels = np.empty((self._framer.end(), *self._shape), np.float32)
        self._take_padded(levels, 0)
        return levels

    def whole(self, rows: AnyArray, gain: float) -> Floats:
        """The levels of a signal that is there from its first sample to its last; nothing may have come before."""
        levels = np.empty((self._geometry.num_frames(rows.shape[1]), *self._shape), np.float32)
        done = self._take_all(rows, gain, levels, 0)
        self._framer.end()
        self._take_padded(levels, done)
        return levels

    def reset(self) -> None:
        """Forget everything."""
        self._framer.reset()
        for compressor in self._compressors:
            compressor.reset()

    def _take_all(self, rows: AnyArray, gain: float, levels: Floats, done: int) -> int:
        """Write the levels of what `rows` complete after the first `done` frames; returns how many are done then."""
        begin, end = 0, rows.shape[1]
        while begin < end:
            begin += self._framer.append(rows[:, begin:], gain)
            done = self._take_ready(levels, done)
        return done

    def _take_padded(self, levels: Floats, done: int) -> None:
        """Write the levels of what the end of the signal completes after the first `done` frames."""
        while done < len(levels):
            self._framer.append_padding()
            done = self._take_ready(levels, done)

    def _take_ready(self, levels: Floats, done: int) -> int:
        """Write the levels of the frames that are ready after the first `done`; returns how many are done then."""
        while True:
            begin, count = self._framer.ready()
            if not count:
                return done
            end = done + count
            for channel, compressor in enumerate(self._compressors):
                mel = self._observed(channel, begin, count) if self._observe else self.kernel(channel, begin, count)
                compressor.write(mel, levels[done:end, channel])
            done = end

    def _observed(self, channel: int, begin: int, count: int) -> Reals:
        """What the kernel gives, its powers shown to who wants to see them."""
        assert self._observe is not None
        powers = self.kernel.powers(channel, begin, count)
        self._observe(channel, powers)
        return self.kernel.bands(powers)
