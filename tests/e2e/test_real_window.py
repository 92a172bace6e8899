"""What the microphone hears is what stands on the screen, and the axis says what it is."""

import numpy as np
import pytest
from program import Program

from livemel.config import Config
from livemel.picture.axis import MelAxis

HZ = 1000
PATIENCE_SECONDS = 10.0
NEWEST_PIXELS = 50


def test_a_tone_is_brightest_where_its_band_is_and_where_the_axis_says(virtual_mic, screen, sound_in_the_room):
    rate = virtual_mic.wiring.rate
    sound_in_the_room(virtual_mic, (0.25 * np.sin(2 * np.pi * HZ * np.arange(rate) / rate)).astype(np.float32))
    with Program(virtual_mic, screen) as program:
        look = program.until(lambda look: look["samples_received"] > 2 * rate, PATIENCE_SECONDS)
        newest = program.picture()[:, -NEWEST_PIXELS:]

    brightness = newest.astype(float).sum(axis=(1, 2))
    brightest = np.flatnonzero(brightness == brightness.max())
    axis = MelAxis(Config().mel, rate)
    height_of_tone = axis.fraction_of(HZ)
    middle = 1 - (brightest.mean() + 0.5) / len(newest)
    assert axis.band_at(middle) == axis.band_at(height_of_tone)
    assert len(brightest) == pytest.approx(len(newest) / axis.n_mels, abs=1)
    tick = look["ticks"]["1k"] - look["view"][1]
    assert tick == pytest.approx((1 - height_of_tone) * len(newest), abs=1)
    assert brightest[0] <= tick <= brightest[-1] + 1
