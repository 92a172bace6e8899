"""Published: how small a difference of frequency listeners heard, tones one after the other.

The values are those that D. R. Guest and A. J. Oxenham (PLoS Comput. Biol. 18, e1009889, 2022) collected in their file
FDL_data.csv: percent of the frequency. The studies differ in tones, levels, practice and what else was heard, and their
thresholds by a factor of 3 and more.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from livemel.lecture.sound import Doubles

Study = Literal["moore1973", "moore2012", "gockel2020", "lau2017"]

NAMES: dict[str, str] = {
    "moore1973": "Moore 1973",
    "moore2012": "Moore & Ernst 2012",
    "gockel2020": "Gockel et al. 2020",
    "lau2017": "Lau et al. 2017",
}

PERCENT: dict[str, tuple[tuple[float, float], ...]] = {
    "moore1973": (
        (125, 0.47), (250, 0.23), (500, 0.15), (1000, 0.15), (2000, 0.18), (4000, 0.23), (6000, 0.45), (8500, 1.05),
    ),
    "moore2012": (
        (2000, 0.97), (4000, 1.25), (6000, 1.4), (8000, 2.0), (10000, 2.3), (12000, 2.0), (14000, 2.2),
    ),
    "gockel2020": (
        (1680, 0.48), (1960, 0.31), (2250, 0.33), (2520, 0.33), (2800, 0.44), (8400, 2.9), (9800, 2.8), (11200, 4.2),
        (12600, 8.0), (14000, 7.9),
    ),
    "lau2017": (
        (1680, 1.1), (1960, 1.1), (2250, 1.0), (2520, 1.0), (2800, 0.8), (8400, 22.0), (9800, 23.0), (11200, 31.0),
        (12600, 32.0), (14000, 35.0),
    ),
}  # fmt: skip
"""Hz, and percent of it."""

MODEL_LOW_HZ, MODEL_HIGH_HZ = 125.0, 8000.0
"""Between these the model is drawn as such; beyond them it is extrapolated."""
MODEL_MS = 500.0
MODEL_DB_SL = 40.0


def limens_of(study: str) -> tuple[Doubles, Doubles]:
    """Frequencies and thresholds of a study, both in Hz."""
    table = np.array(PERCENT[study])
    return table[:, 0], table[:, 0] * table[:, 1] / 100.0


def model_of(frequencies: ArrayLike, milliseconds: float = MODEL_MS, level_db: float = MODEL_DB_SL) -> Doubles:
    """Hz: the threshold by the model of C. Micheyl, L. Xiao and A. J. Oxenham (Hearing Research 292, 1, 2012).

    Log10 of it is 0.38 F^0.82 + 0.42 (D / 100)^-0.42 + 0.37 (S / 10)^-1.09 - 0.38, with F in kHz, D in ms and S in dB
    above the threshold of hearing.
    """
    kilohertz = np.asarray(frequencies, np.float64) / 1000.0
    fixed = 0.42 * (milliseconds / 100.0) ** -0.42 + 0.37 * (level_db / 10.0) ** -1.09 - 0.38
    return np.asarray(10.0 ** (0.38 * kilohertz**0.82 + fixed))
