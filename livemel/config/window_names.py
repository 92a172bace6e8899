"""The windows that can be asked for, by SciPy's names, and how many parameters each takes."""

from __future__ import annotations

import difflib
import math

WINDOW_PARAMETERS: dict[str, tuple[int, int]] = {
    "barthann": (0, 0),
    "bartlett": (0, 0),
    "blackman": (0, 0),
    "blackmanharris": (0, 0),
    "bohman": (0, 0),
    "boxcar": (0, 0),
    "chebwin": (1, 1),  # attenuation in dB
    "cosine": (0, 0),
    "dpss": (1, 1),  # standardized half bandwidth
    "exponential": (0, 1),  # tau, in samples
    "flattop": (0, 0),
    "gaussian": (1, 1),  # standard deviation, in samples
    "general_cosine": (1, 16),  # coefficients
    "general_gaussian": (2, 2),  # shape, standard deviation in samples
    "general_hamming": (1, 1),  # alpha
    "hamming": (0, 0),
    "hann": (0, 0),
    "kaiser": (1, 1),  # beta
    "kaiser_bessel_derived": (1, 1),  # beta
    "lanczos": (0, 0),
    "nuttall": (0, 0),
    "parzen": (0, 0),
    "povey": (0, 0),  # Kaldi's own: hann to the power of 0.85
    "taylor": (0, 2),  # number of side lobes, their level in dB
    "triang": (0, 0),
    "tukey": (0, 1),  # share of the window that tapers
}
"""Least and most parameters of each window."""


def parse_window(text: str) -> tuple[str, tuple[float, ...]]:
    """Name and parameters of a window written as "kaiser,14".

    Raises
    ------
    ValueError
        If there is no such window or it takes other parameters; the text ends a sentence that begins with
        "stft.window".
    """
    name, *rest = (part.strip() for part in text.split(","))
    if name not in WINDOW_PARAMETERS:
        close = difflib.get_close_matches(name, WINDOW_PARAMETERS, 1)
        hint = f", did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"must be one of {', '.join(WINDOW_PARAMETERS)}, got {text!r}{hint}")
    least, most = WINDOW_PARAMETERS[name]
    try:
        parameters = tuple(float(part) for part in rest)
    except ValueError:
        parameters = (math.nan,)
    if not (least <= len(parameters) <= most and all(map(math.isfinite, parameters))):
        raise ValueError(f"must be {_form(name, least, most)}, got {text!r}")
    return name, parameters


def _form(name: str, least: int, most: int) -> str:
    if most == 0:
        return f"{name!r} alone"
    count = str(least) if least == most else f"{least}..{most}"
    numbers = "number" if most == 1 else "numbers"
    return f"{name!r} with {count} {numbers} after commas, such as '{name},{','.join(['0.5'] * max(1, least))}'"
