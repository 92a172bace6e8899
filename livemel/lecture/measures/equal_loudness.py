"""Equal loudness: how strong a tone must be to sound as loud as one of 1 kHz (ISO 226:2003)."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.parameters import Range
from livemel.lecture.sound import Doubles

Phon = Annotated[float, Range(20.0, 80.0, "phon")]
InTable = Annotated[float, Range(20.0, 12500.0, "Hz")]

HZ = np.array(
    [20, 25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500,
     3150, 4000, 5000, 6300, 8000, 10000, 12500]
)  # fmt: skip
EXPONENT = np.array(
    [0.532, 0.506, 0.480, 0.455, 0.432, 0.409, 0.387, 0.367, 0.349, 0.330, 0.315, 0.301, 0.288, 0.276, 0.267, 0.259,
     0.253, 0.250, 0.246, 0.244, 0.243, 0.243, 0.243, 0.242, 0.242, 0.245, 0.254, 0.271, 0.301]
)  # fmt: skip
"""Of loudness perception, alpha_f."""
TRANSFER_DB = np.array(
    [-31.6, -27.2, -23.0, -19.1, -15.9, -13.0, -10.3, -8.1, -6.2, -4.5, -3.1, -2.0, -1.1, -0.4, 0.0, 0.3, 0.5, 0.0,
     -2.7, -4.1, -1.0, 1.7, 2.5, 1.2, -2.1, -7.1, -11.2, -10.7, -3.1]
)  # fmt: skip
"""Of the ear relative to 1 kHz, L_U."""
THRESHOLD_DB = np.array(
    [78.5, 68.7, 59.5, 51.1, 44.0, 37.5, 31.5, 26.5, 22.1, 17.9, 14.4, 11.4, 8.6, 6.2, 4.4, 3.0, 2.2, 2.4, 3.5, 1.7,
     -1.3, -4.2, -6.0, -5.4, -1.5, 6.0, 12.6, 13.9, 12.3]
)  # fmt: skip
"""Of hearing, dB SPL, T_f."""
HIGHEST_OF_ALL_PHON = 80
"""The formula holds to 90 phon up to 4 kHz, and to 80 above."""


def levels_of(phon: float) -> Doubles:
    """DB SPL at HZ that sound as loud as `phon` dB at 1 kHz, 20 to 80: the formula of ISO 226:2003, section 4.1."""
    strength = (
        4.47e-3 * (10 ** (0.025 * phon) - 1.15) + (0.4 * 10 ** ((THRESHOLD_DB + TRANSFER_DB) / 10 - 9)) ** EXPONENT
    )
    return np.asarray(10 / EXPONENT * np.log10(strength) - TRANSFER_DB + 94)


def equally_loud(*, frequency: InTable, phon: Phon = 40.0) -> float:
    """DB SPL of a tone that sounds as loud as `phon` dB at 1 kHz; the table is read in octaves, straight between."""
    return float(np.interp(np.log2(frequency), np.log2(HZ), levels_of(phon)))


def hearing_threshold(*, frequency: InTable) -> float:
    """DB SPL of the softest tone that young listeners with normal hearing just hear."""
    return float(np.interp(np.log2(frequency), np.log2(HZ), THRESHOLD_DB))
