"""Configurations and signals for hypothesis: small, so that their corners are met often."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from livemel.config import Config, LevelConfig, MelConfig, StftConfig

SAMPLE_RATE = 16000
WINDOWS = ("hann", "hamming", "blackman", "boxcar")
PAD_MODES = ("constant", "reflect", "edge")


@st.composite
def stft_configs(draw):
    n_fft = draw(st.integers(2, 96) | st.sampled_from([255, 256, 400]))
    return StftConfig(
        n_fft=n_fft,
        win_length=draw(st.just(0) | st.integers(1, n_fft)),
        hop_length=draw(st.integers(1, n_fft) | st.integers(n_fft // 2 + 1, n_fft)),
        window=draw(st.sampled_from(WINDOWS)),
        center=draw(st.booleans()),
        pad_mode=draw(st.sampled_from(PAD_MODES)),
    )


@st.composite
def mel_configs(draw):
    return MelConfig(
        n_mels=draw(st.integers(1, 24)),
        fmin=draw(st.sampled_from([0.0, 20.0, 133.3])),
        fmax=draw(st.sampled_from([0.0, 6000.0])),
        scale=draw(st.sampled_from(["slaney", "htk"])),
        norm=draw(st.sampled_from(["sine", "slaney", "none"])),
        power=draw(st.sampled_from([1, 2])),
    )


@st.composite
def configs(draw, compressions=("db", "none")):
    level = LevelConfig(compression=draw(st.sampled_from(compressions)))
    return replace(Config(), stft=draw(stft_configs()), mel=draw(mel_configs()), level=level)


@st.composite
def signals(draw, longest=1500):
    """Noise of any loudness with a few zeros, float32."""
    length = draw(st.integers(0, 12) | st.integers(0, longest))
    generator = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    loudness = draw(st.sampled_from([1.0, 1e-3, 1e-6]))
    return (loudness * generator.uniform(-1, 1, length) * (generator.uniform(size=length) > 0.1)).astype(np.float32)


block_sizes = st.lists(st.sampled_from([0, 1, 2]) | st.integers(0, 400), max_size=60)
"""Of the blocks that a signal comes in; what is left comes as the last one."""
