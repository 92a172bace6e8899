"""Configurations for hypothesis: every setting anywhere in its range, every rule kept."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from livemel.config.sections import SECTIONS, Config
from livemel.config.setting import settings_of

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
    stft, mel, display = sections["stft"], sections["mel"], sections["display"]
    sections["stft"] = replace(
        stft, hop_length=min(stft.hop_length, stft.n_fft), win_length=min(stft.win_length, stft.n_fft)
    )
    sections["mel"] = replace(mel, fmax=mel.fmax if mel.fmax > mel.fmin else 0.0)
    if display.db_min >= display.db_max:
        sections["display"] = replace(display, db_min=-400.0, db_max=max(-399.0, display.db_max))
    return Config(**sections)
