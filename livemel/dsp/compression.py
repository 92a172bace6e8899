"""From mel values to levels: decibels, logarithms, PCEN, or the values themselves; frame by frame, nothing later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log, log10

import numpy as np
from numpy.typing import DTypeLike, NDArray

from livemel.config import Config
from livemel.config.sections import LevelConfig
from livemel.dsp.arrays import Floats
from livemel.dsp.pcen import Pcen

Values = NDArray[np.floating]
Levels = Callable[[Values, Floats], None]
"""Writes the levels of values, which may be overwritten, into an array of the same shape."""


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
    logarithm
        What computes `Logarithm.of(config)`; None: NumPy.
    """

    def __init__(self, config: Config, sample_rate: float, logarithm: Levels | None = None) -> None:
        self._pcen = Pcen(config.pcen, sample_rate / config.stft.hop_length)
        self.write: Levels = _copy
        """Writes the levels of values into an array, both of shape (..., m, n_mels)."""
        if config.level.compression == "pcen":
            self.write = self._normalise
        elif config.level.compression != "none":
            dtype = np.float32 if config.stft.precision == "fast" else np.float64
            self.write = logarithm or Logarithm.of(config).in_numpy(dtype)

    def __call__(self, values: Values) -> Floats:
        """The levels of the frames that follow the last.

        Parameters
        ----------
        values
            Shape (..., m, n_mels), m >= 0, float64, or float32 where `stft.precision` is fast; overwritten.

        Returns
        -------
        ndarray, shape (..., m, n_mels), float32
            Of its own memory; a frame's bits do not depend on which frames came in the same call.
        """
        out = np.empty(values.shape, np.float32)
        self.write(values, out)
        return out

    def _normalise(self, values: Values, out: Floats) -> None:
        out[:] = self._pcen(values)

    def reset(self) -> None:
        """Forget the frames so far."""
        self._pcen.reset()


@dataclass(frozen=True)
class Logarithm:
    """levels = gain * ln(floored value) - offset. NumPy computes ln twice as fast as log10."""

    floor: float
    adds_floor: bool
    gain: float
    offset: float

    @classmethod
    def of(cls, config: Config) -> Logarithm:
        """The one that `level.compression`, not "none" or "pcen", asks for."""
        level = config.level
        tiny = np.finfo(np.float32 if config.stft.precision == "fast" else np.float64).tiny
        floor = max(level.floor, float(tiny))
        if level.compression == "db":
            per_decade = decibels_per_decade(config.mel.power)
            offset = per_decade * _log10_of_reference(level, floor)
        else:
            per_decade, offset = 1.0, 0.0
        gain = 1.0 if level.compression == "ln" else per_decade / log(10.0)
        return cls(floor, level.floor_mode == "add", gain, offset)

    def in_numpy(self, dtype: DTypeLike) -> Levels:
        """A function that writes the levels of values of `dtype`, which it overwrites; its constants are of `dtype`."""
        floor, gain, offset = (np.array(number, dtype) for number in (self.floor, self.gain, self.offset))
        floored = np.add if self.adds_floor else np.maximum
        scales, shifts = self.gain != 1.0, self.offset != 0.0

        def levels(values: Values, out: Floats) -> None:
            floored(values, floor, out=values)
            np.log(values, out=values)
            if scales:
                np.multiply(values, gain, out=values)
            if shifts:
                np.subtract(values, offset, out=values)
            out[:] = values

        return levels


def _log10_of_reference(level: LevelConfig, floor: float) -> float:
    """Of the reference, floored as the values are: a value that equals it reads 0 dB."""
    if isinstance(level.reference, str):
        return 0.0
    return log10(level.reference + floor if level.floor_mode == "add" else max(floor, level.reference))


def _copy(values: Values, out: Floats) -> None:
    out[:] = values
