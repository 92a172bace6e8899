"""What a recording of numbered sound tells."""

import numpy as np
import soundfile
from numbered import NO_NUMBER, numbers_of, steps_between


def numbers_in(path):
    """Of each sample; NO_NUMBER where one was changed."""
    return numbers_of(soundfile.read(path, dtype="float32")[0])


def breaks(numbers):
    """How many samples are changed, or do not follow the one before them."""
    return int(np.count_nonzero(numbers == NO_NUMBER) + np.count_nonzero(steps_between(numbers[:-1], numbers[1:]) != 1))
