"""The settings page: the form, and what is asked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from livemel.config import Config
from livemel.gui.controller import Controller

if TYPE_CHECKING:
    from livemel.gui.settings.form import SettingsForm

NAME = "settings"


class SettingsPage(QObject):
    """Joins the form to the controller. GUI thread."""

    def __init__(self, controller: Controller, base: Config) -> None:
        super().__init__(controller)
        self._controller = controller
        self._base = base
        self._form: SettingsForm | None = None
        controller.window.side.offer(NAME, "Settings", self._make)
        controller.configChanged.connect(self._show)
        controller.sessionShown.connect(self._show)

    def _make(self) -> QWidget:
        from livemel.gui.settings.form import SettingsForm  # takes its time, when it is wanted

        controller = self._controller
        rate = controller.window.page.sample_rate
        self._form = SettingsForm(controller.config, rate, self._base, edits=controller.asking.edits)
        self._form.changeAsked.connect(self._ask)
        return self._form

    def _ask(self) -> None:
        self._controller.asking.bring_into_force()
        self._show()

    def _show(self) -> None:
        if self._form is not None:
            self._form.set_config(self._controller.config, self._controller.window.page.sample_rate)
