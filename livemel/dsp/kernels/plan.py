"""What every kernel is told: one frame's way from samples to bands, with nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from livemel.config import Config
from livemel.dsp.arrays import Doubles, Floats, Reals
from livemel.dsp.geometry import Geometry
from livemel.dsp.kernels.triangles import Triangles

GROUP_SAMPLES = 131072
"""Of a group of frames."""


@dataclass(frozen=True)
class Plan:
    """The analysis of one frame."""

    n_fft: int
    length: int
    """Samples a frame takes; zeros fill it up to n_fft."""
    hop: int
    """Samples from one frame to the next."""
    window: Reals
    """Shape (length,), times what samples are scaled by."""
    remove_dc: bool
    preemphasis: float
    """Within the frame; 0: none, or done before."""
    power: int
    magnitude_offset: float
    weights: Floats
    """Shape (n_mels, bins)."""
    triangles: Triangles
    dtype: type[np.floating]
    """float64 where the precision is exact, float32 where it is fast."""

    @classmethod
    def of(cls, config: Config, window: Doubles, weights: Floats) -> Plan:
        """The plan of `config`, with the window of a frame and the filterbank, shape (n_mels, bins)."""
        stft, mel = config.stft, config.mel
        dtype = np.float64 if stft.precision == "exact" else np.float32
        scaled = stft.input_scale * window
        return cls(
            n_fft=stft.n_fft,
            length=Geometry.of(stft).length,
            hop=stft.hop_length,
            window=scaled if dtype is np.float64 else scaled.astype(np.float32),
            remove_dc=stft.remove_dc,
            preemphasis=stft.preemphasis if stft.preemphasis_scope == "frame" else 0.0,
            power=mel.power,
            magnitude_offset=stft.magnitude_offset,
            weights=weights,
            triangles=Triangles.of(weights, dtype),
            dtype=dtype,
        )

    @property
    def is_exact(self) -> bool:
        """Whether it is computed in float64."""
        return self.dtype is np.float64

    @property
    def complex_dtype(self) -> type[np.complexfloating]:
        """Of a spectrum."""
        return np.complex128 if self.is_exact else np.complex64

    @property
    def frames_per_group(self) -> int:
        """Frames computed together: few enough to stay in the cache, enough to make calls worth their while."""
        return max(4, GROUP_SAMPLES // max(self.n_fft, self.n_mels))

    @property
    def n_bins(self) -> int:
        """Of a spectrum."""
        return 1 + self.n_fft // 2

    @property
    def n_mels(self) -> int:
        """Bands of a frame."""
        return self.triangles.n_mels
