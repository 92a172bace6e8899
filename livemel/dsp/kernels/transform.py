"""NumPy's real transform with the least around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Transform = Callable[[NDArray[Any], NDArray[Any]], None]


def rfft_into(n_fft: int) -> Transform:
    """A function that writes the transform of one float64 row into one complex128 row: numpy.fft.rfft's bits.

    numpy.fft.rfft and scipy.fft.rfft look at their arguments for 4 us, which one frame at a time pays each time. What
    they call then is private: it is called directly where it is there and gives the same bits, else numpy.fft.rfft.
    """
    for made in (_scipys, _numpys):
        direct = made(n_fft)
        if direct is not None and _agrees(direct, n_fft):
            return direct
    return _public


def _public(row: NDArray[Any], out: NDArray[Any]) -> None:
    np.fft.rfft(row, out=out)


def _scipys(_n_fft: int) -> Transform | None:
    try:
        from scipy.fft._pocketfft.pypocketfft import r2c
    except ImportError:
        return None
    return lambda row, out: r2c(row, (0,), True, 0, out, 1)


def _numpys(n_fft: int) -> Transform | None:
    ufuncs = getattr(np.fft, "_pocketfft_umath", None)
    ufunc = getattr(ufuncs, "rfft_n_odd" if n_fft % 2 else "rfft_n_even", None)
    return None if ufunc is None else lambda row, out: ufunc(row, 1.0, out=out)


def _agrees(direct: Transform, n_fft: int) -> bool:
    row = np.sin(np.arange(1.0, n_fft + 1) ** 1.5)
    out = np.empty(1 + n_fft // 2, np.complex128)
    try:
        direct(row, out)
    except Exception:  # whatever a changed function may say
        return False
    return bool(np.array_equal(out, np.fft.rfft(row)))
