"""What is written into the pipe of the microphone is what the session gets."""

import numpy as np
from experiments.counting import count
from numbered import LAP, NO_NUMBER, lap, numbers_of

SECONDS = 5.0


def test_every_sample_is_bit_exact_and_in_order_with_the_window_open_and_the_other_core_busy(virtual_mic, screen):
    counted = count(virtual_mic, screen, SECONDS)

    assert counted.samples >= SECONDS * virtual_mic.wiring.rate
    assert (counted.changed, counted.out_of_place, counted.lost, counted.unaccounted) == (0, 0, 0, 0)
    assert counted.pictures_per_second > 50


def test_numbered_sound_tells_every_number_and_every_sample_that_is_none():
    np.testing.assert_array_equal(numbers_of(lap()), np.arange(LAP))
    np.testing.assert_array_equal(numbers_of(np.float32([0.3, np.nextafter(lap()[7], 2)])), NO_NUMBER)
