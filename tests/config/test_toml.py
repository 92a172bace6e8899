"""TOML out and in again: nothing is lost on the way."""

import tempfile
from pathlib import Path

import pytest
from config_strategies import configs
from hypothesis import given

from livemel.config import Config, load_config, to_toml
from livemel.config.loading import preset_description, preset_names


@given(config=configs())
def test_a_configuration_comes_back_from_its_own_text(config):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "settings.toml")
        path.write_text(to_toml(config), encoding="utf-8")

        assert load_config(path) == config


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_loads_and_says_what_it_is_for(name):
    load_config(name)

    assert preset_description(name).endswith(".")


def test_the_default_preset_is_the_default():
    assert load_config("default") == load_config() == Config()


def test_the_later_preset_wins_and_both_count():
    both = load_config("default", "librosa")

    assert both == load_config("librosa") != Config()
