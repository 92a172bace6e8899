"""Analysis windows by SciPy's names: the common ones are our own sums of cosines, the others SciPy's."""

from __future__ import annotations

import warnings

import numpy as np

from livemel.config.sections import StftConfig
from livemel.config.window_names import parse_window
from livemel.dsp.arrays import Doubles
from livemel.errors import ConfigError

COSINE_TERMS = {
    "boxcar": (1.0,),
    "hann": (0.5, 0.5),
    "hamming": (0.54, 1.0 - 0.54),  # one bit off 0.46, as SciPy has it
    "blackman": (0.42, 0.50, 0.08),
}
"""Coefficients a0, a1, ... of a0 - a1 cos(x) + a2 cos(2x) - ... (Harris, Proc. IEEE 66, 1978)."""

POVEY_EXPONENT = 0.85
"""Of the Hann window that Kaldi calls povey (its feature-window.cc)."""

SMALLEST_PEAK = 1e-12
"""What is nowhere larger is zero but for rounding."""


def analysis_window(stft: StftConfig) -> Doubles:
    """The window that `stft` names, without the zeros that fill it up to n_fft.

    Parameters
    ----------
    stft
        `window`, `window_symmetric`, `win_length` and `n_fft` are read.

    Returns
    -------
    ndarray, shape (win_length or n_fft,), float64
        The same numbers as scipy.signal.get_window; povey is a hann window to the power of 0.85.

    Raises
    ------
    ConfigError
        If there is no such window, SciPy cannot make it of these parameters and this length, or what it makes is
        zero everywhere or not finite.
    """
    length = stft.win_length or stft.n_fft
    try:
        name, parameters = parse_window(stft.window)
    except ValueError as error:
        raise ConfigError([f"stft.window {error}"]) from error
    if name in COSINE_TERMS:
        window = cosine_window(name, length, symmetric=stft.window_symmetric)
    elif name == "povey":
        window = cosine_window("hann", length, symmetric=stft.window_symmetric) ** POVEY_EXPONENT
    else:
        window = _scipys_window(stft, name, parameters, length)
    if not np.isfinite(window).all():
        raise _refusal(stft, length, "it is not finite", "choose other parameters")
    if np.abs(window).max() < SMALLEST_PEAK:
        raise _refusal(stft, length, "it is zero everywhere", "choose a longer one or another")
    return window


def cosine_window(name: str, length: int, *, symmetric: bool) -> Doubles:
    """One of COSINE_TERMS, shape (length,): symmetric, or periodic, which is one sample short of symmetric."""
    if length == 1:
        return np.ones(1)
    points = length if symmetric else length + 1
    # SciPy sums cosines over -pi..pi; the same order of the same operations gives the same bits.
    x = np.linspace(-np.pi, np.pi, points)
    window = np.zeros(points)
    for k, coefficient in enumerate(COSINE_TERMS[name]):
        window += coefficient * np.cos(k * x)
    return window[:length]


def _scipys_window(stft: StftConfig, name: str, parameters: tuple[float, ...], length: int) -> Doubles:
    from scipy.signal import get_window  # takes a second to import

    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")  # what is not finite is refused later, and the rest was asked for
            window = get_window(_scipys_form(name, parameters), length, fftbins=not stft.window_symmetric)
    except (ValueError, TypeError, ArithmeticError) as error:
        # SciPy has some windows only symmetric, or only of an even length
        advice = "choose other parameters, another length or stft.window_symmetric"
        raise _refusal(stft, length, f"SciPy says: {str(error).rstrip('.')}", advice) from error
    return np.asarray(window, np.float64)


def _scipys_form(name: str, parameters: tuple[float, ...]) -> str | tuple[object, ...]:
    if not parameters:
        return name
    if name == "exponential":
        return (name, None, *parameters)  # its first one is a centre, which only a symmetric window may move
    if name == "general_cosine":
        return (name, list(parameters))
    if name == "taylor":
        return (name, _whole_if_whole(parameters[0]), *parameters[1:])
    return (name, *parameters)


def _whole_if_whole(number: float) -> float:
    return int(number) if number.is_integer() else number


def _refusal(stft: StftConfig, length: int, reason: str, advice: str) -> ConfigError:
    kind = "symmetric" if stft.window_symmetric else "periodic"
    return ConfigError(
        [
            f"stft.window must be one that a {kind} window of {length} samples can be, got {stft.window!r}: "
            f"{reason}; {advice}"
        ]
    )


def centred_in(window: Doubles, n_fft: int) -> Doubles:
    """`window` with zeros on both sides, shape (n_fft,), as librosa centres a short one."""
    left = (n_fft - len(window)) // 2
    return np.pad(window, (left, n_fft - len(window) - left))
