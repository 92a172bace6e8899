"""A rule looks at the bands of its range, however narrow that is; one without any is refused."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.config import MelConfig
from livemel.dsp.filterbank import band_centres
from livemel.errors import ConfigError
from livemel.monitor.rules.bands import bands_of
from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.watchers import Watchers

CENTRES = np.array([100.0, 200.0, 400.0, 800.0])


def ranged(low, high, measure="band"):
    return Rule(name="hum", measure=measure, above=-40.0, low_hz=low, high_hz=high)


@pytest.mark.parametrize(
    ("low", "high", "looked_at"),
    [
        (0, 0, [100, 200, 400, 800]),
        (150, 250, [200]),
        (220, 240, [200]),
        (120, 180, [100, 200]),
        (290, 310, [200, 400]),
        (1, 60, [100]),
        (1500, 1600, [800]),
        (500, 0, [400, 800]),
    ],
)
def test_a_band_stands_for_what_is_nearer_to_its_centre_than_to_any_other(low, high, looked_at):
    assert CENTRES[bands_of(ranged(low, high), CENTRES)].tolist() == looked_at


@pytest.mark.parametrize("scale", ["slaney", "htk", "bark", "erb", "log", "linear"])
@pytest.mark.parametrize("n_mels", [1, 2, 40, 128])
def test_no_range_between_the_limits_of_the_filterbank_is_without_a_band(scale, n_mels):
    centres = band_centres(MelConfig(n_mels=n_mels, scale=scale, fmin=20.0, fmax=20000.0), 48000)
    lows = np.geomspace(20.0, 19990.0, 300)

    assert all(bands_of(ranged(low, low + 1.0), centres).any() for low in lows)


@pytest.mark.parametrize("measure", ["band", "novelty"])
def test_a_range_beyond_all_bands_is_refused_with_their_limits(measure):
    centres = band_centres(MelConfig(), 48000)
    with pytest.raises(ConfigError) as error:
        Watchers([ranged(30000.0, 40000.0, measure), ranged(50000.0, 0.0, measure)], centres, [])

    assert [str(each) for each in error.value.problems] == [
        f"rule 'hum' looks at {asked}, where there is no mel band: their centres lie from 32 to 23230 Hz;"
        " change low_hz and high_hz, or mel.fmin, mel.fmax and the sample rate"
        for asked in ("30000 to 40000 Hz", "what is above 50000 Hz")
    ]


def test_a_range_below_all_bands_is_refused():
    with pytest.raises(ConfigError, match=r"looks at 45 to 55 Hz, where there is no mel band"):
        Watchers([ranged(45.0, 55.0)], band_centres(MelConfig(fmin=300.0, fmax=8000.0), 48000), [])
