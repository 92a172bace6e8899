"""Measurer: what a session's frames tell besides their bands: level, centroid, strongest line."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livemel.audio.source import Samples
from livemel.config import Config, StftConfig
from livemel.dsp.arrays import Doubles, Floats, Reals
from livemel.dsp.geometry import Geometry
from livemel.dsp.measures import frame_measures
from livemel.dsp.windows import analysis_window
from livemel.errors import ConfigError
from livemel.runtime.feed import Columns, Event, Gap
from livemel.runtime.window_levels import WindowLevels

MEASURES = ("rms_dbfs", "peak_dbfs", "spectral_centroid", "dominant_frequency", "dominant_dbfs")
"""What the columns of a row are."""
SPECTRAL = 3
"""Of those, how many the spectrum tells."""

SMALLEST_SUM = 1e-9
"""Of a window, against that of its absolute values: less is rounding."""


class Measurer:
    """An observer and sink of one session that hands on a row of measures for every frame.

    - rms_dbfs, peak_dbfs: of the samples of the source under the frame's window, all counted alike; a full-scale sine
      is 0 (AES17).
    - spectral_centroid: Hz, as librosa.feature.spectral_centroid has it.
    - dominant_frequency, dominant_dbfs: Hz and level of the strongest line from `mel.fmin` to `mel.fmax`: see
      `dominant_lines`. Not a number and minus infinity where there is none.

    The last three are of the spectrum as the bands get it, after resampling and pre-emphasis; where it is not finite
    they are not a number.

    Parameters
    ----------
    config
        What the session computes.
    sample_rate
        Of the source, in Hz.
    keep
        Gets rows in the order of the frames, shape (m, len(MEASURES)).

    Raises
    ------
    ConfigError
        If the window has no sum, so that no line has a level.
    """

    def __init__(self, config: Config, sample_rate: int, keep: Callable[[Floats], None]) -> None:
        self._config = config
        self._rate = config.stft.rate_with(sample_rate)
        self._window_sum = _window_sum(config.stft)
        self._levels = _window_levels(config.stft, sample_rate / self._rate)
        self._keep = keep
        self._spectral: list[Doubles] = []  # of frames whose columns have not come yet
        self._run_centre: float | None = None  # of its first frame
        self._run_frames = 0

    def hear(self, samples: Samples) -> None:
        """Take the next samples."""
        self._levels.hear(samples.copy())

    def see(self, _channel: int, powers: Reals) -> None:
        """Take the next spectra."""
        mel = self._config.mel
        rows = np.full((len(powers), SPECTRAL), np.nan)
        finite = np.isfinite(powers).all(axis=1)
        measured = frame_measures(
            powers[finite].astype(np.float64),
            self._rate,
            self._config.stft.n_fft,
            self._window_sum,
            mel.fmin,
            mel.fmax,
        )
        rows[finite] = np.stack([measured.centroid_hz, measured.dominant_hz, measured.dominant_dbfs], axis=1)
        self._spectral.append(rows)

    def consume(self, event: Event) -> None:
        """Take one event; columns say which frames there are, a gap that the sound begins anew."""
        if isinstance(event, Columns):
            self._keep(self._rows_of(event))
        elif isinstance(event, Gap):
            self._levels.begin(event.at_sample + event.lost)
            self._run_centre = None
            self._spectral = []

    def _rows_of(self, columns: Columns) -> Floats:
        if self._run_centre is None:
            self._run_centre, self._run_frames = columns.first_centre, 0
        count = len(columns.levels)
        # counted from the first, so that it does not matter with which others a frame came
        frames = np.arange(self._run_frames, self._run_frames + count, dtype=np.float64)
        self._run_frames += count
        levels = self._levels.measured(self._run_centre + columns.hop_length * frames)
        spectral = np.concatenate(self._spectral)[:count]  # before a gap there may be more than are shown
        self._spectral = []
        return np.column_stack([*levels, spectral]).astype(np.float32)


def _window_levels(stft: StftConfig, ratio: float) -> WindowLevels:
    """`ratio`: samples of the source to one of the analysis."""
    geometry, length = Geometry.of(stft), stft.win_length or stft.n_fft
    before = geometry.length // 2 - (geometry.length - length) // 2
    return WindowLevels(max(1, round(length * ratio)), before * ratio)


def _window_sum(stft: StftConfig) -> float:
    window = analysis_window(stft)
    total = float(window.sum())
    if total < SMALLEST_SUM * float(np.abs(window).sum()):
        raise ConfigError([f"stft.window must have a sum above 0 to measure lines, got {total:g} for {stft.window!r}"])
    return total * stft.input_scale
