"""PCEN: every band by its own recent loudness, so that steady noise sinks and onsets stand out."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from livemel.config import PcenConfig
from livemel.dsp.arrays import Doubles, Floats

LARGEST = np.finfo(np.float32).max
"""What is more is not infinite: it becomes this."""


def smoothing_weight(frames: float) -> float:
    """What a new frame weighs in a first-order smoothing over `frames` frames.

    librosa.pcen's b = (sqrt(1 + 4 T**2) - 1) / (2 T**2), in the form that does not cancel where T is small.
    """
    return 2.0 / (1.0 + sqrt(1.0 + 4.0 * frames * frames))


class Pcen:
    """Per-channel energy normalisation with its state carried from block to block.

    M[t] = (1 - b) M[t - 1] + b S[t]; P = (S / (eps + M)**gain + bias)**power - bias**power. The state begins at
    M[-1] = 1 in every band, as that of librosa.pcen does. A bias of 0 gives (S / (eps + M)**gain)**power, a power of
    0 gives log(1 + S / (eps + M)**gain), whatever the bias: librosa's limits. Computed in float64.

    Parameters
    ----------
    config
        gain, bias, power, time_constant (s), eps.
    frame_rate
        Frames per second.

    References
    ----------
    Wang et al., "Trainable frontend for robust and far-field keyword spotting", ICASSP 2017; librosa 0.11 `pcen`.
    """

    def __init__(self, config: PcenConfig, frame_rate: float) -> None:
        self._config = config
        self._weight = smoothing_weight(config.time_constant * frame_rate)
        self._state: Doubles | None = None

    def __call__(self, values: NDArray[np.floating]) -> Floats:
        """The normalised energies of `values`, shape (..., m, n_mels), of the frames that follow the last."""
        wide = values.astype(np.float64, copy=False)
        energies = self._smoothed(wide)
        energies += self._config.eps
        np.power(energies, -self._config.gain, out=energies)
        energies *= wide
        return np.minimum(self._compressed(energies), LARGEST).astype(np.float32)

    def reset(self) -> None:
        """Forget the sound so far."""
        self._state = None

    def _smoothed(self, values: Doubles) -> Doubles:
        if self._state is None:
            self._state = np.ones((*values.shape[:-2], values.shape[-1]))
        smoothed = values * self._weight
        decay = 1.0 - self._weight
        before = self._state
        for frame in range(values.shape[-2]):
            now = smoothed[..., frame, :]
            now += before * decay
            before = now
        self._state = before.copy()
        return smoothed

    def _compressed(self, energies: Doubles) -> Doubles:
        """The root with a bias, in place; log1p and expm1 keep the digits of energies far below the bias."""
        bias, power = self._config.bias, self._config.power
        if power == 0:
            return np.log1p(energies, out=energies)
        if bias == 0:
            return np.power(energies, power, out=energies)
        energies /= bias
        np.log1p(energies, out=energies)
        energies *= power
        np.expm1(energies, out=energies)
        energies *= bias**power
        return energies
