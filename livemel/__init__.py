"""livemel: a real-time streaming microphone analyzer. Sound in, mel spectrogram out, live."""

from livemel.config import Config, check_sample_rate, load_config
from livemel.dsp.filterbank import mel_filterbank
from livemel.dsp.finalize import finalize
from livemel.dsp.scales import hz_to_mel, mel_to_hz
from livemel.dsp.stream import MelStream, melspectrogram
from livemel.errors import LivemelError

__version__ = "0.1.0"

__all__ = [
    "Config",
    "LivemelError",
    "MelStream",
    "__version__",
    "check_sample_rate",
    "finalize",
    "hz_to_mel",
    "load_config",
    "mel_filterbank",
    "mel_to_hz",
    "melspectrogram",
]
