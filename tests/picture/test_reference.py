"""Reference: every kind of level has a name, and a unit where it has one."""

import pytest

from livemel.config import LevelConfig, load_config
from livemel.config.setting import settings_of
from livemel.picture.reference import UNITS, level_title, level_unit

TITLES = {
    (): "dBFS (0 = full-scale sine)",
    ("level.reference=20",): "dB re 20",
    ("level.reference=max",): "dB re the maximum",
    ("mel.norm=slaney",): "dB re 1",
    ("level.compression=log10",): "log10 mel power",
    ("level.compression=ln", "mel.power=1"): "ln mel magnitude",
    ("level.compression=pcen",): "PCEN of mel power",
    ("level.compression=none",): "mel power",
    ("level.compression=none", "mel.power=1"): "mel magnitude",
    ("level.compression=log10", "level.finalize=whisper"): "Whisper: (log10 mel power + 4) / 4",
    ("level.compression=ln", "level.finalize=per_feature"): "ln mel power, in standard deviations from the band's mean",
}


@pytest.mark.parametrize(("overrides", "title"), TITLES.items(), ids=" ".join)
def test_a_title_says_what_the_levels_are(overrides, title):
    assert level_title(load_config(overrides=overrides)) == title


@pytest.mark.parametrize(
    ("overrides", "unit"),
    [
        ((), "dB"),
        (("level.compression=ln",), "ln"),
        (("level.compression=log10", "level.finalize=whisper"), ""),
        (("level.finalize=per_feature",), ""),
    ],
    ids=str,
)
def test_a_unit_is_that_of_the_finalised_levels(overrides, unit):
    assert level_unit(load_config(overrides=overrides)) == unit


def test_every_compression_has_a_unit_or_none():
    assert UNITS.keys() == set(settings_of(LevelConfig)["compression"].choices)


@pytest.mark.parametrize("preset", ["whisper-80", "whisper-128"])
def test_whisper_is_named(preset):
    assert level_title(load_config(preset)).startswith("Whisper: ")
