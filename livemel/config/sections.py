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
    latency_seconds: float = setting(
        0.0,
        "of a microphone; 0: as short as it can be; more takes less of the processor",
        unit="s",
        at_least=0.0,
        at_most=2.0,
    )
    ring_seconds: float = setting(10.0, "sound kept for a worker that is late", unit="s", at_least=0.25, at_most=120.0)


@dataclass(frozen=True, kw_only=True)
class StftConfig:
    """The short-time Fourier transform and what comes before it. Lengths in samples."""

    sample_rate: int = setting(
        0, "rate of the analysis; 0: the source's; another is resampled", unit="Hz", at_least=0, at_most=768000
    )
    precision: str = setting("exact", "exact: float64 inside; fast: float32", choices=("exact", "fast"))
    n_fft: int = setting(2048, "length of the transform", unit="samples", at_least=2, at_most=1 << 20)
    win_length: int = setting(0, "length of the window; 0: n_fft", unit="samples", at_least=0)
    frame_length: str = setting(
        "n_fft",
        "what a frame takes: n_fft samples, a shorter window in their middle, or win_length, zeros filling up n_fft",
        choices=("n_fft", "win_length"),
    )
    hop_length: int = setting(384, "from one frame to the next", unit="samples", at_least=1)
    window: str = setting("hann", "as SciPy names it, parameters after commas (kaiser,14); or povey, Kaldi's")
    window_symmetric: bool = setting(False, "false: periodic, for spectral analysis; true: symmetric")
    center: bool = setting(True, "frame k is centred on sample k * hop_length")
    padding: int = setting(0, "without center: samples added at each end", unit="samples", at_least=0, at_most=1 << 20)
    pad_mode: str = setting(
        "constant",
        "what stands outside the signal: zeros, or its mirror image without or with the outermost sample, or that",
        choices=("constant", "reflect", "symmetric", "edge"),
    )
    snip_edges: bool = setting(
        True, "without center: false gives a frame for every hop, centred on it, as Kaldi's --snip-edges=false"
    )
    drop_last: bool = setting(False, "leave out the last frame, as Whisper and NeMo do")
    least_seconds: float = setting(
        0.0,
        "a shorter signal, at the rate of the analysis, is filled up with silence at its end",
        unit="s",
        at_least=0.0,
        at_most=3600.0,
    )
    input_scale: float = setting(
        1.0, "samples in [-1, 1] are multiplied by it; Kaldi's are 32768", at_least=1e-9, at_most=1e9
    )
    remove_dc: bool = setting(False, "take the mean off every frame")
    preemphasis: float = setting(0.0, "x[i] - preemphasis * x[i - 1]", at_least=0.0, at_most=1.0)
    preemphasis_scope: str = setting(
        "frame", "frame: each frame by itself (Kaldi); signal: before it is cut (NeMo)", choices=("frame", "signal")
    )
    magnitude_offset: float = setting(
        0.0, "added to every bin's power, before its root (HiFi-GAN)", at_least=0.0, at_most=1e9
    )

    def rate_with(self, source_rate: int) -> int:
        """Hz of the analysis of a source of `source_rate` Hz."""
        return self.sample_rate or source_rate


@dataclass(frozen=True, kw_only=True)
class MelConfig:
    """The filterbank."""

    n_mels: int = setting(128, "bands", unit="bands", at_least=1, at_most=4096)
    fmin: float = setting(0.0, "lower edge of the first band", unit="Hz", at_least=0.0)
    fmax: float = setting(0.0, "upper edge of the last band; 0: half of sample_rate", unit="Hz", at_least=0.0)
    scale: str = setting(
        "slaney", "on which the bands lie evenly", choices=("slaney", "htk", "bark", "erb", "log", "linear")
    )
    shape: str = setting(
        "hz", "the triangles have straight sides in Hz, or on the scale (Kaldi)", choices=("hz", "mel")
    )
    norm: str = setting(
        "sine", "sine: a full-scale sine at a band's centre reads 0 dB", choices=("sine", "slaney", "none")
    )
    power: int = setting(2, "1: magnitude, 2: power", choices=(1, 2))


@dataclass(frozen=True, kw_only=True)
class LevelConfig:
    """From mel values to levels."""

    compression: str = setting(
        "db", "decibels, logarithms, PCEN, or the mel values themselves", choices=("db", "log10", "ln", "none", "pcen")
    )
    reference: float | str = setting(
        1.0, "db: the mel value that reads 0 dB; max: the largest of the whole", above=0.0, at_most=1e15, words=("max",)
    )
    floor: float = setting(1e-12, "smallest mel value before the logarithm", above=0.0, at_most=1e15)
    floor_mode: str = setting("max", "max: what is less becomes floor; add: floor is added", choices=("max", "add"))
    top_db: float = setting(0.0, "of a whole clip: no level further below its maximum; 0: off", unit="dB", at_least=0.0)
    finalize: str = setting(
        "top_db",
        "what is done with a whole clip: top_db (and reference max), whisper (no further than 8 below the maximum, "
        "then (x + 4) / 4), per_feature (each band less its mean, by its deviation: NeMo), or none",
        choices=("none", "top_db", "whisper", "per_feature"),
    )


@dataclass(frozen=True, kw_only=True)
class PcenConfig:
    """Per-channel energy normalisation (Wang et al., ICASSP 2017), in librosa's terms."""

    gain: float = setting(0.98, "of the automatic gain control", at_least=0.0, at_most=2.0)
    bias: float = setting(2.0, "added before the root; 0, or at least 1e-9", at_least=0.0, at_most=1e9)
    power: float = setting(0.5, "the root", at_least=0.0, at_most=2.0)
    time_constant: float = setting(0.4, "of the smoothing", unit="s", above=0.0, at_most=3600.0)
    eps: float = setting(1e-6, "least of the smoothed values", at_least=1e-30, at_most=1e9)


@dataclass(frozen=True, kw_only=True)
class DisplayConfig:
    """The picture."""

    seconds: float = setting(10.0, "time range", unit="s", at_least=1.0, at_most=600.0)
    db_min: float = setting(
        -80.0, "level of the darkest colour, in dB or what else levels are", at_least=-400.0, at_most=400.0
    )
    db_max: float = setting(
        0.0, "level of the brightest colour, in dB or what else levels are", at_least=-400.0, at_most=400.0
    )
    colormap: str = setting(
        "magma",
        "colours; cet-l17 is white where it is quiet; turbo is not perceptually uniform",
        choices=(
            *("magma", "inferno", "plasma", "viridis", "cividis", "gray"),
            *("cet-l8", "cet-l9", "cet-l17", "cet-cbl1", "cet-cbl2", "turbo"),
        ),
    )
    theme: str = setting(
        "dark", "window colours; projector: light, large, thick lines", choices=("dark", "light", "projector")
    )
    text_scale: float = setting(1.0, "size of the text, beside the system's own scaling", at_least=1.0, at_most=3.0)
    motion: str = setting(
        "smooth",
        "smooth: the picture glides; steps: it stands still between steps",
        choices=("smooth", "steps"),
    )
    clock: str = setting(
        "relative",
        "what the time axis counts: seconds before now, seconds since the start, or the time of day",
        choices=("relative", "start", "wall"),
    )
    fps: float = setting(60.0, "pictures per second", unit="1/s", at_least=1.0, at_most=240.0)


@dataclass(frozen=True, kw_only=True)
class LectureConfig:
    """The lecture's sounds."""

    output: str = setting("", "loudspeaker of the lecture: a part of its name; empty: the default one")
    ceiling_dbfs: float = setting(
        -12.0, "no sample that a lecture plays is above it", unit="dBFS", at_least=-60.0, at_most=0.0
    )


@dataclass(frozen=True, kw_only=True)
class MonitorConfig:
    """What is measured and told of a microphone that is watched."""

    third_octaves: bool = setting(False, "measure third octaves of IEC 61260-1 too")
    rules: str = setting("", "file of rules: what is an event; empty: nothing is")
    events: str = setting("", "file in which events are kept, a line of JSON each; empty: they are told on stderr")
    folder: str = setting("", "folder of this monitor alone, in which it keeps what it keeps; empty: nothing is kept")
    keep_mel: bool = setting(True, "in the folder: 40 mel bands, 10 times a second, for livemel day")
    keep_audio: bool = setting(False, "in the folder: all sound, as FLAC")
    audio_minutes: float = setting(60.0, "length of a sound file", unit="minutes", at_least=0.1, at_most=1440.0)
    clips: bool = setting(False, "in the folder: sound, picture and numbers of every event")
    pre_roll_seconds: float = setting(5.0, "of a clip, before its event", unit="s", at_least=0.0, at_most=60.0)
    clip_seconds: float = setting(30.0, "of a clip at most, from its event on", unit="s", at_least=1.0, at_most=300.0)
    keep_days: float = setting(0.0, "sound and clips older than that go; 0: none", unit="days", at_least=0.0)
    keep_mel_days: float = setting(0.0, "mel bands older than that go; 0: none", unit="days", at_least=0.0)
    keep_gb: float = setting(
        0.0, "the oldest go where the folder holds more, mel bands last; 0: none", unit="GB", at_least=0.0
    )
    keep_free_gb: float = setting(
        1.0, "the oldest go where less is free on the disk, mel bands last", unit="GB", at_least=0.0
    )
    restart_seconds: float = setting(
        300.0, "without sound before the program ends with 75, to be started again; 0: never", unit="s", at_least=0.0
    )
    node: str = setting("", "name of this room among others; empty: the computer's")
    metrics: str = setting("", "PORT (this computer alone) or HOST:PORT for Prometheus; empty: none")
    lsl: bool = setting(False, "levels, mel bands and events as streams of the Lab Streaming Layer")
    mqtt: str = setting("", "HOST or HOST:PORT of an MQTT broker; empty: none")
    mqtt_prefix: str = setting("livemel", "first part of every topic")
    mqtt_home_assistant: bool = setting(False, "tell Home Assistant, through the broker, which entities there are")
    mqtt_tls: bool = setting(False, "talk to the broker over TLS")
    mqtt_ca_file: str = setting("", "certificate that signs the broker's; empty: the system's")
    mqtt_password_file: str = setting("", "file with the password; or LIVEMEL_MQTT_PASSWORD, user LIVEMEL_MQTT_USER")


@dataclass(frozen=True, kw_only=True)
class Config:
    """Everything livemel can be told. A change makes a new one.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from livemel import Config
    >>> config = Config()
    >>> replace(config, mel=replace(config.mel, n_mels=80)).mel.n_mels
    80
    """

    source: SourceConfig = field(default_factory=SourceConfig)
    stft: StftConfig = field(default_factory=StftConfig)
    mel: MelConfig = field(default_factory=MelConfig)
    level: LevelConfig = field(default_factory=LevelConfig)
    pcen: PcenConfig = field(default_factory=PcenConfig)
    display: DisplayConfig = field(default_factory=DisplayConfig)
    lecture: LectureConfig = field(default_factory=LectureConfig)
    monitor: MonitorConfig = field(default_factory=MonitorConfig)

    @property
    def sample_rate(self) -> int:
        """Hz of the analysis when no source says its own."""
        return self.stft.sample_rate or self.source.sample_rate or FALLBACK_SAMPLE_RATE


SECTIONS = {
    "source": SourceConfig,
    "stft": StftConfig,
    "mel": MelConfig,
    "level": LevelConfig,
    "pcen": PcenConfig,
    "display": DisplayConfig,
    "lecture": LectureConfig,
    "monitor": MonitorConfig,
}


def check_is_config(config: object) -> None:
    """Refuse the name of a preset where its configuration is meant."""
    if not isinstance(config, Config):
        raise TypeError(f"config must be a Config, such as load_config('librosa') gives, got {config!r}")
