"""What blocks of samples may be, and what is said of those that may not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from livemel.dsp.arrays import AnyArray

LARGEST_RATE = 768_000
"""Hz."""


@dataclass(frozen=True)
class Kind:
    """Shape and dtype of the blocks of one signal."""

    dtype: np.dtype[Any]
    shape: tuple[int, ...]
    """Of one sample: () or (channels,)."""
    bits: int
    """That an integer uses; 0: all."""

    @classmethod
    def of(cls, block: AnyArray, bits: int) -> Kind:
        """The kind of `block`; ValueError says what is wrong with it."""
        if block.ndim not in (1, 2) or (block.ndim == 2 and block.shape[1] == 0):
            raise ValueError(f"block must have shape (n,) or (n, channels), got {block.shape}")
        if block.dtype not in (np.int16, np.int32, np.float32, np.float64):
            raise ValueError(
                "block must be int16, int32, float32 or float64 in this machine's byte order, "
                f"got {block.dtype}; convert it with astype"
            )
        if not isinstance(bits, int):
            raise ValueError(f"bits must be a whole number, got {bits!r}")
        if bits and not (block.dtype.kind == "i" and 1 < bits <= 8 * block.dtype.itemsize):
            raise ValueError(f"bits must be 2..{8 * block.dtype.itemsize} and the block integer, got {bits}")
        return cls(block.dtype, block.shape[1:], bits)

    @property
    def is_flat(self) -> bool:
        """Whether blocks have the shape (n,)."""
        return not self.shape

    @property
    def channels(self) -> int:
        """Signals side by side."""
        return self.shape[0] if self.shape else 1

    @property
    def gain(self) -> float:
        """That brings the full scale to 1."""
        if self.dtype.kind != "i":
            return 1.0
        return 1.0 / (1 << ((self.bits or 8 * self.dtype.itemsize) - 1))

    def __str__(self) -> str:
        shape = f"(n, {self.shape[0]})" if self.shape else "(n,)"
        return f"{self.dtype} of shape {shape}" + (f" with bits={self.bits}" if self.bits else "")


def checked_rate(sample_rate: int) -> int:
    """`sample_rate` as an int; ValueError unless it is whole and in 0..768000 Hz."""
    try:
        is_right = (
            not isinstance(sample_rate, bool) and int(sample_rate) == sample_rate and 0 <= sample_rate <= LARGEST_RATE
        )
    except (TypeError, ValueError, OverflowError):
        is_right = False
    if not is_right:
        raise ValueError(f"sample_rate must be a whole number 0..{LARGEST_RATE} Hz, got {sample_rate!r}")
    return int(sample_rate)
