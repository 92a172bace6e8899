"""The range of levels that suits what is to be seen."""

from __future__ import annotations

from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

STEP = 5.0
"""Both ends are whole steps."""
LEAST_SPAN = 30.0
LOW_PERCENT, HIGH_PERCENT = 10.0, 99.9
"""Of the levels: so many lie below the darkest and the brightest colour."""
MOST_LEVELS = 100_000
"""Of more, every so manieth is looked at."""
LIMIT = 400.0
"""No setting goes beyond it."""


def automatic_range(levels: NDArray[np.float32]) -> tuple[float, float] | None:
    """The levels of the darkest and the brightest colour that suit `levels`.

    Parameters
    ----------
    levels
        What is to be seen, in dB, any shape; what is not finite does not count.

    Returns
    -------
    tuple of float, or None
        Both whole multiples of 5 dB and at least 30 dB apart, the brightest just above nearly all levels. None where
        no level is finite.

    Examples
    --------
    >>> automatic_range(np.linspace(-73.0, -8.0, 1000, dtype=np.float32))
    (-70.0, -5.0)
    """
    flat = levels.ravel()
    flat = flat[:: -(-flat.size // MOST_LEVELS) or 1]
    finite = flat[np.isfinite(flat)]
    if not finite.size:
        return None
    low, high = np.percentile(finite, (LOW_PERCENT, HIGH_PERCENT))
    brightest = min(LIMIT, max(LEAST_SPAN - LIMIT, STEP * ceil(high / STEP)))
    darkest = max(-LIMIT, min(brightest - LEAST_SPAN, STEP * floor(low / STEP)))
    return darkest, brightest
