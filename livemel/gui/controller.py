"""Controller: joins the window to what is heard, beat by beat, and does what is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from PyQt6.QtCore import QObject, QTimer, pyqtSignal
from PyQt6.QtWidgets import QApplication

from livemel.audio.source import SourceState
from livemel.config import Config, check_sample_rate
from livemel.config.editing import Edits
from livemel.config.own_presets import preset_configs, preset_in_use, with_preset
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import LivemelError, as_livemel_error
from livemel.gui import changes
from livemel.gui.floor import moved_floor
from livemel.gui.help import show_help
from livemel.gui.live_picture import LivePicture
from livemel.gui.looking import Looking
from livemel.gui.main_window import MainWindow
from livemel.gui.status_line import state_text, status_text
from livemel.gui.theme import apply_theme, current_theme
from livemel.gui.ticker import Ticker
from livemel.picture.axis import MelAxis
from livemel.picture.captions import frequency_name
from livemel.picture.colormaps import caution
from livemel.picture.reference import level_title, level_unit
from livemel.picture.shown import shown_config
from livemel.runtime.chronicle import Chronicle
from livemel.runtime.listeners import Listeners
from livemel.runtime.loudness import Ballistics
from livemel.runtime.session import Session

SEPARATOR = " \u00b7 "
TICKS_PER_SPECTRUM = 2
TICKS_PER_METER = 4
TICKS_PER_STATUS = 30
PRESETS_MS = 300
DRAG_SECONDS = 1.0
"""Levels that follow each other so soon are one change."""


@dataclass(frozen=True)
class Notice:
    """What stands above the picture as long as nothing more urgent does."""

    text: str = ""
    can_try_again: bool = False


class Controller(QObject):
    """One window. GUI thread."""

    ended = pyqtSignal()
    """The source has ended, or the worker has failed before there was anything to see."""
    sourceAsked = pyqtSignal(object)
    """A Config whose source is to be heard."""
    sessionShown = pyqtSignal()
    """Another session is looked at."""
    configChanged = pyqtSignal()
    """Something else is asked for."""
    shown = pyqtSignal()
    """Something else is shown."""
    modelAsked = pyqtSignal(object)
    """What a model would receive is to be kept: a tuple of `ModelInput`."""
    ledgerAsked = pyqtSignal()
    """The losses are to be kept."""
    beaten = pyqtSignal(int)
    """A picture has been made; which."""

    def __init__(self, window: MainWindow, config: Config) -> None:
        super().__init__(window)
        self.window = window
        self.edits = Edits(config)
        self._in_force = config
        self.live: LivePicture | None = None
        self.listeners: Listeners | None = None
        self.failure: Exception | None = None
        self.looking = Looking(window)
        self._shown_state: SourceState | None = None
        self._notice = Notice()
        self._health = ""
        self._said = ""
        self._level_unit = ""
        self._dragged: Config | None = None
        self._dragged_at = 0.0
        self._presets: dict[str, Config] = {}
        QTimer.singleShot(PRESETS_MS, self._read_presets)
        self._ticks = 0
        self._end_told = False
        self._ticker = Ticker(config.display.fps, self)
        self._ticker.tick.connect(self._tick)
        window.colour_bar.rangeChanged.connect(self._drag_range)
        window.colour_bar.automaticAsked.connect(self.automatic_range)
        window.tools.presetChosen.connect(self.ask_preset)
        window.tools.scaleChosen.connect(self.ask_scale)
        window.page.viewportChanged.connect(self._show_viewport)
        window.tool_actions.connect(self._handlers())

    def _handlers(self) -> dict[str, Callable[[], object]]:
        window = self.window
        scales = {f"scale_{name}": lambda name=name: self.ask_scale(name) for name in changes.SCALES}
        return {
            **scales,
            **self.looking.handlers(),
            "colours": self.next_colours,
            "floor_down": lambda: self.move_floor(-1),
            "floor_up": lambda: self.move_floor(1),
            "automatic": self.automatic_range,
            "theme": lambda: self.ask(changes.with_next(self.config, "theme", changes.THEMES)),
            "clock": lambda: self.ask(changes.with_next(self.config, "clock", changes.CLOCKS)),
            "undo": lambda: self._step(self.edits.undo),
            "redo": lambda: self._step(self.edits.redo),
            "spectrum": lambda: self.toggle_panel("spectrum"),
            "wave": lambda: self.toggle_panel("wave"),
            "overview": lambda: self.toggle_panel("overview"),
            "full_screen": window.toggle_full_screen,
            "help": lambda: show_help(window),
            "quit": window.close,
        }

    @property
    def config(self) -> Config:
        """What was asked for."""
        return self.edits.config

    def show_session(self, session: Session, listeners: Listeners, config: Config, notice: Notice) -> None:
        """Show `session`, which is about to start, and of which nothing was heard before."""
        config = replace(config, display=self.config.display) if self.live else config
        self._take_session(session, listeners, config, notice)
        started = datetime.now().astimezone() - timedelta(seconds=session.position / session.source.sample_rate)
        axis = MelAxis(config.mel, session.analysis_rate)
        self.window.page.open(config, axis, session.source.sample_rate, started)
        self._make_picture(session, listeners, config)
        self._show_all()

    def continue_session(self, session: Session, listeners: Listeners, config: Config, error: Exception | None) -> None:
        """Show `session`, which is to go on where the one that is shown ended; `error`: why it is the same source."""
        before = self.live
        self._take_session(session, listeners, config, Notice())
        page = self.window.page
        page.sample_rate = session.source.sample_rate
        self._make_picture(session, listeners, config)
        assert self.live is not None
        self.live.recall(before)
        page.show(config, MelAxis(config.mel, session.analysis_rate))
        self._show_all()
        if error is not None:
            self.say(f"{as_livemel_error(error)}; {session.source.name} goes on")

    def _take_session(self, session: Session, listeners: Listeners, config: Config, notice: Notice) -> None:
        if self.live is not None:
            self.live.stop()
        self.listeners = listeners
        self.failure = None
        self._end_told = False
        self.edits.take(config)
        self._in_force = config
        self._notice = notice
        self._said = _advice(config, session.source.sample_rate)

    def _make_picture(self, session: Session, listeners: Listeners, config: Config) -> None:
        chronicle = Chronicle(session, listeners.feed, shown_config(config))
        self.live = LivePicture(chronicle, self.window.view, self.window.page, config.display)
        self.live.failed.connect(self._worker_failed)
        self.live.refused.connect(self._refuse)
        self.live.changed.connect(self._show_all)
        self.live.completed.connect(self._show_history)
        self.live.before_paint = self._paint_panels
        self.window.wave.set_store(session.store)
        self._ticker.start()
        self.sessionShown.emit()

    def stop(self) -> None:
        """No picture any more."""
        self._ticker.stop()
        if self.live is not None:
            self.live.chronicle.close()

    def _tick(self) -> None:
        live = self.live
        if live is None:
            return
        self._ticks += 1
        live.tick(self._ticker.due)
        if self._ticks % TICKS_PER_METER == 0:
            self.window.level_meter.set_levels(Ballistics() if live.waiting else live.chronicle.meter.shown())
        if self._ticks % TICKS_PER_STATUS == 0 or live.session.source.state is not self._shown_state:
            self._show_state()
            self.window.minimap.tick()
        if live.session.finished and live.at_end and not self._end_told:
            self._end_told = True
            self._show_state()
            self.ended.emit()
        self.beaten.emit(self._ticks)

    def _paint_panels(self) -> None:
        """All that moves with the picture, so that it comes to the screen together."""
        live, window = self.live, self.window
        if live is None:
            return
        window.time_axis.tick()
        window.wave.tick()
        if self._ticks % TICKS_PER_SPECTRUM == 0 and window.is_shown("spectrum"):
            shown = live.display
            window.spectrum.set_levels(live.chronicle.newest_levels(), shown.db_min, shown.db_max, self._level_unit)

    def _worker_failed(self, error: Exception) -> None:
        self.failure = error
        self._notice = Notice(str(as_livemel_error(error)))
        self._show_state()
        if self.live is not None and self.live.session.stats.samples_received == 0:
            self.ended.emit()

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
                self.say(str(error))
                return False
        self.edits.take(config, amends)
        self.bring_into_force()
        return True

    def _step(self, step: Callable[[], Config]) -> None:
        step()
        self.bring_into_force()

    def bring_into_force(self) -> None:
        """Do what the newest of the edits asks for."""
        live, before, config = self.live, self._in_force, self.config
        if live is None or before == config:
            return
        self._in_force = config
        self._said = ""
        if changes.another_look(before, config):
            self._show_look(config)
        if before.display != config.display:
            self._ask_display(before, config)
        if changes.another_source(before, config):
            self.sourceAsked.emit(config)
        elif changes.another_analysis(before, config):
            live.change(shown_config(config))
        self._show_all()
        self.configChanged.emit()

    def _show_look(self, config: Config) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_theme(application, config.display.theme, config.display.text_scale)
            self.window.set_theme(current_theme())

    def _ask_display(self, before: Config, config: Config) -> None:
        assert self.live is not None
        seconds = config.display.seconds if config.display.seconds != before.display.seconds else None
        self.live.set_display(config.display, seconds)
        if before.display.fps != config.display.fps:
            self._ticker.set_rate(config.display.fps)
        if before.display.colormap != config.display.colormap:
            self._said = caution(config.display.colormap)

    def _refuse(self, error: Exception) -> None:
        """Another analysis cannot be made: what there is stays."""
        self._in_force = self.edits.undo()
        self.say(str(as_livemel_error(error)))
        self._show_all()
        self.configChanged.emit()

    def refuse_source(self, error: Exception) -> None:
        """Another source cannot be heard: the one there is goes on."""
        self._refuse(error)

    def ask_preset(self, name: str) -> None:
        """Compute what a preset says."""
        try:
            self.ask(with_preset(self.config, name))
        except LivemelError as error:
            self.say(str(error))
        self._show_choices()

    def ask_scale(self, scale: str) -> None:
        """Show the same sound on another frequency scale."""
        self.ask(changes.with_scale(self.config, scale))
        self._show_choices()

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

    def toggle_panel(self, name: str) -> None:
        """Show or hide "spectrum", "wave" or "overview"."""
        self.window.set_shown(name, not self.window.is_shown(name))
        self._show_choices()

    def say(self, text: str) -> None:
        """Tell something that may be overwritten by the next."""
        self._said = text
        self._show_state()

    def notify(self, notice: Notice) -> None:
        """Tell something that stays until another session is shown."""
        self._notice = notice
        self._show_state()

    def tell_health(self, text: str) -> None:
        """Tell what is wrong with the source, as long as it is; empty: nothing."""
        if text != self._health:
            self._health = text
            self._show_state()

    def _show_viewport(self) -> None:
        live, page = self.live, self.window.page
        self.window.tool_actions.show_state("freeze", not page.viewport.follows)
        if live is not None:
            self._show_state()

    def _show_all(self) -> None:
        """Everything around the picture, as the configuration has it."""
        live, window, page = self.live, self.window, self.window.page
        if live is None:
            return
        shown, display = live.chronicle.config, live.display
        page.config = live.config
        window.set_title(live.session.source.name)
        window.frequency_axis.set_title(frequency_name(shown))
        window.colour_bar.set_colours(live.colour_table, display.db_min, display.db_max, level_title(shown))
        window.spectrum.set_bands(live.chronicle.is_unfed)
        self._level_unit = level_unit(shown)
        self._show_history()
        self._show_choices()
        self._show_state()
        self.shown.emit()

    def _show_history(self) -> None:
        live = self.live
        if live is not None:
            display = live.display
            window = self.window
            window.minimap.set_history(live.history, live.colour_table, display.db_min, display.db_max, live.seen)
            window.minimap.tick()

    def _read_presets(self) -> None:
        """They are compared with what is set; the first picture does not wait for that."""
        self._presets = preset_configs()
        self.window.tools.set_presets(tuple(self._presets))
        self._show_choices()

    def _show_choices(self) -> None:
        window, config = self.window, self.config
        window.tools.show_choice(preset_in_use(config, self._presets), config.mel.scale)
        for scale in changes.SCALES:
            window.tool_actions.show_state(f"scale_{scale}", scale == config.mel.scale)
        for panel in ("spectrum", "wave", "overview"):
            window.tool_actions.show_state(panel, window.is_shown(panel))

    def _show_state(self) -> None:
        live = self.live
        if live is None:
            return
        self._shown_state = live.session.source.state
        urgent = state_text(live)
        parts = (self._notice.text, urgent or self._health, self._still_text(live), self._said)
        said = SEPARATOR.join(part for part in parts if part)
        self.window.set_notice(said, self._notice.can_try_again)
        self.window.set_status(status_text(live))

    def _still_text(self, live: LivePicture) -> str:
        if not live.frozen:
            return ""
        behind = max(0.0, self.window.page.extent.newest - self.window.page.edge)
        ago = time.strftime("%M:%S", time.gmtime(behind)) if behind >= 1 else "now"
        return f"Frozen ({ago} ago): listening goes on. Space or End: back to now." if behind >= 1 else FROZEN


FROZEN = "Frozen: listening goes on. Space resumes."


def _advice(config: Config, sample_rate: int) -> str:
    """What is to be known of the settings with a source of this rate."""
    warnings = (empty_bands_warning(config, sample_rate), rate_warning(config, sample_rate))
    return SEPARATOR.join(warning[0].upper() + warning[1:] for warning in warnings if warning)
