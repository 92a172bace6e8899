"""The libraries that livemel is measured beside. A new one: a file and an entry in PEERS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from livemel.bench.contender import Hop, Whole
from livemel.bench.peers import (
    kaldi_native_fbank,
    librosa,
    numpy,
    openai_whisper,
    scipy,
    torch,
    torchaudio,
    transformers,
)
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats

OfflineMaker = Callable[[Floats, Recipe], Whole]
"""From the samples and the recipe; the samples are scaled already, as the peer takes them."""
LiveMaker = Callable[[Recipe], Hop]
"""Its blocks are scaled already, as the peer takes them; the first one is shorter than a hop."""


@dataclass(frozen=True)
class Peer:
    """A way to compute recipes with another library."""

    library: str
    """Its name in reports."""
    package: str
    """As pip names it."""
    module: str
    """As Python imports it."""
    offline: Mapping[str, OfflineMaker] = field(default_factory=dict)
    """By the recipe's key."""
    live: Mapping[str, LiveMaker] = field(default_factory=dict)
    """By the recipe's key."""

    @property
    def is_installed(self) -> bool:
        """Whether Python finds it."""
        return find_spec(self.module) is not None

    @property
    def version(self) -> str:
        """Of the package."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return "unknown"


PEERS = [
    Peer("librosa", "librosa", "librosa", librosa.OFFLINE, librosa.LIVE),
    Peer("scipy ShortTimeFFT", "scipy", "scipy", scipy.OFFLINE),
    Peer("transformers.audio_utils", "transformers", "transformers", transformers.OFFLINE),
    Peer("torch.stft + matmul", "torch", "torch", torch.OFFLINE),
    Peer("torchaudio", "torchaudio", "torchaudio", torchaudio.OFFLINE),
    Peer("openai-whisper", "openai-whisper", "whisper", openai_whisper.OFFLINE),
    Peer(
        "kaldi-native-fbank, list in",
        "kaldi-native-fbank",
        "kaldi_native_fbank",
        kaldi_native_fbank.OFFLINE,
        kaldi_native_fbank.LIVE_OF_LISTS,
    ),
    Peer(
        "kaldi-native-fbank, array in",
        "kaldi-native-fbank",
        "kaldi_native_fbank",
        live=kaldi_native_fbank.LIVE_OF_ARRAYS,
    ),
    Peer("plain numpy, dense", "numpy", "numpy", live=numpy.LIVE),
]
