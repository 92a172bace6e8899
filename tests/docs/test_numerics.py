"""docs/numerics.md says what the presets say, and errors that are measured."""

from __future__ import annotations

import re

import numpy as np
import pytest
from docs_lib.generated import NUMERICS, PARTS, part_of, rewritten
from docs_lib.recipes import frames_formula

from livemel import load_config, melspectrogram
from livemel.config.loading import preset_names
from livemel.dsp.geometry import num_frames

TEXT = NUMERICS.read_text()
MEASURED = re.compile(r"\d\.\de[-+]\d\d")
ROUNDING = 1.1
"""Another processor rounds the last bit otherwise."""
OTHER_RECIPES = (
    ("kaldi", ["stft.snip_edges=false"]),
    ("librosa", ["stft.center=false"]),
    ("librosa", ["stft.n_fft=2047"]),
    ("tacotron", ["stft.drop_last=true"]),
)
FAST_DB = {60: 5e-4, 90: 1e-2}
"""What the document says of the precision fast."""


@pytest.fixture(scope="module")
def made():
    """Every part as it would be made now."""
    return {name: part_of(rewritten(TEXT), name) for name in PARTS}


@pytest.mark.parametrize("name", sorted({*PARTS} - {"errors"}))
def test_a_table_says_what_the_presets_say(name, made):
    assert part_of(TEXT, name) == made[name], "run scripts/make_docs"


def test_errors_are_told_of_every_preset_library_and_array(made):
    assert MEASURED.sub("#", part_of(TEXT, "errors")) == MEASURED.sub("#", made["errors"]), "run scripts/make_docs"


def test_no_error_is_greater_than_the_document_says(made):
    told, measured = (
        [float(number) for number in MEASURED.findall(text)] for text in (part_of(TEXT, "errors"), made["errors"])
    )

    assert len(told) == len(measured) > 10
    assert all(error <= ROUNDING * most for error, most in zip(measured, told, strict=True))


@pytest.mark.parametrize(("preset", "overrides"), [*((name, []) for name in preset_names()), *OTHER_RECIPES])
def test_the_formula_of_frames_counts_them(preset, overrides):
    stft = load_config(preset, overrides=overrides).stft
    formula = frames_formula(stft)

    assert [eval(formula, {"n": n, "max": max}) for n in range(1, 3000)] == [
        num_frames(n, stft) for n in range(1, 3000)
    ]


@pytest.mark.parametrize("preset", preset_names())
def test_fast_is_as_near_to_exact_as_the_document_says(preset):
    rate = load_config(preset).stft.sample_rate or 48000
    time = np.arange(rate) / rate
    sweep = np.sin(2 * np.pi * np.cumsum(np.geomspace(50, 0.45 * rate, rate)) / rate)
    noise = np.random.default_rng(0).uniform(-1, 1, len(time))
    for sound in (0.5 * sweep, 0.2 * noise):
        assert_near(sound.astype(np.float32), preset, rate)


def assert_near(sound, preset, rate):
    mel = ["level.compression=none", "level.finalize=none"]
    config = load_config(preset, overrides=mel)
    exact = melspectrogram(sound, config, rate).astype(np.float64)
    fast = melspectrogram(sound, load_config(preset, overrides=[*mel, "stft.precision=fast"]), rate)
    per_decade = 20 / config.mel.power
    for within_db, most in FAST_DB.items():
        near = exact >= exact.max() * 10 ** (-within_db / per_decade)

        assert np.abs(per_decade * np.log10(fast[near] / exact[near])).max() <= most
