"""Explanation: the formulas in words hold, and they end in the colour that is painted."""

from __future__ import annotations

import re

import numpy as np
import pytest

from livemel import MelStream, load_config, melspectrogram
from livemel.config.loading import preset_names
from livemel.dsp.explain import explain
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import colour_indices
from livemel.picture.explanation import bin_lines, explanation
from livemel.picture.history import History
from livemel.picture.seen import seen_levels

RATE = 16000
SOUND = (0.2 * np.random.default_rng(1).normal(size=RATE)).astype(np.float32)
BAND = 20
FRAME = 20
SYMBOLS = {"log10": np.log10, "ln": np.log, "max": max, "floor": np.floor}
MEANT = re.compile(r"(mean|deviation|maximum) (?=-?\d)")
TIMES = re.compile(r"(\d) (?=log10|\()")
TOLD = re.compile(r"(maximum|minimum) - [\d.]+ = ")


def explained(*presets, overrides=()):
    """A point of a second of noise, with what the picture makes of it."""
    config = load_config(*presets, overrides=list(overrides))
    stream = MelStream(config, RATE)
    centre = stream.centre_of_first_frame + FRAME * stream.hop
    derivation = explain(stream, lambda begin, end: SOUND[begin:end], (0, len(SOUND)), centre, BAND)
    seen = seen_levels(config)
    if seen is not None:
        levels = melspectrogram(SOUND, config, RATE)
        history = History(len(levels), config.mel.n_mels, stream.hop)
        history.add_columns(0.0, levels)
        seen.refresh(history, 0, history.end_sample)
    display = config.display
    finalised = None if seen is None else seen.finalised
    return explanation(derivation, display.db_min, display.db_max, display.colormap, finalised)


def step(it, name):
    return next(step.formula for step in it.steps() if step.name == name)


def value_of(formula):
    """What a person with a calculator gets of it, and what it says that it is."""
    formula, _, result = TOLD.sub("", formula).rpartition(" = ")
    sum_ = MEANT.sub("", formula.removeprefix("L = ")).replace("^", "**")
    sum_ = TIMES.sub(r"\1 * ", sum_)
    return float(eval(sum_, SYMBOLS)), float(result.removesuffix(" dB"))


@pytest.mark.parametrize("preset", preset_names())
def test_a_calculator_gives_the_level_of_every_preset(preset):
    overrides = ["mel.fmax=0", "mel.n_mels=64"] if preset == "music" else []
    it = explained(preset, overrides=overrides)
    formula = step(it, "Level")
    calculated, told = value_of(formula)

    assert told == pytest.approx(it.derivation.level, rel=1e-5)
    assert calculated == pytest.approx(told, rel=1e-3, abs=2e-3)


@pytest.mark.parametrize(
    "overrides",
    [
        ["level.compression=pcen"],
        ["level.compression=pcen", "pcen.power=0"],
        ["level.floor_mode=add", "level.reference=0.5"],
        ["mel.power=1"],
        ["level.compression=log10", "level.floor_mode=add"],
    ],
)
def test_a_calculator_gives_every_kind_of_level(overrides):
    formula = step(explained(overrides=overrides), "Level")
    calculated, told = value_of(formula)

    assert calculated == pytest.approx(told, rel=2e-3, abs=2e-3)


def test_without_a_compression_the_level_is_the_sum():
    it = explained(overrides=["level.compression=none"])

    assert step(it, "Level") == f"L = E = {it.derivation.level:.6g}"
    assert it.derivation.level == pytest.approx(it.derivation.value)


@pytest.mark.parametrize(
    ("preset", "overrides"),
    [
        ("whisper-80", []),
        ("parakeet", []),
        ("librosa", ["level.reference=max"]),
        ("librosa", ["level.reference=max", "level.top_db=5"]),
        ("librosa", ["level.top_db=5"]),
    ],
)
def test_what_was_done_with_the_whole_is_told(preset, overrides):
    it = explained(preset, overrides=overrides)
    calculated, told = value_of(step(it, "Of the whole"))

    assert told == pytest.approx(it.shown, rel=1e-5)
    assert calculated == pytest.approx(told, rel=1e-3, abs=2e-3)


def test_where_nothing_was_done_with_the_whole_there_is_no_step():
    it = explained()

    assert "Of the whole" not in [each.name for each in it.steps()]
    assert it.shown == it.derivation.level


@pytest.mark.parametrize("overrides", [[], ["display.db_min=-30", "display.db_max=-25"], ["display.colormap=viridis"]])
def test_the_colour_is_the_one_that_is_painted(overrides):
    it = explained(overrides=overrides)
    index = int(colour_indices(np.array([it.shown], np.float32), it.level_min, it.level_max)[0])

    assert it.colour_index == index
    assert it.rgb == tuple(lookup_table(it.colormap)[index].tolist())
    assert f"= {index}: #" in step(it, "Colour")
    assert it.colormap in step(it, "Colour")


@pytest.mark.parametrize(
    ("preset", "names"),
    [
        ("default", ["Samples", "Window", "Transform", "Bins", "Sum", "Level", "Colour"]),
        ("kaldi", ["Samples", "Mean", "Pre-emphasis", "Window", "Transform", "Bins", "Sum", "Level", "Colour"]),
        (
            "parakeet",
            ["Samples", "Pre-emphasis", "Window", "Transform", "Bins", "Sum", "Level", "Of the whole", "Colour"],
        ),
    ],
)
def test_the_steps_are_those_of_the_recipe(preset, names):
    assert [each.name for each in explained(preset).steps()] == names


def test_every_bin_has_a_line_and_their_shares_make_the_whole():
    it = explained("whisper-80")
    lines = bin_lines(it.derivation)

    assert len(lines) == 1 + len(it.derivation.band.bins)
    assert sum(float(line.split()[-1]) for line in lines[1:]) == pytest.approx(100, abs=0.1 * len(lines))


def test_a_band_without_a_bin_is_explained_too():
    config = load_config(overrides=["mel.n_mels=80", "stft.n_fft=128", "stft.hop_length=64"])
    stream = MelStream(config, 48000)
    derivation = explain(stream, lambda begin, end: SOUND[begin:end], (0, len(SOUND)), 6400, 0)
    it = explanation(derivation, -80, 0, "magma")

    assert (derivation.value, it.colour_index) == (0.0, 0)
    assert step(it, "Bins").startswith("0 bins")
    assert "= 0 = 0" in step(it, "Sum")


def test_the_text_has_the_headline_the_steps_and_the_bins():
    it = explained()
    text = it.as_text()

    assert text.startswith(f"Band {BAND} (")
    assert all(each.formula in text for each in it.steps())
    assert bin_lines(it.derivation)[-1] in text
    assert "nan" not in text
