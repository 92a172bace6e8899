"""EngineRun: the engine on a stretch of sound, each of its frames with the sample it stands for."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor

from livemel.config import Config
from livemel.dsp.arrays import Floats
from livemel.dsp.entry import ROUNDING, entry_for
from livemel.dsp.stream import MelStream
from livemel.runtime.feed import Columns


def live_kernel(config: Config) -> str:
    """What computes live frames with nothing to import; precision "fast" has no kernel in NumPy."""
    return "scipy" if config.stft.precision == "fast" else "numpy"


class EngineRun:
    """Samples in, columns out. Worker thread.

    Parameters
    ----------
    stream
        Fresh.
    first_sample
        What the first sample is counted as.
    """

    def __init__(self, stream: MelStream, first_sample: int) -> None:
        self.stream = stream
        self._begin = first_sample
        self._frames = 0  # that have come since then
        self._to_skip = 0  # of those that will come, how many are not to be shown

    @property
    def hop_length(self) -> float:
        """Samples of the source from one frame to the next."""
        return self.stream.hop

    def push(self, samples: Floats) -> Columns | None:
        """What `samples` complete; None where that is nothing."""
        return self._columns(self.stream.push(samples))

    def end_of_signal(self) -> Columns | None:
        """What the end of the signal completes."""
        return self._columns(self.stream.flush())

    def end_at(self, position: int) -> Columns | None:
        """What the end of a stretch at sample `position` completes; not the silence that fills up a short signal."""
        levels = self.stream.flush()
        hops = (position - self._next_centre) / self.hop_length
        columns = self._columns(levels[: max(0, floor(hops + ROUNDING) + 1)])
        self.stream.reset()
        return columns

    def begin(self, first_sample: int) -> None:
        """Begin anew with a sample."""
        self._begin, self._frames, self._to_skip = first_sample, 0, 0

    def enter(
        self, stream: MelStream, stretch_begin: int, position: int, read: Callable[[int, int], Floats]
    ) -> tuple[float, Columns | None]:
        """Go on with another engine, which hears what it needs of the past; its frames are those it would have had.

        Parameters
        ----------
        stream
            Fresh; the engine from now on.
        stretch_begin, position
            The first sample of the stretch that goes on, and that behind its last so far.
        read
            Gives the samples from one to another.

        Returns
        -------
        tuple
            The sample from which on there are columns, and those that there are already.
        """
        self.stream.reset()
        self.stream = stream
        centre = max(stretch_begin, position - ceil(stream.delay) - ceil(stream.hop))
        entry = entry_for(stream, centre - stretch_begin)
        self.begin(stretch_begin + entry.first_sample)
        self._to_skip = entry.skipped
        from_centre = self._next_centre + entry.skipped * stream.hop
        return from_centre, self.push(read(self._begin, position)) if self._begin < position else None

    def _columns(self, levels: Floats) -> Columns | None:
        skipped = min(self._to_skip, len(levels))
        self._to_skip -= skipped
        self._frames += skipped
        if len(levels) == skipped:
            return None
        columns = Columns(self._next_centre, self.hop_length, levels[skipped:])
        self._frames += len(columns.levels)
        return columns

    @property
    def _next_centre(self) -> float:
        """From the frame's number: a hop that is not whole would drift, added up."""
        return self._begin + self.stream.centre_of_first_frame + self._frames * self.hop_length
