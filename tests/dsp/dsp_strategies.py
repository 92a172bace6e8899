"""Configurations and signals for hypothesis: small, so that their corners are met often."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

from livemel import MelStream
from livemel.config import Config, LevelConfig, MelConfig, StftConfig
from livemel.dsp.scales import SCALES
from livemel.errors import ConfigError

SAMPLE_RATE = 16000
WINDOWS = ("hann", "hamming", "blackman", "boxcar")
PAD_MODES = ("constant", "reflect", "symmetric", "edge")
COMPRESSIONS = ("db", "log10", "ln", "none", "pcen")


@st.composite
def stft_configs(draw):
    n_fft = draw(st.integers(2, 96) | st.sampled_from([255, 256, 400]))
    win_length = draw(st.just(0) | st.integers(1, n_fft))
    frame_length = draw(st.sampled_from(["n_fft", "win_length"]))
    length = win_length if frame_length == "win_length" and win_length else n_fft
    edges = draw(st.sampled_from(["center", "padding", "none", "whole"]))
    return StftConfig(
        n_fft=n_fft,
        win_length=win_length,
        frame_length=frame_length,
        hop_length=draw(st.integers(1, length) | st.integers(length // 2 + 1, length)),
        window=draw(st.sampled_from(WINDOWS)),
        center=edges == "center",
        padding=draw(st.integers(1, 150)) if edges == "padding" else 0,
        snip_edges=edges != "whole",
        pad_mode=draw(st.sampled_from(PAD_MODES)),
        drop_last=draw(st.booleans()),
        input_scale=draw(st.sampled_from([1.0, 1.0, 32768.0])),
        remove_dc=draw(st.booleans()),
        preemphasis=draw(st.sampled_from([0.0, 0.97])),
        preemphasis_scope=draw(st.sampled_from(["frame", "signal"])),
        magnitude_offset=draw(st.sampled_from([0.0, 0.0, 1e-9])),
    )


@st.composite
def mel_configs(draw):
    scale = draw(st.sampled_from(list(SCALES)))
    return MelConfig(
        n_mels=draw(st.integers(1, 24)),
        fmin=draw(st.sampled_from([0.0, 20.0, 133.3] if scale != "log" else [20.0, 133.3])),
        fmax=draw(st.sampled_from([0.0, 6000.0])),
        scale=scale,
        shape=draw(st.sampled_from(["hz", "mel"])),
        norm=draw(st.sampled_from(["sine", "slaney", "none"])),
        power=draw(st.sampled_from([1, 2])),
    )


@st.composite
def configs(draw, compressions=COMPRESSIONS):
    level = LevelConfig(
        compression=draw(st.sampled_from(compressions)), floor_mode=draw(st.sampled_from(["max", "add"]))
    )
    return replace(Config(), stft=draw(stft_configs()), mel=draw(mel_configs()), level=level)


@st.composite
def signals(draw, longest=1500):
    """Noise of any loudness with a few zeros, float32."""
    length = draw(st.integers(0, 12) | st.integers(0, longest))
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    loudness = draw(st.sampled_from([1.0, 1e-3, 1e-6]))
    return (loudness * generator.uniform(-1, 1, length) * (generator.uniform(size=length) > 0.1)).astype(np.float32)


def stream_of(config, kernel="numpy"):
    """A stream for `config`; a window that is zero everywhere is no example."""
    try:
        return MelStream(config, SAMPLE_RATE, kernel=kernel)
    except ConfigError as error:
        assume("stft.window" not in str(error))
        raise


block_sizes = st.lists(st.sampled_from([0, 1, 2]) | st.integers(0, 400), max_size=60)
"""Of the blocks that a signal comes in; what is left comes as the last one."""
