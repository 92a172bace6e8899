"""All fields together: what one of them asks for, and the values that they show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PyQt6.QtCore import QObject, pyqtSignal

from livemel.config.editing import NAMES
from livemel.config.loading import preset_description
from livemel.config.sections import Config
from livemel.config.setting import Value
from livemel.gui.settings.editors import Choice
from livemel.gui.settings.field import Field
from livemel.gui.settings.fields import (
    FIRST_BANDS,
    FIRST_PICTURE,
    OWN_SETTINGS,
    length_field,
    preset_field,
    setting_field,
)
from livemel.gui.settings.lengths import LENGTHS, length_values, settings_asked, settings_of_base


class AllFields(QObject):
    """Emits what fields ask for; knows nothing of rules. GUI thread."""

    valuesAsked = pyqtSignal(object, object)
    """The field, and values by "section.key"."""
    presetAsked = pyqtSignal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._config = self._base = Config()
        self._sample_rate = self._config.sample_rate
        self.preset = preset_field()
        self.preset.asked.connect(self._ask_preset)
        self.lengths = {name: length_field(name) for name in LENGTHS}
        self.first = {name: setting_field(name) for name in (*FIRST_BANDS, *FIRST_PICTURE)}
        self.whole = {name: setting_field(name) for name in NAMES}
        for name, field in self.lengths.items():
            field.asked.connect(partial(self._ask_length, name))
            field.resetAsked.connect(partial(self._reset_length, name))
        for fields in (self.first, self.whole):
            for name, field in fields.items():
                field.asked.connect(partial(self._ask_setting, name, field))
                field.resetAsked.connect(partial(self._reset_setting, name, field))

    @property
    def analysis(self) -> list[Field]:
        """The few that people want first, of the analysis."""
        return [self.preset, *(self.first[name] for name in FIRST_BANDS), *self.lengths.values()]

    @property
    def picture(self) -> list[Field]:
        """The few that people want first, of the picture."""
        return [self.first[name] for name in FIRST_PICTURE]

    def of_section(self, section: str) -> dict[str, Field]:
        """Every setting of a section, by "section.key"."""
        return {name: field for name, field in self.whole.items() if name.startswith(f"{section}.")}

    def set_presets(self, names: Sequence[str]) -> None:
        """Offer these presets."""
        choice = self.preset.editor
        assert isinstance(choice, Choice)
        choice.set_choices([("", OWN_SETTINGS), *((name, name) for name in names)])
        choice.set_tips(["", *map(preset_description, names)])

    def show(self, config: Config, preset: str, base: Config, base_name: str, sample_rate: int) -> None:
        """Show `config`, marked where it is not `base`; a wrong value stays where it waits to be mended."""
        self._config, self._base, self._sample_rate = config, base, sample_rate
        self.preset.set_value(preset)
        for fields in (self.first, self.whole):
            for name, field in fields.items():
                field.set_value(value_of(config, name))
                field.set_base(value_of(config, name), value_of(base, name), base_name)
        values, of_base = length_values(config, sample_rate), length_values(base, sample_rate)
        for name, field in self.lengths.items():
            field.set_value(values[name])
            field.set_base(values[name], of_base[name], base_name)

    def forget_problems(self) -> None:
        """What was typed and found wrong gives way to what is in force."""
        for field in (self.preset, *self.lengths.values(), *self.first.values(), *self.whole.values()):
            field.settle()

    def changed_in(self, section: str) -> int:
        """How many settings of a section are not those of the base."""
        names = self.of_section(section)
        return sum(value_of(self._config, name) != value_of(self._base, name) for name in names)

    def set_look(self) -> None:
        """Follow the colours and the size of text of the theme."""
        for field in (self.preset, *self.lengths.values(), *self.first.values(), *self.whole.values()):
            field.set_look()

    def _ask_setting(self, name: str, field: Field, value: object) -> None:
        self.valuesAsked.emit(field, {name: value})

    def _reset_setting(self, name: str, field: Field) -> None:
        field.settle()
        self.valuesAsked.emit(field, {name: value_of(self._base, name)})

    def _ask_length(self, name: str, value: object) -> None:
        field = self.lengths[name]
        if value == length_values(self._config, self._sample_rate)[name]:
            self.valuesAsked.emit(field, {})
            return
        try:
            self.valuesAsked.emit(field, settings_asked(self._config, self._sample_rate, name, value))
        except ValueError as error:
            field.set_problem(str(error))

    def _reset_length(self, name: str) -> None:
        self.lengths[name].settle()
        self.valuesAsked.emit(self.lengths[name], settings_of_base(self._base, name))

    def _ask_preset(self, name: str) -> None:
        if name:
            self.presetAsked.emit(name)
        else:
            self.preset.settle()


def value_of(config: Config, name: str) -> Value:
    """The value of "section.key"."""
    section, key = name.split(".")
    value: Value = getattr(getattr(config, section), key)
    return value
