"""From mel values to levels: decibels, logarithms, PCEN, or the values themselves; frame by frame, nothing later."""

from __future__ import annotations

from collections.abc import Callable
from math import log, log10

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.config.sections import LevelConfig
from livemel.dsp.arrays import Floats
from livemel.dsp.finalize import finalize
from livemel.dsp.pcen import Pcen

Values = NDArray[np.floating]


def decibels_per_decade(power: int) -> float:
    """10 dB for powers, 20 dB for magnitudes."""
    return 10.0 if power == 2 else 20.0


class Compressor:
    """Levels of mel values, as `level.compression` asks; what needs the whole clip is left to `finalize`.

    - db: 10 log10(floored value / floored reference), 20 log10 for magnitudes: librosa.power_to_db and
      librosa.amplitude_to_db. Until `finalize` the reference "max" is 1.
    - log10, ln: of the floored value. Floored is max(floor, value), or value + floor where `level.floor_mode` is add.
    - pcen: see `Pcen`, the only one that remembers earlier frames.
    - none: the value.

    Parameters
    ----------
    config
        `level`, `pcen`, `mel.power`, `stft.hop_length` and `stft.precision` are read.
    sample_rate
        Hz of the analysis: PCEN's time constant is in seconds.
    """

    def __init__(self, config: Config, sample_rate: float) -> None:
        self._pcen = Pcen(config.pcen, sample_rate / config.stft.hop_length)
        self._levels: Callable[[Values, Floats], Floats] = _copied
        if config.level.compression == "pcen":
            self._levels = self._normalised
        elif config.level.compression != "none":
            self._levels = _Logarithm(config)

    def __call__(self, values: Values, out: Floats | None = None) -> Floats:
        """The levels of the frames that follow the last.

        Parameters
        ----------
        values
            Shape (..., m, n_mels), m >= 0, float64, or float32 where `stft.precision` is fast; overwritten.
        out
            Where to put them, of the same shape.

        Returns
        -------
        ndarray, shape (..., m, n_mels), float32
            `out`, or of its own memory; a frame's bits do not depend on which frames came in the same call.
        """
        return self._levels(values, np.empty(values.shape, np.float32) if out is None else out)

    def _normalised(self, values: Values, out: Floats) -> Floats:
        out[:] = self._pcen(values)
        return out

    def reset(self) -> None:
        """Forget the frames so far."""
        self._pcen.reset()


class _Logarithm:
    """Floor, logarithm, factor, reference: each one pass, its constants in the dtype of the values.

    All are made of the natural logarithm, which NumPy computes twice as fast as log10.
    """

    def __init__(self, config: Config) -> None:
        level = config.level
        dtype = np.float32 if config.stft.precision == "fast" else np.float64
        floor = max(level.floor, float(np.finfo(dtype).tiny))
        decibels = level.compression == "db"
        per_decade = decibels_per_decade(config.mel.power) if decibels else 1.0
        self._floored = np.add if level.floor_mode == "add" else np.maximum
        self._floor = np.array(floor, dtype)
        self._gain = None if level.compression == "ln" else np.array(per_decade / log(10.0), dtype)
        offset = per_decade * _log10_of_reference(level, floor) if decibels else 0.0
        self._offset = np.array(offset, dtype) if offset else None

    def __call__(self, values: Values, out: Floats) -> Floats:
        self._floored(values, self._floor, out=values)
        np.log(values, out=values)
        if self._gain is not None:
            np.multiply(values, self._gain, out=values)
        if self._offset is not None:
            np.subtract(values, self._offset, out=values)
        out[:] = values
        return out


def _log10_of_reference(level: LevelConfig, floor: float) -> float:
    """Of the reference, floored as the values are: a value that equals it reads 0 dB."""
    if isinstance(level.reference, str):
        return 0.0
    return log10(level.reference + floor if level.floor_mode == "add" else max(floor, level.reference))


def _copied(values: Values, out: Floats) -> Floats:
    out[:] = values
    return out


__all__ = ["Compressor", "decibels_per_decade", "finalize"]
