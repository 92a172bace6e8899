"""Presets in the window: taken, known again, saved under a name of one's own."""

from dataclasses import replace

import pytest
from config_strategies import configs
from hypothesis import HealthCheck, given, settings

from livemel.config import Config, load_config
from livemel.config.loading import preset_description, preset_names, user_preset_names, user_presets_folder
from livemel.config.own_presets import preset_configs, preset_in_use, save_as_preset, with_preset
from livemel.errors import ConfigError, LivemelError


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("name", preset_names())
def test_a_preset_that_is_taken_is_the_one_in_use(name):
    config = with_preset(load_config(overrides=["display.theme=projector", "source.device=USB"]), name)

    assert preset_in_use(config, preset_configs()) == name
    assert (config.display.theme, config.source.device) == ("projector", "USB")
    assert config.mel == load_config(name).mel


@pytest.mark.parametrize("override", ["mel.n_mels=77", "display.db_min=-33", "stft.hop_length=100"])
def test_a_change_leaves_no_preset_in_use(override):
    assert preset_in_use(load_config("librosa", overrides=[override]), preset_configs()) == ""


def test_the_looks_that_a_preset_does_not_name_stay():
    config = load_config(overrides=["display.colormap=gray", "display.seconds=33"])

    assert with_preset(config, "librosa").display.colormap == "gray"
    assert with_preset(config, "music").display.colormap == "inferno"
    assert with_preset(config, "music").display.seconds == 20


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(config=configs())
def test_what_was_saved_is_taken_by_name_everywhere(config):
    save_as_preset("mine", config)

    assert with_preset(Config(), "mine").mel == config.mel
    assert with_preset(config, "mine") == config
    assert replace(load_config("mine"), source=config.source).stft == config.stft


def test_it_is_listed_after_livemels_own():
    save_as_preset("birds", Config(), description="High.")

    assert user_preset_names() == ["birds"]
    assert list(preset_configs()) == [*preset_names(), "birds"]
    assert preset_description("birds") == "High."


def test_the_description_stays_when_it_is_replaced():
    save_as_preset("birds", Config(), description="High.")
    save_as_preset("birds", load_config("music"))

    assert preset_description("birds") == "High."
    assert load_config("birds").mel == load_config("music").mel


def test_what_is_a_matter_of_who_looks_is_left_out():
    save_as_preset("birds", load_config(overrides=["display.theme=light", "source.device=USB"]))

    assert load_config("birds").display.theme == "dark"
    assert load_config("birds").source.device == ""


@pytest.mark.parametrize("name", ["librosa", "Librosa", "", "../x", "a b", ".hidden", "x" * 65, "a.toml"])
def test_a_name_that_cannot_be_taken_is_refused(name):
    with pytest.raises(ConfigError, match=r"preset"):
        save_as_preset(name, Config())


def test_a_file_with_a_name_of_livemels_own_is_never_meant(home):
    user_presets_folder().mkdir(parents=True)
    (user_presets_folder() / "librosa.toml").write_text("mel.n_mels = 3", encoding="utf-8")

    assert load_config("librosa").mel.n_mels == 128
    assert user_preset_names() == []


def test_a_broken_preset_is_never_in_use_and_not_offered():
    user_presets_folder().mkdir(parents=True)
    (user_presets_folder() / "bad.toml").write_text("[", encoding="utf-8")

    assert preset_in_use(load_config(overrides=["mel.n_mels=77"]), preset_configs()) == ""
    assert "bad" not in preset_configs()
    with pytest.raises(ConfigError, match=r"^preset bad: not valid TOML"):
        with_preset(Config(), "bad")


def test_a_name_that_is_no_preset_is_told_with_own_presets():
    save_as_preset("birds", Config())

    with pytest.raises(ConfigError, match=r"^no preset and no file 'bird'; presets are default, .*, birds$"):
        load_config("bird")


def test_a_folder_that_cannot_be_made_is_told(home):
    (home / "file").write_text("", encoding="utf-8")

    with pytest.raises(LivemelError, match=r"^cannot make the folder "):
        save_as_preset("birds", Config(), home / "file" / "presets")
