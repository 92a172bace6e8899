"""Names for the arrays that the arithmetic passes on."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
AnyArray = NDArray[np.generic]
