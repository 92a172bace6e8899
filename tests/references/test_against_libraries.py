"""livemel beside the installed libraries: `pytest -m references`, with the packages of the extra `references`."""

from __future__ import annotations

import importlib

import numpy as np
import pytest
from golden import REFERENCES, Reference
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from references_lib.cases import CASES

from livemel import load_config, melspectrogram
from livemel.config.window_names import WINDOW_PARAMETERS
from livemel.dsp.geometry import num_frames

pytestmark = [
    pytest.mark.references,
    pytest.mark.filterwarnings("ignore"),  # the libraries' own, among them those of empty bands
]
FILES = {path.stem: path for path in REFERENCES}
COUNTED = {  # library: preset, settings, why it may refuse
    "librosa": ("librosa", {}, ""),
    "torchaudio": ("htk", {}, "Padding size should be less"),
    "whisper": ("whisper-80", {}, "Padding size should be less"),
    "kaldi_native_fbank": ("kaldi", {}, ""),
    "kaldi_native_fbank, whole": ("kaldi", {"stft.snip_edges": False}, ""),
    "torchaudio_kaldi": ("kaldi", {}, "choose a window size"),
    "transformers": ("parakeet", {}, ""),
    "formula": ("tacotron", {}, "Padding size should be less"),
}
RATES = {"formula": 22050, "librosa": 22050}


def test_there_is_a_file_for_every_case_and_a_case_for_every_file():
    assert sorted(FILES) == sorted(case.name for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_numbers_are_the_installed_librarys(case):
    answer, about = case.ask()
    live = Reference(case.name, case.samples, answer, about)

    assert {bar: error for bar in live.bars if not (error := live.error(bar)) <= bar.most} == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_file_holds_what_the_installed_library_gives(case):
    answer, about = case.ask()
    live, kept = Reference(case.name, case.samples, answer, about), Reference.read(FILES[case.name])

    assert np.array_equal(live.samples, kept.samples)
    assert (live.preset, live.overrides, live.refuses) == (kept.preset, kept.overrides, kept.refuses)
    for bar in kept.bars:
        assert bar.error(live.arrays[bar.array], kept.arrays[bar.array], kept.decibel) <= bar.most


@pytest.mark.parametrize("name", COUNTED)
def test_frames_of_every_length_are_as_many_as_the_installed_library_gives(name):
    library = name.partition(",")[0]
    preset, options, refusal = COUNTED[name]
    maker = importlib.import_module(f"references_lib.by_{library}")
    case = importlib.import_module("references_lib.case")
    stft = load_config(preset, overrides=case.overrides(options)).stft
    noise = np.random.default_rng(0).uniform(-1, 1, 2000).astype(np.float32)
    counts, refusals = {}, []
    for n in range(1, 2001):
        try:
            answer = maker.answer(noise[:n], RATES.get(library, 16000), dict(options))
            counts[n] = len(answer["final" if library == "whisper" else "causal"])
        except case.Refusal as refused:
            refusals.append(str(refused))

    assert all(refusal in said for said in refusals)
    assert bool(refusals) == bool(refusal)
    assert {n: num_frames(n, stft) for n in counts} == counts
    assert set(range(513, 2001)) <= counts.keys()


@st.composite
def librosas_settings(draw):
    n_fft = draw(st.integers(16, 300) | st.sampled_from([255, 256, 400, 512]))
    plain = [name for name, (least, _) in WINDOW_PARAMETERS.items() if least == 0 and name != "povey"]
    return {
        "stft.n_fft": n_fft,
        "stft.win_length": draw(st.integers(n_fft // 2, n_fft)),
        "stft.hop_length": draw(st.integers(1 + n_fft // 8, n_fft)),
        "stft.window": draw(st.sampled_from(plain)),
        "stft.pad_mode": draw(st.sampled_from(["constant", "edge", "reflect", "symmetric"])),
        "mel.n_mels": draw(st.integers(1, 24)),
        "mel.fmin": draw(st.sampled_from([0.0, 20.0, 133.3])),
        "mel.scale": draw(st.sampled_from(["slaney", "htk"])),
        "mel.norm": draw(st.sampled_from(["slaney", "none"])),
    }


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(
    chosen=librosas_settings(),
    length=st.integers(301, 1500),
    rate=st.sampled_from([8000, 11025, 16000, 22050, 44100, 48000, 96000]),
)
def test_librosa_is_met_whatever_the_settings(chosen, length, rate):
    maker = importlib.import_module("references_lib.by_librosa")
    case = importlib.import_module("references_lib.case")
    samples = np.random.default_rng(length).uniform(-1, 1, length).astype(np.float32)
    theirs = maker.answer(samples, rate, dict(chosen))["mel"]
    config = load_config("librosa", overrides=[*case.overrides(chosen), "level.compression=none"])
    ours = melspectrogram(samples, config, rate)

    assert ours.shape == theirs.shape
    assert (np.abs(ours - theirs) <= 2e-6 * theirs.max(axis=1, keepdims=True)).all()
