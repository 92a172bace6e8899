"""Settings while they are changed: each problem at its field, each step can be undone."""

import tomllib
from dataclasses import replace

import pytest
from config_strategies import ALL_SETTINGS, configs
from hypothesis import given
from hypothesis import strategies as st

from livemel.config import Config, load_config
from livemel.config.editing import MOST_STEPS, Edits, changed, differences, to_toml_of_differences
from livemel.config.layers import Layer, as_tables, merge
from livemel.config.rules import problems_of


def test_a_good_value_makes_a_new_configuration():
    change = changed(Config(), {"mel.n_mels": 80})

    assert change.problems == {}
    assert change.config == load_config(overrides=["mel.n_mels=80"])


@pytest.mark.parametrize(
    ("overrides", "values", "problems"),
    [
        ([], {"mel.n_mels": 0}, {"mel.n_mels": "must be a whole number 1..4096, got 0"}),
        ([], {"mel.n_mels": 0, "mel.fmin": -1.0}, {"mel.n_mels", "mel.fmin"}),
        (["mel.fmin=300"], {"mel.fmax": 200.0}, {"mel.fmax": "mel.fmin must be less than mel.fmax = 200 Hz, got 300"}),
        (["mel.fmax=300"], {"mel.fmin": 400.0}, {"mel.fmin": "must be less than mel.fmax = 300 Hz, got 400"}),
        ([], {"mel.scale": "log"}, {"mel.scale": "mel.fmin must be above 0 Hz while mel.scale is log, got 0"}),
        ([], {"display.db_max": -90.0}, {"display.db_max"}),
        ([], {"stft.window": "kaiser"}, {"stft.window"}),
        ([], {"stft.n_fft": 256}, {"stft.n_fft": "stft.hop_length must be 1..256 (stft.n_fft), got 384"}),
    ],
)
def test_a_problem_is_told_at_the_field_that_was_changed(overrides, values, problems):
    config = load_config(overrides=overrides)
    change = changed(config, values)

    assert change.config is config
    assert change.problems.keys() == set(problems)
    assert change.problems == problems or isinstance(problems, set)


def test_what_a_sample_rate_forbids_is_told():
    assert changed(Config(), {"mel.fmax": 9000.0}).problems == {}
    assert changed(Config(), {"mel.fmax": 9000.0}, 16000).problems == {
        "mel.fmax": "must be at most 8000 Hz (half of sample_rate), got 9000"
    }


def test_an_old_problem_does_not_keep_another_field_from_being_changed():
    config = load_config(overrides=["mel.fmax=9000"])

    assert changed(config, {"display.theme": "light"}, 16000).config.display.theme == "light"
    assert changed(config, {"mel.fmax": 8500.0}, 16000).config is config
    assert changed(config, {"mel.fmax": 7000.0}, 16000).config.mel.fmax == 7000


@given(config=configs(), chosen=st.sampled_from(ALL_SETTINGS), other=configs())
def test_no_change_makes_a_configuration_that_is_refused(config, chosen, other):
    section, key, _ = chosen
    value = getattr(getattr(other, section), key)
    change = changed(config, {f"{section}.{key}": value})
    if change.problems:
        assert change.config is config
    else:
        assert problems_of(change.config) == []
        assert getattr(getattr(change.config, section), key) == value


def test_every_step_can_be_undone_and_redone():
    steps = [replace(Config(), mel=replace(Config().mel, n_mels=count)) for count in (128, 80, 64, 40)]
    edits = Edits(steps[0])
    for step in steps:
        edits.take(step)

    assert [edits.undo() for _ in range(4)] == [steps[2], steps[1], steps[0], steps[0]]
    assert not edits.can_undo
    assert [edits.redo() for _ in range(4)] == [*steps[1:], steps[3]]
    assert not edits.can_redo


def test_a_new_step_forgets_what_was_undone():
    edits = Edits(Config())
    edits.take(load_config("music"))
    edits.undo()
    edits.take(load_config("speech"))

    assert not edits.can_redo
    assert edits.undo() == Config()


def test_the_oldest_steps_are_forgotten():
    edits = Edits(Config())
    for count in range(1, 2 * MOST_STEPS):
        edits.take(replace(Config(), mel=replace(Config().mel, n_mels=count)))
    steps = 0
    while edits.can_undo:
        edits.undo()
        steps += 1

    assert steps == MOST_STEPS


@given(config=configs(), base=configs())
def test_differences_on_top_of_the_base_give_the_configuration(config, base):
    assert merge([Layer("base", as_tables(base)), Layer("changes", differences(config, base))])[0] == config


@given(config=configs())
def test_differences_as_toml_are_read_again(config):
    assert tomllib.loads(to_toml_of_differences(config, Config())) == differences(config, Config())


def test_nothing_differs_from_itself():
    assert differences(Config(), Config()) == {}
    assert to_toml_of_differences(Config(), Config()) == ""


def test_what_amends_a_step_is_undone_with_it():
    edits = Edits(Config())
    configs = [changed(Config(), {"mel.n_mels": count}).config for count in (40, 50, 60)]
    edits.take(configs[0])
    edits.take(configs[1])
    edits.take(configs[2], amends=True)

    assert edits.undo() == configs[0]
    assert edits.redo() == configs[2]
