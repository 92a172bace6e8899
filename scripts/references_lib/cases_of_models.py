"""What is asked of the libraries of models: their own settings above all, and the options they have."""

from __future__ import annotations

from references_lib.case import Case
from references_lib.sounds import (
    chirp,
    counter,
    denormals,
    last_click,
    loud_noise,
    noise,
    offset,
    one_sample,
    silence,
    speech,
    square,
)


def _of(library: str, preset: str):
    """A maker of cases of one library and preset: name, sound, rate, length, settings."""

    def case(name, sound, rate, length, settings=None, leave_out=()) -> Case:
        return Case(f"{preset}-{name}", library, preset, sound, rate, length, settings or {}, leave_out)

    return case


_htk = _of("torchaudio", "htk")
HTK = (
    _htk("speech-16000", speech, 16000, 4000),
    _htk("chirp-16000", chirp, 16000, 4000),
    _htk("noise-48000", noise, 48000, 4800),
    _htk("square-44100", square, 44100, 4410),
    _htk("counter-22050", counter, 22050, 4000),
    _htk("silence-16000", silence, 16000, 800),
    _htk("denormals-16000", denormals, 16000, 800),
    _htk("one-sample-16000", one_sample, 16000, 1),
    _htk("shortest-16000", chirp, 16000, 201),
    _htk("one-window-16000", chirp, 16000, 400),
    _htk("top-60-db-16000", speech, 16000, 4000, {"level.top_db": 60.0, "level.finalize": "top_db"}),
    _htk(
        "slaney-96000",
        loud_noise,
        96000,
        9600,
        {
            "stft.n_fft": 2048,
            "stft.win_length": 2048,
            "stft.hop_length": 960,
            "mel.scale": "slaney",
            "mel.norm": "slaney",
        },
    ),
    _htk("magnitudes-8000", chirp, 8000, 2400, {"mel.n_mels": 40, "mel.power": 1}),
    _htk(
        "short-window-32000",
        speech,
        32000,
        6400,
        {
            "stft.n_fft": 1024,
            "stft.win_length": 777,
            "stft.hop_length": 333,
            "stft.window": "hamming",
            "mel.n_mels": 50,
        },
    ),
    _htk("not-centred-24000", chirp, 24000, 4800, {"stft.center": False, "mel.n_mels": 64, "mel.fmin": 60.0}),
    _htk(
        "zeros-around-12000",
        loud_noise,
        12000,
        2400,
        {"stft.pad_mode": "constant", "mel.n_mels": 64, "mel.fmax": 5000.0},
    ),
)

_whisper = _of("whisper", "whisper-80")
_large_whisper = _of("whisper", "whisper-128")
LARGE = {"mel.n_mels": 128}
WHISPER = (
    _whisper("speech-16000", speech, 16000, 8000),
    _whisper("chirp-16000", chirp, 16000, 8000),
    _whisper("noise-16000", noise, 16000, 4000),
    _whisper("square-16000", square, 16000, 4000),
    _whisper("counter-16000", counter, 16000, 4000),
    _whisper("silence-16000", silence, 16000, 1600),
    _whisper("denormals-16000", denormals, 16000, 1600),
    _whisper("one-sample-16000", one_sample, 16000, 1),
    _whisper("too-short-16000", chirp, 16000, 200),
    _whisper("shortest-16000", chirp, 16000, 201),
    _whisper("one-window-16000", chirp, 16000, 400),
    _whisper("last-frame-is-loudest-16000", last_click, 16000, 480),
    _whisper("filled-up-16000", speech, 16000, 4000, {"stft.least_seconds": 30.0}),
    _whisper("resampled-48000", speech, 48000, 14400),
    _large_whisper("speech-16000", speech, 16000, 6000, LARGE),
    _large_whisper("chirp-16000", chirp, 16000, 6001, LARGE),
    _large_whisper("noise-16000", noise, 16000, 3999, LARGE),
    _large_whisper("resampled-44100", chirp, 44100, 8820, LARGE),
)

_kaldi = _of("kaldi_native_fbank", "kaldi")
_kaldi_of_torchaudio = _of("torchaudio_kaldi", "kaldi")
WHOLE = {"stft.snip_edges": False}
KALDI = (
    _kaldi("speech-16000", speech, 16000, 6400),
    _kaldi("chirp-16000", chirp, 16000, 6400),
    _kaldi("noise-16000", noise, 16000, 4000),
    _kaldi("loud-noise-16000", loud_noise, 16000, 4000),
    _kaldi("square-16000", square, 16000, 4000),
    _kaldi("counter-16000", counter, 16000, 4000),
    _kaldi("offset-16000", offset, 16000, 4000),
    _kaldi("silence-16000", silence, 16000, 1600),
    _kaldi("denormals-16000", denormals, 16000, 1600),
    _kaldi("too-short-16000", chirp, 16000, 399),
    _kaldi("one-window-16000", chirp, 16000, 400),
    _kaldi("whole-16000", speech, 16000, 4000, WHOLE),
    _kaldi("whole-one-sample-16000", one_sample, 16000, 1, WHOLE),
    _kaldi("whole-too-short-16000", chirp, 16000, 100, WHOLE),
    _kaldi("whole-one-window-16000", loud_noise, 16000, 400, WHOLE),
    _kaldi("40-bands-16000", speech, 16000, 4000, {"mel.n_mels": 40, "mel.fmin": 64.0, "mel.fmax": 7600.0}),
    _kaldi("hamming-16000", speech, 16000, 4000, {"stft.window": "hamming"}),
    _kaldi("plain-16000", chirp, 16000, 4000, {"stft.remove_dc": False, "stft.preemphasis": 0.0}),
    _kaldi("magnitudes-16000", speech, 16000, 4000, {"mel.power": 1}),
    _kaldi(
        "telephone-8000",
        speech,
        8000,
        3200,
        {"stft.sample_rate": 8000, "stft.n_fft": 256, "stft.win_length": 200, "stft.hop_length": 80, "mel.n_mels": 23},
    ),
    _kaldi("resampled-48000", speech, 48000, 14400),
    _kaldi_of_torchaudio("torchaudio-speech-16000", speech, 16000, 6400),
    _kaldi_of_torchaudio("torchaudio-noise-16000", noise, 16000, 4000),
    _kaldi_of_torchaudio("torchaudio-whole-16000", speech, 16000, 4000, WHOLE),
    _kaldi_of_torchaudio("torchaudio-too-short-16000", chirp, 16000, 399),
    _kaldi_of_torchaudio("torchaudio-23-bands-16000", chirp, 16000, 4000, {"mel.n_mels": 23}),
)

_parakeet = _of("transformers", "parakeet")
PARAKEET = (
    _parakeet("speech-16000", speech, 16000, 6400),
    _parakeet("chirp-16000", chirp, 16000, 6400),
    _parakeet("noise-16000", noise, 16000, 4000),
    _parakeet("square-16000", square, 16000, 4000),
    _parakeet("counter-16000", counter, 16000, 4000),
    _parakeet("80-bands-16000", speech, 16000, 4000, {"mel.n_mels": 80}),
    # its deviations are 0: what it divides by them is how its own sums are rounded
    _parakeet("silence-16000", silence, 16000, 1600, leave_out=("final",)),
    _parakeet("denormals-16000", denormals, 16000, 1600, leave_out=("final",)),
    _parakeet("too-short-16000", chirp, 16000, 159),
    _parakeet("one-frame-16000", chirp, 16000, 319),
    _parakeet("two-frames-16000", chirp, 16000, 320),
    _parakeet("resampled-48000", speech, 48000, 14400),
)

_tacotron = _of("formula", "tacotron")
TACOTRON_2 = {"stft.center": True, "stft.padding": 0, "stft.magnitude_offset": 0.0}
TACOTRON = (
    _tacotron("speech-22050", speech, 22050, 8000),
    _tacotron("chirp-22050", chirp, 22050, 8000),
    _tacotron("noise-22050", noise, 22050, 6000),
    _tacotron("square-22050", square, 22050, 6000),
    _tacotron("counter-22050", counter, 22050, 6000),
    _tacotron("silence-22050", silence, 22050, 2000),
    _tacotron("denormals-22050", denormals, 22050, 2000),
    _tacotron("too-short-22050", chirp, 22050, 384),
    _tacotron("shortest-22050", chirp, 22050, 385),
    _tacotron("one-window-22050", chirp, 22050, 1024),
    _tacotron("resampled-44100", speech, 44100, 13230),
    _tacotron("2-speech-22050", speech, 22050, 6000, TACOTRON_2),
    _tacotron("2-noise-22050", noise, 22050, 6000, TACOTRON_2),
)
