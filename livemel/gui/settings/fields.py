"""The fields of the form: one for every setting, and the few that people want first."""

from __future__ import annotations

from livemel.config.sections import SECTIONS
from livemel.config.setting import Setting, settings_of
from livemel.gui.settings.editors import Choice, editor_for
from livemel.gui.settings.field import Field
from livemel.gui.settings.lengths import LABELS as LENGTH_LABELS
from livemel.gui.settings.lengths import LENGTHS
from livemel.gui.settings.number_edit import NumberEdit
from livemel.gui.settings.words import label_of, tip_of, unit_shown

PRESET_TIP = "A library's or a model's numbers, livemel's own, or yours. Source, theme and text stay as they are."
OWN_SETTINGS = "(own)"

FIRST_BANDS = ("mel.scale", "mel.n_mels", "mel.fmin", "mel.fmax")
FIRST_PICTURE = ("display.db_max", "display.db_min", "display.colormap", "display.seconds", "display.theme")
"""Those that most people want, in this order."""


def setting_named(name: str) -> Setting:
    """What may be written for "section.key"."""
    section, key = name.split(".")
    return settings_of(SECTIONS[section])[key]


def setting_field(name: str) -> Field:
    """The field of "section.key"."""
    setting = setting_named(name)
    return Field(label_of(name), editor_for(name, setting), tip_of(name, setting), unit_shown(setting))


def length_field(name: str) -> Field:
    """The field of one of LENGTHS."""
    setting = LENGTHS[name]
    editor = NumberEdit(float(setting.default), setting.unit)
    tip = f"{setting.doc[0].upper()}{setting.doc[1:]}.\nMust be {setting.allowed()} [{setting.unit}]."
    return Field(LENGTH_LABELS[name], editor, tip, setting.unit)


def preset_field() -> Field:
    """The field of the preset; its choices come later."""
    return Field("Preset", Choice([("", OWN_SETTINGS)]), PRESET_TIP)
