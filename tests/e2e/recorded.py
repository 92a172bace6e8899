"""What a recording of numbered sound tells."""

from dataclasses import dataclass

import numpy as np
import soundfile
from numbered import NO_NUMBER, numbers_of, steps_between


@dataclass(frozen=True)
class Recorded:
    """One recording, read."""

    rate: int
    numbers: np.ndarray
    """Of each sample; NO_NUMBER where one was changed."""

    @classmethod
    def read(cls, path):
        samples, rate = soundfile.read(path, dtype="float32")
        return cls(rate, numbers_of(samples))

    @property
    def breaks(self):
        """How many samples are changed, or do not follow the one before them."""
        steps = steps_between(self.numbers[:-1], self.numbers[1:])
        return int(np.count_nonzero(self.numbers == NO_NUMBER) + np.count_nonzero(steps != 1))
