"""What a picture shows of a configuration."""

import pytest

from livemel.config import load_config
from livemel.picture.shown import shown_config


def test_mel_values_themselves_are_shown_shown_config():
    config = load_config("librosa", overrides=["level.compression=none"])

    assert shown_config(config) == load_config("librosa")


@pytest.mark.parametrize("compression", ["db", "log10", "ln", "pcen"])
def test_levels_of_another_unit_are_shown_in_it(compression):
    config = load_config(overrides=[f"level.compression={compression}"])

    assert shown_config(config) is config
