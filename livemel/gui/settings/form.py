"""The form: what is changed in it is looked at, can be undone, and is asked for as a whole configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QKeySequence, QShortcut
from PyQt6.QtWidgets import QApplication, QVBoxLayout, QWidget

from livemel.config.editing import Edits, changed, differences, to_toml_of_differences
from livemel.config.own_presets import preset_configs, preset_in_use, save_as_preset, with_preset
from livemel.config.rules import broken_rules_at
from livemel.config.sections import SECTIONS, Config
from livemel.errors import LivemelError
from livemel.gui.settings.all_fields import AllFields
from livemel.gui.settings.field import Field, is_new_look
from livemel.gui.settings.fields import setting_named
from livemel.gui.settings.lengths import derived_text
from livemel.gui.settings.named import Named
from livemel.gui.settings.parts import GAP, Tool, column, label, row, scrolled, search_line, word_button
from livemel.gui.settings.save_panel import SavePanel
from livemel.gui.settings.section import Section, panel
from livemel.gui.settings.words import SECTION_TITLES, matches


class SettingsForm(QWidget):
    """Every setting, and above them the few that people want. GUI thread.

    Parameters
    ----------
    config
        What is in force.
    sample_rate
        Of the source, in Hz.
    base
        What a reset goes back to as long as no preset is in use; livemel's defaults if it is not given.
    edits
        The steps that can be undone, where they are shared with others; `config` is then the one in force.
    parent
        As in Qt.
    """

    changeAsked = pyqtSignal(object)
    """A Config that keeps every rule; the form shows it already, `set_config` with another one takes it back."""

    def __init__(
        self,
        config: Config,
        sample_rate: int,
        base: Config | None = None,
        parent: QWidget | None = None,
        edits: Edits | None = None,
    ) -> None:
        super().__init__(parent)
        self._owns_edits = edits is None
        self._edits = edits or Edits(config)
        self._sample_rate = sample_rate
        self._base = base or Config()
        self._base_name = "default"
        self.fields = AllFields(self)
        self.sections = {
            name: Section(SECTION_TITLES[name], self.fields.of_section(name).values(), kind.__doc__ or "")
            for name, kind in SECTIONS.items()
        }
        self._make_parts()
        self._lay_out()
        self._connect()
        self.set_presets()

    @property
    def config(self) -> Config:
        """What is shown: what was set, or asked for since."""
        return self._edits.config

    def set_config(self, config: Config, sample_rate: int) -> None:
        """Show what is in force now; where it is another, undoing asks for the old one."""
        self._sample_rate = sample_rate
        self._edits.take(config)
        self._show()

    def set_presets(self) -> None:
        """Offer the presets that there are now."""
        self._presets = preset_configs()
        self.fields.set_presets(list(self._presets))
        self._show()

    def set_devices(self, names: Sequence[str]) -> None:
        """Offer these microphones; any other may still be typed."""
        editor = self.fields.whole["source.device"].editor
        assert isinstance(editor, Named)
        editor.set_names(names)

    def changeEvent(self, event: QEvent | None) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if is_new_look(event):
            self.fields.set_look()
            for each in self._tools:
                each.set_look()

    def _make_parts(self) -> None:
        self.search = search_line()
        self.undo = Tool("undo", "Undo the last change", "Ctrl+Z", self._undo)
        self.redo = Tool("redo", "Redo what was undone", "Ctrl+Shift+Z", self._redo)
        self.reset = Tool("reset", "Reset all", "", self._reset_all)
        self._tools = (self.undo, self.redo, self.reset)
        self.save_panel = SavePanel()
        self.save = word_button("Save as preset\u2026", "Keeps these numbers under a name", self.save_panel.ask)
        self.copy = word_button("Copy as TOML", "Puts what is not livemel's default into the clipboard", self._copy)
        self.message = label()
        self.derived = label()
        self._nothing_found = label("No setting is called so. Fewer words find more.")

    def _lay_out(self) -> None:
        self._first = column(
            [
                label("Analysis", "title"),
                panel(self.fields.analysis),
                self.derived,
                label("Picture", "title"),
                panel(self.fields.picture),
                label("Every setting", "title"),
            ]
        )
        self.area = scrolled([self._first, self._nothing_found, *self.sections.values()])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(row([self.search, *self._tools]))
        layout.addWidget(self.area, 1)
        layout.addWidget(self.save_panel)
        layout.addLayout(row([self.save, self.copy]))
        layout.addWidget(self.message)
        for hidden in (self.save_panel, self.message, self._nothing_found):
            hidden.hide()

    def _connect(self) -> None:
        self.fields.valuesAsked.connect(self._ask)
        self.fields.presetAsked.connect(self._ask_preset)
        self.search.textChanged.connect(self._search)
        self.save_panel.saveAsked.connect(self._save)
        acts: dict[str, Callable[[], object]] = {"Ctrl+F": self.search.setFocus}
        if self._owns_edits:
            acts |= {"Ctrl+Z": self._undo, "Ctrl+Shift+Z": self._redo}
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda act=act: act())

    def _ask(self, field: Field, values: Mapping[str, object]) -> None:
        change = changed(self.config, values, self._sample_rate)
        if change.problems:
            is_setting = field not in self.fields.lengths.values()
            field.set_problem("; ".join(change.problems.values() if is_setting else change.sentences))
            return
        field.settle()
        self._take(change.config)

    def _ask_preset(self, name: str) -> None:
        try:
            config = with_preset(self.config, name)
        except LivemelError as error:
            self.fields.preset.set_problem(f"{name}: {error}")
            return
        if broken := "; ".join(broken_rules_at(config, self._sample_rate)):
            self.fields.preset.set_problem(f"{name} needs a source of a higher rate: {broken}")
            return
        self.fields.forget_problems()
        self._take(config)

    def _take(self, config: Config) -> None:
        is_new = config != self.config
        self._edits.take(config)
        self._show()
        if is_new:
            self._tell("")
            self.changeAsked.emit(config)

    def _reset_all(self) -> None:
        """All but what is listened to."""
        self.fields.forget_problems()
        self._take(replace(self._base, source=self.config.source))

    def _undo(self) -> None:
        self._go(self._edits.undo)

    def _redo(self) -> None:
        self._go(self._edits.redo)

    def _go(self, step: Callable[[], Config]) -> None:
        before = self.config
        self.fields.forget_problems()
        config = step()
        self._show()
        if config != before:
            self.changeAsked.emit(config)

    def _show(self) -> None:
        config = self.config
        preset = preset_in_use(config, self._presets)
        if preset and self._base_name != f"preset {preset}":
            self._base, self._base_name = with_preset(self._base, preset), f"preset {preset}"
        self.fields.show(config, preset, self._base, self._base_name, self._sample_rate)
        for section, widget in self.sections.items():
            widget.set_changed(self.fields.changed_in(section))
        self.derived.setText(derived_text(config, self._sample_rate))
        self.undo.setEnabled(self._edits.can_undo)
        self.redo.setEnabled(self._edits.can_redo)
        self.reset.setToolTip(f"Reset all to {self._base_name}; what is listened to stays")

    def _search(self, query: str) -> None:
        found_any = False
        for section, widget in self.sections.items():
            fields = self.fields.of_section(section).items()
            found = [field for name, field in fields if matches(name, setting_named(name), query)]
            found_any |= widget.search(found if query.strip() else None)
        self._first.setVisible(not query.strip())
        self._nothing_found.setVisible(not found_any)

    def _copy(self) -> None:
        text = to_toml_of_differences(self.config, Config())
        clipboard = QApplication.clipboard()
        if clipboard is not None:
            clipboard.setText(text or "# livemel's defaults\n")
        count = sum(map(len, differences(self.config, Config()).values()))
        self._tell(f"Copied: {count} settings that are not the default. Save them as a file for --config.")

    def _save(self, name: str, description: str) -> None:
        try:
            path = save_as_preset(name, self.config, description=description or None)
        except LivemelError as error:
            self.save_panel.tell(str(error))
            return
        self.save_panel.hide()
        self.set_presets()
        self._tell(f"Saved: --config {name} takes it, too ({path})")

    def _tell(self, text: str) -> None:
        self.message.setText(text)
        self.message.setVisible(bool(text))
