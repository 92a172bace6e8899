"""The strongest line of what is heard now, whatever the analysis that is shown."""

from __future__ import annotations

import numpy as np

from livemel.dsp.dominant import dominant_lines
from livemel.dsp.notes import Note, note_of
from livemel.dsp.windows import cosine_window
from livemel.runtime.past.sound_store import SoundStore

SECONDS = 0.085
LOWEST_HZ = 30.0
LEAST_DBFS = -80.0
"""A line that is weaker is not worth its name."""


class StrongestLine:
    """Looks at the newest sound of a store.

    Parameters
    ----------
    sample_rate
        Hz.
    """

    def __init__(self, sample_rate: int) -> None:
        self._rate = sample_rate
        self._length = 1 << max(1, round(np.log2(SECONDS * sample_rate)))
        self._window = cosine_window("hann", self._length, symmetric=False)

    def newest(self, store: SoundStore) -> tuple[float, float, Note] | None:
        """Hz, dBFS and nearest note; None where there is no line, or no sound, or the rate is too low for any."""
        if self._rate <= 2 * LOWEST_HZ:
            return None
        samples = store.read(store.end - self._length, store.end).astype(np.float64)
        if not np.isfinite(samples).all():
            return None
        powers = np.abs(np.fft.rfft(self._window * samples)) ** 2
        line = dominant_lines(powers, self._rate, self._length, float(self._window.sum()), LOWEST_HZ)
        hz, dbfs = float(line.hz), float(line.dbfs)
        return (hz, dbfs, note_of(hz)) if dbfs >= LEAST_DBFS else None
