"""Configurations for hypothesis: every setting anywhere in its range, every rule kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from livemel.config.rules import LARGEST_BANK, SMALLEST_BIAS
from livemel.config.sections import SECTIONS, Config
from livemel.config.setting import settings_of
from livemel.config.window_names import WINDOW_PARAMETERS

ALL_SETTINGS = [
    (section, key, setting) for section, kind in SECTIONS.items() for key, setting in settings_of(kind).items()
]
LARGEST = 1e6
"""Of what has no upper bound."""


def values(setting):
    """What may be written for `setting`."""
    if setting.choices:
        return st.sampled_from(setting.choices)
    if isinstance(setting.default, bool):
        return st.booleans()
    if setting.default == "hann":
        return st.sampled_from([name for name, (least, _) in WINDOW_PARAMETERS.items() if not least] + ["kaiser,14"])
    if isinstance(setting.default, str):
        return st.text(st.characters(exclude_categories=["Cs"]))
    least = setting.at_least if setting.at_least is not None else setting.above
    most = setting.at_most if setting.at_most is not None else LARGEST
    numbers = (
        st.integers(int(least), int(most))
        if isinstance(setting.default, int)
        else st.floats(least, most, exclude_min=setting.above is not None)
    )
    return numbers | st.sampled_from(setting.words) if setting.words else numbers


@st.composite
def configs(draw):
    sections = {}
    for name, kind in SECTIONS.items():
        sections[name] = kind(**{key: draw(values(each)) for key, each in settings_of(kind).items()})
    stft, mel, level, pcen, display = (sections[name] for name in ("stft", "mel", "level", "pcen", "display"))
    win_length = min(stft.win_length, stft.n_fft)
    snip_edges = stft.snip_edges or stft.center
    sections["stft"] = replace(
        stft,
        win_length=win_length,
        hop_length=min(stft.hop_length, win_length or stft.n_fft),
        padding=0 if stft.center or not snip_edges else stft.padding,
        snip_edges=snip_edges,
    )
    fmin = max(mel.fmin, 1.0) if mel.scale == "log" else mel.fmin
    n_mels = min(mel.n_mels, LARGEST_BANK // stft.n_fft)
    sections["mel"] = replace(mel, n_mels=n_mels, fmin=fmin, fmax=mel.fmax if mel.fmax > fmin else 0.0)
    sections["pcen"] = replace(pcen, bias=pcen.bias if pcen.bias >= SMALLEST_BIAS else 0.0)
    if level.finalize == "whisper":
        sections["level"] = replace(level, compression="log10")
    elif level.compression == "db" and level.finalize != "top_db":
        sections["level"] = replace(level, top_db=0.0, reference=1.0)
    if display.db_min >= display.db_max:
        sections["display"] = replace(display, db_min=-400.0, db_max=max(-399.0, display.db_max))
    return Config(**sections)
