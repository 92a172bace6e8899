"""Saved settings: which count at a start, and which are saved at its end."""

from dataclasses import replace

import pytest
from config_strategies import configs
from hypothesis import HealthCheck, given, settings

from livemel.config import Config, load_config
from livemel.config.loading import user_file
from livemel.config.remembering import start_of_window
from livemel.config.saved import Saved, WindowState, read_saved, write_saved
from livemel.errors import ConfigError


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "window.toml"


def start(path, tables=None, presets=(), overrides=(), environment=None, source_named=False):
    if tables is not None:
        write_saved(Saved(tables=tables), path)
    return start_of_window(presets, overrides, environment or {}, source_named, path)


def changed(config, **sections):
    return replace(config, **{name: replace(getattr(config, name), **keys) for name, keys in sections.items()})


def again(path, start, now, **options):
    """The next start, after a window that closed with the configuration `now`."""
    write_saved(start.to_save(now, WindowState()), path)
    return start_of_window([], [], {}, False, path) if not options else start_of_window(path=path, **options)


def test_what_was_saved_is_above_the_users_file_and_below_the_rest(path):
    user_file().parent.mkdir(parents=True)
    user_file().write_text("mel.n_mels = 10\nstft.n_fft = 4096\ndisplay.seconds = 3", encoding="utf-8")
    saved = {"mel": {"n_mels": 20}, "stft": {"hop_length": 20}, "display": {"fps": 20.0, "seconds": 20.0}}
    begun = start(path, saved, (), ["stft.hop_length=50"], {"LIVEMEL_DISPLAY__FPS": "40"})

    assert begun.config == changed(
        Config(), mel={"n_mels": 20}, stft={"n_fft": 4096, "hop_length": 50}, display={"fps": 40.0, "seconds": 20.0}
    )
    assert begun.origins["mel.n_mels"] == "saved by the window"
    assert begun.base.mel.n_mels == 10


def test_a_preset_that_was_named_is_no_hybrid(path):
    saved = {
        "stft": {"n_fft": 512},
        "mel": {"scale": "bark"},
        "level": {"floor": 1e-3},
        "pcen": {"gain": 0.5},
        "display": {"db_min": -50.0, "db_max": -10.0, "theme": "light"},
    }

    assert start(path, saved, ["librosa"]).config == changed(load_config("librosa"), display={"theme": "light"})


@pytest.mark.parametrize(("named", "channel"), [(False, "mix"), (True, 1)])
def test_the_saved_microphone_counts_unless_the_command_line_names_a_source(path, named, channel):
    source = {"device": "USB", "channel": "mix", "sample_rate": 44100, "ring_seconds": 5.0}
    config = start(path, {"source": source}, source_named=named).config

    assert config.source.channel == channel
    assert config.source.device == ("" if named else "USB")
    assert config.source.ring_seconds == 5.0


def test_a_start_never_plays_the_file_of_the_last_one(path):
    begun = start(path)
    ended = changed(begun.config, source={"kind": "file", "path": "voice.wav"})

    assert again(path, begun, ended).config == Config()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(now=configs())
def test_what_was_changed_is_there_again(path, now):
    path.unlink(missing_ok=True)
    kept = ("kind", "path", "signal")
    now = changed(now, source={key: getattr(Config().source, key) for key in kept})

    assert again(path, start(path), now).config == now


def test_only_differences_are_saved(path):
    begun = start(path)
    now = changed(begun.config, mel={"n_mels": 80})

    assert begun.to_save(now, WindowState()).tables == {"mel": {"n_mels": 80}}


def test_what_is_put_back_is_no_longer_saved(path):
    begun = start(path, {"mel": {"n_mels": 80}})

    assert begun.to_save(begun.base, WindowState()).tables == {}


def test_what_a_command_line_set_for_once_is_not_saved(path):
    begun = start(path, {"mel": {"n_mels": 80}}, overrides=["mel.n_mels=40", "mel.fmin=100"])

    assert begun.to_save(begun.config, WindowState()).tables == {"mel": {"n_mels": 80}}


def test_a_run_with_a_preset_leaves_the_saved_analysis_as_it_was(path):
    begun = start(path, {"mel": {"n_mels": 80}}, ["librosa"])
    now = changed(begun.config, mel={"n_mels": 33, "fmin": 50.0}, display={"theme": "projector"})

    assert begun.to_save(now, WindowState()).tables == {"mel": {"n_mels": 80}, "display": {"theme": "projector"}}


def test_the_name_of_the_last_microphone_stays_while_none_is_heard(path):
    begun = start(path)
    write_saved(begun.to_save(begun.config, WindowState(), "USB"), path)
    later = start(path)

    assert later.to_save(later.config, WindowState()).device == "USB"
    assert later.to_save(later.config, WindowState(), "Built-in").device == "Built-in"


def test_settings_that_do_not_go_together_are_left_out_and_told(path):
    begun = start(path, {"mel": {"fmin": 5000.0}}, overrides=["mel.fmax=4000"])

    assert begun.config == load_config(overrides=["mel.fmax=4000"])
    assert begun.problems[0].startswith("the settings saved by the window do not go with the others and were left out")


def test_what_is_wrong_in_the_file_is_told_with_where_it_is_kept(path):
    path.write_text("[mel]\nn_mels = 0", encoding="utf-8")

    assert start(path).problems == (
        f"{path}: mel.n_mels must be a whole number 1..4096, got 0",
        f"the file is kept as {path}.broken when the window closes",
    )


def test_a_wrong_command_line_is_an_error_whatever_was_saved(path):
    with pytest.raises(ConfigError, match=r"^--set: mel\.n_mels must be"):
        start(path, {"mel": {"n_mels": 80}}, overrides=["mel.n_mels=0"])


def test_to_close_without_a_change_saves_the_same(path):
    tables = {"mel": {"n_mels": 80}, "display": {"db_min": -60.0}, "source": {"device": "USB"}}
    for options in ({}, {"presets": ["kaldi"]}, {"source_named": True}):
        begun = start(path, tables, **options)
        write_saved(begun.to_save(begun.config, WindowState()), path)

        assert read_saved(path)[0].tables == tables
