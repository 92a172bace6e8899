"""Numbered sound: every sample carries its own number, exactly, and together they sound like noise.

A number of 24 bits, mixed one to one, becomes a multiple of 2**-23 in [-1, 1): float32 holds each of them exactly.
"""

from functools import cache

import numpy as np

NUMBERS = 1 << 24
STEP = 2.0**-23
LAP = 1 << 22  # after so many samples, 87 s at 48 kHz, the numbers begin anew
NO_NUMBER = -1
FACTORS = (0x9E3779, 0xC2B2AF)  # odd: modulo 2**24 the multiplication can be undone
RMS_DBFS = 10 * np.log10(2 / 3)
"""Of numbered sound, where a full-scale sine has 0."""
UNDOING = tuple(pow(factor, -1, NUMBERS) for factor in FACTORS)


def samples_of(numbers):
    """The samples, float32, that carry `numbers`."""
    mixed = numbers.astype(np.int64) * FACTORS[0] % NUMBERS
    mixed = (mixed ^ mixed >> 12) * FACTORS[1] % NUMBERS
    return ((mixed - NUMBERS // 2) * STEP).astype(np.float32)


def numbers_of(samples):
    """The numbers of `samples`; NO_NUMBER where one carries none."""
    steps = samples.astype(np.float64) / STEP + NUMBERS // 2
    mixed = steps.astype(np.int64)
    numbers = mixed * UNDOING[1] % NUMBERS
    numbers = (numbers ^ numbers >> 12) * UNDOING[0] % NUMBERS
    return np.where((mixed == steps) & (numbers < LAP), numbers, NO_NUMBER)


@cache
def lap():
    """One lap of numbered sound."""
    return samples_of(np.arange(LAP))


def steps_between(earlier, later):
    """How far `later` is ahead of `earlier`, by the shorter way round."""
    return (np.asarray(later) - earlier + LAP // 2) % LAP - LAP // 2
