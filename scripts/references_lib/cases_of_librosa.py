"""What is asked of librosa: its defaults, and corners of every setting, from 8 to 96 kHz."""

from __future__ import annotations

from references_lib.case import Case
from references_lib.sounds import (
    chirp,
    click,
    counter,
    denormals,
    loud_noise,
    noise,
    offset,
    one_sample,
    silence,
    speech,
    square,
)


def _case(name, sound, rate, length, stft=None, mel=None, **levels) -> Case:
    """One of preset librosa; the names of sections are put before the keys."""
    settings = {f"stft.{key}": value for key, value in (stft or {}).items()}
    settings |= {f"mel.{key}": value for key, value in (mel or {}).items()}
    settings |= {key.replace("_", ".", 1): value for key, value in levels.items()}
    return Case(f"{name}-{rate}", "librosa", "librosa", sound, rate, length, settings)


MOST = {"n_mels": 64}
AMIN = 1e-5
"""Of librosa.amplitude_to_db; power_to_db's is in the preset."""

LIBROSA = (
    _case("librosa-defaults-speech", speech, 22050, 13230),
    _case("librosa-defaults-chirp", chirp, 48000, 24000),
    _case("narrowband", speech, 8000, 4800, {"n_fft": 256, "hop_length": 80}, {"n_mels": 40, "fmax": 3800.0}),
    _case(
        "whisper-like", speech, 16000, 8000, {"n_fft": 400, "hop_length": 160, "pad_mode": "reflect"}, {"n_mels": 80}
    ),
    _case("odd-length", chirp, 16000, 4800, {"n_fft": 255, "hop_length": 100, "pad_mode": "edge"}, {"n_mels": 20}),
    _case(
        "short-window",
        speech,
        16000,
        6400,
        {"n_fft": 512, "win_length": 400, "hop_length": 160, "window": "hamming"},
        {"n_mels": 64, "scale": "htk", "norm": "none", "fmin": 20.0},
    ),
    _case("odd-window-in-even", chirp, 22050, 6615, {"n_fft": 1024, "win_length": 601, "hop_length": 333}),
    _case(
        "tacotron-like",
        speech,
        22050,
        11025,
        {"n_fft": 1024, "hop_length": 256, "pad_mode": "reflect"},
        {"n_mels": 80, "fmax": 8000.0, "power": 1},
        level_floor=AMIN,
    ),
    _case("not-centred", chirp, 44100, 13230, {"center": False, "hop_length": 441}, {"n_mels": 96}),
    _case(
        "long-window", speech, 44100, 17640, {"n_fft": 4096, "hop_length": 1024, "pad_mode": "edge"}, {"n_mels": 256}
    ),
    _case("high-hop", noise, 48000, 19200, {"n_fft": 2048, "hop_length": 1900, "pad_mode": "reflect"}, MOST),
    _case(
        "soft-noise", noise, 48000, 14400, {"hop_length": 480, "window": "blackman"}, {"fmin": 50.0, "fmax": 20000.0}
    ),
    _case(
        "magnitudes-of-noise",
        noise,
        44100,
        8820,
        {"n_fft": 1024, "hop_length": 441},
        {"power": 1, "norm": "none"},
        level_floor=AMIN,
    ),
    _case("silence", silence, 16000, 1600, {"n_fft": 512, "hop_length": 128}, {"n_mels": 40}),
    _case("one-sample", one_sample, 22050, 1, mel=MOST),
    _case("shorter-than-a-window", chirp, 22050, 1102, {"window": "boxcar"}, MOST),
    _case("librosa-exactly-one-window", chirp, 48000, 2048, mel=MOST),
    _case("librosa-one-window-not-centred", chirp, 44100, 2048, {"center": False}, MOST),
    _case("librosa-square", square, 44100, 8820),
    _case("librosa-counter", counter, 96000, 9600, mel={"n_mels": 96}),
    _case("librosa-click", click, 32000, 6400, {"hop_length": 320}, MOST),
    _case("librosa-offset", offset, 24000, 6000, mel=MOST),
    _case("librosa-denormals", denormals, 22050, 4000, mel=MOST),
    _case("librosa-loud-noise", loud_noise, 88200, 8820, {"n_fft": 4000, "hop_length": 999}, {"n_mels": 100}),
    _case("librosa-kaiser", speech, 16000, 4000, {"window": "kaiser,14", "n_fft": 800, "hop_length": 200}, MOST),
    _case("librosa-tukey", chirp, 11025, 4000, {"window": "tukey,0.3", "n_fft": 511, "hop_length": 99}, {"n_mels": 30}),
    _case(
        "librosa-primes",
        loud_noise,
        24000,
        4801,
        {"n_fft": 1009, "win_length": 503, "hop_length": 211, "pad_mode": "reflect"},
        {"n_mels": 37, "fmin": 31.0, "fmax": 11003.0},
    ),
    _case("librosa-odd-not-centred", speech, 12000, 4000, {"n_fft": 601, "hop_length": 77, "center": False}, MOST),
    _case(
        "librosa-odd-magnitudes",
        chirp,
        44100,
        6000,
        {"n_fft": 1023, "hop_length": 777},
        {**MOST, "power": 1},
        level_floor=AMIN,
    ),
    _case("librosa-empty-bands", speech, 48000, 9600, {"n_fft": 512, "hop_length": 480}, {"scale": "htk"}),
    _case("librosa-one-band", loud_noise, 8000, 1600, {"n_fft": 64, "hop_length": 64}, {"n_mels": 1}),
    _case("librosa-maximum", speech, 32000, 6400, {"hop_length": 640}, MOST, level_reference="max"),
    _case("librosa-top-30-db", chirp, 16000, 4000, {"n_fft": 512, "hop_length": 160}, MOST, level_top_db=30.0),
    _case("librosa-pcen", speech, 22050, 8000, mel=MOST, level_compression="pcen", level_finalize="none"),
    _case(
        "librosa-pcen-slow",
        loud_noise,
        16000,
        6000,
        {"n_fft": 512, "hop_length": 160},
        MOST,
        level_compression="pcen",
        level_finalize="none",
        pcen_gain=0.8,
        pcen_bias=10.0,
        pcen_power=0.25,
        pcen_time_constant=0.06,
        pcen_eps=1e-9,
    ),
)
