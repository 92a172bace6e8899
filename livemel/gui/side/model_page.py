"""The model page: the newest sound, or what is seen, as a model would receive it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from livemel.gui.controller import Controller

if TYPE_CHECKING:
    from livemel.gui.side.model_panel import ModelPanel

NAME = "model"
TICKS_PER_SECOND_SHOWN = 2
"""Between two looks, so that the picture moves by the same part of its width each time, whatever the model's window."""


class ModelPage(QObject):
    """Gives the panel sound while it is visible. GUI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self._panel: ModelPanel | None = None
        self._looked_at = (-1, -1)
        controller.window.side.offer(NAME, "Model's eye", self._make)
        controller.beaten.connect(self._tick)
        controller.shown.connect(self._show_look)
        controller.window.closed.connect(self.close)

    def _make(self) -> QWidget:
        from livemel.gui.side.model_panel import ModelPanel

        self._panel = ModelPanel()
        self._panel.saveAsked.connect(self._controller.modelAsked)
        self._show_look()
        return self._panel

    def _show_look(self) -> None:
        if self._panel is not None:
            self._panel.set_colormap(self._controller.config.display.colormap)

    def _tick(self, number: int) -> None:
        live, panel = self._controller.live, self._panel
        store = None if live is None else live.session.store
        if live is None or panel is None or store is None or not panel.isVisible():
            return
        if number % round(TICKS_PER_SECOND_SHOWN * panel.needs_seconds):
            return
        page = self._controller.window.page
        end = store.end if page.viewport.follows else min(store.end, round(page.edge * store.sample_rate))
        begin = max(0, store.begin, end - round(panel.needs_seconds * store.sample_rate))
        if (begin, end) != self._looked_at and end > begin:
            self._looked_at = begin, end
            is_over = live.session.finished and end == store.end
            panel.set_sound(store.read(begin, end), store.sample_rate, begin / store.sample_rate, is_over)

    def close(self) -> None:
        """End the panel's thread."""
        if self._panel is not None:
            self._panel.finish()
