"""Asking: the configuration that is asked for, step by step, and the one in force."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from livemel.config import Config, check_sample_rate
from livemel.config.editing import Edits
from livemel.config.own_presets import preset_configs, preset_in_use, with_preset
from livemel.errors import LivemelError
from livemel.gui import changes
from livemel.gui.floor import moved_floor
from livemel.gui.main_window import MainWindow
from livemel.gui.picture.live_picture import LivePicture

PRESETS_MS = 300
DRAG_SECONDS = 1.0
"""Levels that follow each other so soon are one change."""


class Asking(QObject):
    """Takes what keys, boxes and the form ask for. GUI thread."""

    brought = pyqtSignal(object, object)
    """Into force: the Config before, and the one now."""
    refused = pyqtSignal(str)
    """Why what was asked for is impossible; nothing changes."""

    def __init__(self, window: MainWindow, config: Config) -> None:
        super().__init__(window)
        self._window = window
        self.edits = Edits(config)
        self.live: LivePicture | None = None
        """What is shown; nothing can be asked for before there is something."""
        self._in_force = config
        self._dragged: Config | None = None
        self._dragged_at = 0.0
        self._presets: dict[str, Config] = {}
        QTimer.singleShot(PRESETS_MS, self._read_presets)
        window.colour_bar.rangeChanged.connect(self._drag_range)
        window.colour_bar.automaticAsked.connect(self.automatic_range)
        window.tools.presetChosen.connect(self.ask_preset)
        window.tools.scaleChosen.connect(self.ask_scale)
        window.tool_actions.connect(self._handlers())

    def _handlers(self) -> dict[str, Callable[[], object]]:
        scales = {f"scale_{name}": lambda name=name: self.ask_scale(name) for name in changes.SCALES}
        return {
            **scales,
            "colours": self.next_colours,
            "floor_down": lambda: self.move_floor(-1),
            "floor_up": lambda: self.move_floor(1),
            "automatic": self.automatic_range,
            "theme": lambda: self.ask(changes.with_next(self.config, "theme", changes.THEMES)),
            "clock": lambda: self.ask(changes.with_next(self.config, "clock", changes.CLOCKS)),
            "undo": lambda: self._step(self.edits.undo),
            "redo": lambda: self._step(self.edits.redo),
        }

    @property
    def config(self) -> Config:
        """What was asked for."""
        return self.edits.config

    def take(self, config: Config) -> None:
        """A session was opened with `config`: it is in force."""
        self.edits.take(config)
        self._in_force = config

    def ask(self, config: Config, amends: bool = False) -> bool:
        """Make a configuration the one in force; whether it is possible. What is not is told, and changes nothing.

        With `amends` it is more of the last change: both are undone together.
        """
        live = self.live
        if live is None or config == self.config:
            return False
        if not changes.another_source(self.config, config):
            try:
                check_sample_rate(config, live.session.source.sample_rate)
            except LivemelError as error:
                self.refused.emit(str(error))
                return False
        self.edits.take(config, amends)
        self.bring_into_force()
        return True

    def _step(self, step: Callable[[], Config]) -> None:
        step()
        self.bring_into_force()

    def bring_into_force(self) -> None:
        """Have done what the newest of the edits asks for."""
        before, config = self._in_force, self.config
        if self.live is not None and before != config:
            self._in_force = config
            self.brought.emit(before, config)

    def take_back(self) -> None:
        """What was asked for last turned out to be impossible: what was before is still in force."""
        self._in_force = self.edits.undo()

    def ask_preset(self, name: str) -> None:
        """Compute what a preset says."""
        try:
            self.ask(with_preset(self.config, name))
        except LivemelError as error:
            self.refused.emit(str(error))
        self.show()

    def ask_scale(self, scale: str) -> None:
        """Show the same sound on another frequency scale."""
        self.ask(changes.with_scale(self.config, scale))
        self.show()

    def _drag_range(self, db_min: float, db_max: float) -> None:
        """What follows soon is of the same drag, and undone with it."""
        now = time.monotonic()
        is_same_drag = self._dragged is self.config and now - self._dragged_at < DRAG_SECONDS
        if self.ask(changes.with_range(self.config, db_min, db_max), amends=is_same_drag):
            self._dragged, self._dragged_at = self.config, now

    def automatic_range(self) -> None:
        """The range of the levels that are in view."""
        from livemel.picture.automatic import automatic_range

        if self.live is not None:
            found = automatic_range(self.live.visible_levels())
            if found is not None:
                self.ask(changes.with_range(self.config, *found))

    def next_colours(self) -> None:
        """The next colour map."""
        self.ask(changes.with_next_colours(self.config))

    def move_floor(self, direction: int) -> None:
        """The level of the quietest colour, a step up (1) or down (-1)."""
        self.ask(replace(self.config, display=moved_floor(self.config.display, self.config, direction)))

    def _read_presets(self) -> None:
        """They are compared with what is set; the first picture does not wait for that."""
        self._presets = preset_configs()
        self._window.tools.set_presets(tuple(self._presets))
        self.show()

    def show(self) -> None:
        """Show in the tool bar what is chosen."""
        config = self.config
        self._window.tools.show_choice(preset_in_use(config, self._presets), config.mel.scale)
        for scale in changes.SCALES:
            self._window.tool_actions.show_state(f"scale_{scale}", scale == config.mel.scale)
