"""Names for the arrays that the arithmetic passes on."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Reals = NDArray[np.float32] | NDArray[np.float64]
"""float64 where the precision is exact, float32 where it is fast."""
Indices = NDArray[np.intp]
AnyArray = NDArray[np.generic]
