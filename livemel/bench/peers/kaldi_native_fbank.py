"""kaldi-native-fbank: OnlineFbank, given lists (its faster way) or arrays."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from livemel.bench.contender import Hop, Whole
from livemel.bench.peers import tails
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def _as_librosa(recipe: Recipe) -> Any:
    """The options that give librosa's mel spectrogram of a signal with its padding, before the dB."""
    options = import_module("kaldi_native_fbank").FbankOptions()
    config = recipe.config()
    frame, mel = options.frame_opts, options.mel_opts
    _set_lengths(frame, config.stft.n_fft, config.stft.hop_length, recipe.sample_rate)
    frame.window_type = "hann"
    frame.preemph_coeff = 0.0
    frame.remove_dc_offset = False
    mel.is_librosa = True
    mel.num_bins = config.mel.n_mels
    mel.low_freq = 0.0
    options.use_log_fbank = False
    return options


def _as_kaldi(recipe: Recipe) -> Any:
    options = import_module("kaldi_native_fbank").FbankOptions()
    options.frame_opts.samp_freq = recipe.sample_rate
    options.frame_opts.dither = 0.0
    options.mel_opts.num_bins = recipe.config().mel.n_mels
    return options


def _set_lengths(frame: Any, length: int, shift: int, sample_rate: int) -> None:
    """Milliseconds that are cut to whole samples: a quarter of a sample more, that none is lost to rounding."""
    frame.samp_freq = sample_rate
    frame.frame_length_ms = 1000.0 * (length + 0.25) / sample_rate
    frame.frame_shift_ms = 1000.0 * (shift + 0.25) / sample_rate
    frame.dither = 0.0


def _frames_of(samples: Floats, options: Any, sample_rate: int) -> Floats:
    """A list of a second at a time: measured to be its fastest way, one of the whole signal is slower."""
    fbank = import_module("kaldi_native_fbank").OnlineFbank(options)
    for begin in range(0, len(samples), sample_rate):
        fbank.accept_waveform(sample_rate, samples[begin : begin + sample_rate].tolist())
    fbank.input_finished()
    return np.array([fbank.get_frame(number) for number in range(fbank.num_frames_ready)], np.float32)


def _decibels(samples: Floats, recipe: Recipe) -> Whole:
    options = _as_librosa(recipe)
    half = recipe.config().stft.n_fft // 2
    return lambda: tails.decibels(_frames_of(np.pad(samples, half), options, recipe.sample_rate))


def _kaldi(samples: Floats, recipe: Recipe) -> Whole:
    options = _as_kaldi(recipe)
    return lambda: _frames_of(samples, options, recipe.sample_rate)


def _hop(options: Any, rate: int, as_input: Callable[[Floats], Any], tail: Callable[[Any], Any]) -> Hop:
    fbank = import_module("kaldi_native_fbank").OnlineFbank(options)
    done = 0

    def hop(block: Floats) -> Any:
        nonlocal done
        fbank.accept_waveform(rate, as_input(block))
        if fbank.num_frames_ready == done:
            return None
        frame = tail(fbank.get_frame(done))
        fbank.pop(1)
        done += 1
        return frame

    return hop


def _list_of(block: Floats) -> Any:
    return block.tolist()


def _itself(block: Floats) -> Any:
    return block


def _copy(frame: Any) -> Any:
    """What pop frees is not the caller's to keep."""
    return frame.copy()


def _copied_decibels(frame: Any) -> Any:
    return tails.decibels(frame.copy())


def _live(as_input: Callable[[Floats], Any]) -> dict[str, Callable[[Recipe], Hop]]:
    def kaldi(recipe: Recipe) -> Hop:
        return _hop(_as_kaldi(recipe), recipe.sample_rate, as_input, _copy)

    def decibels(recipe: Recipe) -> Hop:
        return _hop(_as_librosa(recipe), recipe.sample_rate, as_input, _copied_decibels)

    return {"decibels": decibels, "kaldi": kaldi}


OFFLINE = {"decibels": _decibels, "kaldi": _kaldi}
LIVE_OF_LISTS = _live(_list_of)
LIVE_OF_ARRAYS = _live(_itself)
