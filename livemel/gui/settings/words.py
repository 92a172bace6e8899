"""What settings are called in the form, and what is said of each."""

from __future__ import annotations

import re

from livemel.config.setting import Setting, Value
from livemel.picture.colormaps import colormap_title

SECTION_TITLES = {
    "source": "Sound",
    "stft": "Transform",
    "mel": "Bands",
    "level": "Levels",
    "pcen": "PCEN",
    "display": "Picture",
    "lecture": "Lecture",
    "monitor": "Monitor",
}
LABELS = {
    "source.kind": "Source",
    "source.path": "File",
    "source.sample_rate": "Rate",
    "source.signal": "Test signal",
    "source.ring_seconds": "Kept sound",
    "stft.sample_rate": "Rate",
    "stft.n_fft": "FFT length",
    "stft.win_length": "Window length",
    "stft.hop_length": "Hop",
    "stft.window": "Window shape",
    "stft.window_symmetric": "Symmetric",
    "stft.least_seconds": "Least length",
    "stft.remove_dc": "Remove DC",
    "stft.preemphasis": "Pre-emphasis",
    "stft.preemphasis_scope": "Pre-emphasis of",
    "stft.magnitude_offset": "Power offset",
    "mel.n_mels": "Bands",
    "mel.fmin": "Lowest",
    "mel.fmax": "Highest",
    "level.top_db": "Top dB",
    "display.seconds": "Time range",
    "display.db_min": "Darkest",
    "display.db_max": "Brightest",
    "display.colormap": "Colours",
    "display.fps": "Pictures",
    "lecture.output": "Loudspeaker",
    "lecture.ceiling_dbfs": "Loudest",
}
SCALES = {"slaney": "mel Slaney", "htk": "mel HTK", "bark": "Bark", "erb": "ERB", "log": "log", "linear": "Hz"}
"""The frequency scales, as people call them."""


def label_of(name: str) -> str:
    """What "section.key" is called in the form."""
    key = name.partition(".")[2].replace("_", " ")
    return LABELS.get(name, key[0].upper() + key[1:])


def choice_text(name: str, choice: Value) -> str:
    """How a choice stands in its list."""
    if name == "mel.scale":
        return SCALES.get(str(choice), str(choice))
    return colormap_title(str(choice)) if name == "display.colormap" else str(choice)


def written(value: Value, unit: str = "") -> str:
    """A value as it is read: the shortest that gives it again."""
    if isinstance(value, bool):
        return "on" if value else "off"
    text = f"{value:.15g}" if isinstance(value, float) else str(value) or "empty"
    return f"{text} {unit}" if unit and not isinstance(value, str) else text


def unit_shown(setting: Setting) -> str:
    """The unit behind a number; none where the label says it."""
    return "" if setting.unit == "bands" else setting.unit


def meaning_of_zero(setting: Setting) -> str:
    """What 0 stands for where it is no amount, such as "half the rate"; empty if it is one."""
    found = re.search(r"(?:^|; )0: ([^;]+)", setting.doc)
    return found[1].replace("half of sample_rate", "half the rate") if found else ""


def tip_of(name: str, setting: Setting) -> str:
    """Meaning, range and default of "section.key"."""
    section = name.partition(".")[0]
    doc = setting.doc[0].upper() + setting.doc[1:]
    unit = f" [{setting.unit}]" if setting.unit else ""
    default = written(setting.default, setting.unit)
    return f"{doc}.\nMust be {setting.allowed()}{unit}. Default: {default}.\n{name}, of {SECTION_TITLES[section]}"


def matches(name: str, setting: Setting, query: str) -> bool:
    """Whether each word of `query` is found in what is said of "section.key"."""
    section = name.partition(".")[0]
    parts = [name, label_of(name), SECTION_TITLES[section], setting.doc, setting.unit]
    parts += [f"{choice} {choice_text(name, choice)}" for choice in setting.choices]
    said = " ".join(parts).lower()
    return all(word in said for word in query.lower().split())
