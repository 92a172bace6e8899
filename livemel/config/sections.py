"""The configuration as frozen values. Defaults live here and nowhere else; names are librosa's where it has one."""

from __future__ import annotations

from dataclasses import dataclass, field

from livemel.config.setting import setting

FALLBACK_SAMPLE_RATE = 48000
"""Hz, for arithmetic on samples whose rate nobody said."""


@dataclass(frozen=True, kw_only=True)
class SourceConfig:
    """Where the sound comes from."""

    kind: str = setting("mic", "what is listened to", choices=("mic", "demo", "file", "synth", "stdin"))
    device: str = setting("", "microphone: index or part of a name; empty: the default one")
    channel: int | str = setting(
        1, "one channel, counted from 1, or their mean", at_least=1, at_most=256, words=("mix",)
    )
    sample_rate: int = setting(0, "0: the source's own", unit="Hz", at_least=0, at_most=768000)
    path: str = setting("", "the file, for file")
    signal: str = setting("sine,frequency=1000,level=-12", "the test signal, for synth")
    ring_seconds: float = setting(10.0, "sound kept for a worker that is late", unit="s", at_least=0.25, at_most=120.0)


@dataclass(frozen=True, kw_only=True)
class StftConfig:
    """The short-time Fourier transform. Lengths in samples."""

    sample_rate: int = setting(0, "rate of the analysis; 0: the source's", unit="Hz", at_least=0, at_most=768000)
    n_fft: int = setting(2048, "length of the transform", unit="samples", at_least=2, at_most=1 << 20)
    win_length: int = setting(0, "length of the window, centred in n_fft; 0: n_fft", unit="samples", at_least=0)
    hop_length: int = setting(384, "from one frame to the next", unit="samples", at_least=1)
    window: str = setting("hann", "periodic window", choices=("hann", "hamming", "blackman", "boxcar"))
    center: bool = setting(True, "frame k is centred on sample k * hop_length")
    pad_mode: str = setting(
        "constant", "what stands outside the signal when centred", choices=("constant", "reflect", "edge")
    )


@dataclass(frozen=True, kw_only=True)
class MelConfig:
    """The mel filterbank."""

    n_mels: int = setting(128, "bands", unit="bands", at_least=1, at_most=4096)
    fmin: float = setting(0.0, "lower edge of the first band", unit="Hz", at_least=0.0)
    fmax: float = setting(0.0, "upper edge of the last band; 0: half of sample_rate", unit="Hz", at_least=0.0)
    scale: str = setting("slaney", "which mel scale", choices=("slaney", "htk"))
    norm: str = setting(
        "sine", "sine: a full-scale sine at a band's centre reads 0 dB", choices=("sine", "slaney", "none")
    )
    power: int = setting(2, "1: magnitude, 2: power", choices=(1, 2))


@dataclass(frozen=True, kw_only=True)
class LevelConfig:
    """From mel values to levels."""

    compression: str = setting("db", "decibels, or the mel values themselves", choices=("db", "none"))
    reference: float | str = setting(
        1.0, "the mel value that reads 0 dB; max: the largest of the whole", above=0.0, words=("max",)
    )
    floor: float = setting(1e-12, "smallest mel value before the logarithm", above=0.0)
    top_db: float = setting(0.0, "of a whole clip: no level further below its maximum; 0: off", unit="dB", at_least=0.0)


@dataclass(frozen=True, kw_only=True)
class DisplayConfig:
    """The picture."""

    seconds: float = setting(10.0, "time range", unit="s", at_least=1.0, at_most=600.0)
    db_min: float = setting(-80.0, "level of the darkest colour", unit="dB", at_least=-400.0, at_most=400.0)
    db_max: float = setting(0.0, "level of the brightest colour", unit="dB", at_least=-400.0, at_most=400.0)
    colormap: str = setting("magma", "colours", choices=("magma", "inferno", "plasma", "viridis", "cividis", "gray"))
    theme: str = setting("dark", "window colours", choices=("dark", "light"))
    fps: float = setting(60.0, "pictures per second", unit="1/s", at_least=1.0, at_most=240.0)


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything livemel can be told. A change makes a new one."""

    source: SourceConfig = field(default_factory=SourceConfig)
    stft: StftConfig = field(default_factory=StftConfig)
    mel: MelConfig = field(default_factory=MelConfig)
    level: LevelConfig = field(default_factory=LevelConfig)
    display: DisplayConfig = field(default_factory=DisplayConfig)

    @property
    def sample_rate(self) -> int:
        """Hz of the analysis when no source says its own."""
        return self.stft.sample_rate or self.source.sample_rate or FALLBACK_SAMPLE_RATE


SECTIONS = {
    "source": SourceConfig,
    "stft": StftConfig,
    "mel": MelConfig,
    "level": LevelConfig,
    "display": DisplayConfig,
}
