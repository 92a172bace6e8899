"""Controller: joins the window to what is heard, beat by beat, and does what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from PyQt6.QtCore import QObject, pyqtSignal
from PyQt6.QtWidgets import QApplication

from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import as_livemel_error
from livemel.gui import changes
from livemel.gui.asking import Asking
from livemel.gui.help.dialog import show_help
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.theme import current_theme
from livemel.gui.main_window import PANELS, MainWindow
from livemel.gui.picture.live_picture import LivePicture
from livemel.gui.picture.looking import Looking
from livemel.gui.telling import SEPARATOR, Notice, Telling
from livemel.gui.ticker import Ticker
from livemel.picture.axis import MelAxis
from livemel.picture.captions import frequency_name
from livemel.picture.colormaps import caution
from livemel.picture.reference import level_title, level_unit
from livemel.picture.shown import shown_config
from livemel.runtime.listeners import Listeners
from livemel.runtime.loudness import Ballistics
from livemel.runtime.past.chronicle import Chronicle
from livemel.runtime.session import Session

TICKS_PER_PANEL = 2
"""Waveform and spectrum take turns: no picture waits for both."""
TICKS_PER_METER = 4
TICKS_PER_STATUS = 30


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
        self.asking = Asking(window, config)
        self.telling = Telling(window)
        self.looking = Looking(window)
        self.live: LivePicture | None = None
        self.listeners: Listeners | None = None
        self.failure: Exception | None = None
        self._level_unit = ""
        self._ticks = 0
        self._end_told = False
        self._ticker = Ticker(config.display.fps, self)
        self._ticker.tick.connect(self._tick)
        self.asking.brought.connect(self._bring)
        self.asking.refused.connect(self.say)
        window.page.viewportChanged.connect(self._show_viewport)
        window.tool_actions.connect(self._handlers())

    def _handlers(self) -> dict[str, Callable[[], object]]:
        window = self.window
        return {
            **self.looking.handlers(),
            **{name: partial(self.toggle_panel, name) for name in PANELS},
            "full_screen": window.toggle_full_screen,
            "help": lambda: show_help(window),
            "quit": window.close,
        }

    @property
    def config(self) -> Config:
        """What was asked for."""
        return self.asking.config

    def say(self, text: str) -> None:
        """Tell something that may be overwritten by the next."""
        self.telling.say(text)

    def show_session(self, session: Session, listeners: Listeners, config: Config, notice: Notice) -> None:
        """Show `session`, which is about to start, and of which nothing was heard before."""
        config = replace(config, display=self.config.display) if self.live else config
        self._take_session(listeners, config)
        started = datetime.now().astimezone() - timedelta(seconds=session.position / session.source.sample_rate)
        axis = MelAxis(config.mel, session.analysis_rate)
        self.window.page.open(config, axis, session.source.sample_rate, started)
        self._make_picture(session, listeners, config, notice)
        self._show_all()

    def continue_session(self, session: Session, listeners: Listeners, config: Config, error: Exception | None) -> None:
        """Show `session`, which is to go on where the one that is shown ended; `error`: why it is the same source."""
        before = self.live
        self._take_session(listeners, config)
        page = self.window.page
        page.sample_rate = session.source.sample_rate
        self._make_picture(session, listeners, config, Notice())
        assert self.live is not None
        self.live.recall(before)
        page.show(config, MelAxis(config.mel, session.analysis_rate))
        self._show_all()
        if error is not None:
            self.say(f"{as_livemel_error(error)}; {session.source.name} goes on")

    def _take_session(self, listeners: Listeners, config: Config) -> None:
        if self.live is not None:
            self.live.stop()
        self.listeners = listeners
        self.failure = None
        self._end_told = False
        self.asking.take(config)

    def _make_picture(self, session: Session, listeners: Listeners, config: Config, notice: Notice) -> None:
        chronicle = Chronicle(session, listeners.feed, shown_config(config))
        self.live = LivePicture(chronicle, self.window.view, self.window.page, config.display)
        self.asking.live = self.live
        self.telling.begin(self.live, notice, _advice(config, session.source.sample_rate))
        self.live.failed.connect(self._worker_failed)
        self.live.refused.connect(self.take_back)
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
        if self._ticks % TICKS_PER_STATUS == 0 or self.telling.is_stale:
            self.telling.show()
            self.window.minimap.tick()
        if live.session.finished and live.at_end and not self._end_told:
            self._end_told = True
            self.telling.show()
            self.ended.emit()
        self.beaten.emit(self._ticks)

    def _paint_panels(self) -> None:
        """All that moves with the picture, so that it comes to the screen together."""
        live, window = self.live, self.window
        if live is None:
            return
        window.time_axis.tick()
        if self._ticks % TICKS_PER_PANEL:
            window.wave.tick()
        elif window.is_shown("spectrum"):
            shown = live.display
            window.spectrum.set_levels(live.chronicle.newest_levels(), shown.db_min, shown.db_max, self._level_unit)

    def _worker_failed(self, error: Exception) -> None:
        self.failure = error
        self.telling.notify(Notice(str(as_livemel_error(error))))
        if self.live is not None and self.live.session.stats.samples_received == 0:
            self.ended.emit()

    def _bring(self, before: Config, config: Config) -> None:
        """Something else is asked for: whoever has to do with it does it."""
        live = self.live
        if live is None:
            return
        self.telling.say("")
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
            self.say(caution(config.display.colormap))

    def take_back(self, error: Exception) -> None:
        """What was asked for cannot be had: what there is stays, or goes on."""
        self.asking.take_back()
        self.say(str(as_livemel_error(error)))
        self._show_all()
        self.configChanged.emit()

    def toggle_panel(self, name: str) -> None:
        """Show or hide "spectrum", "wave" or "overview"."""
        self.window.set_shown(name, not self.window.is_shown(name))
        self._show_choices()

    def _show_viewport(self) -> None:
        """Whether the picture stands still is told at once; where, with the next beats."""
        is_still = not self.window.page.viewport.follows
        self.window.tool_actions.show_state("freeze", is_still)
        if self.telling.is_stale_about(is_still):
            self.telling.show()

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
        self.telling.show()
        self.shown.emit()

    def _show_history(self) -> None:
        live = self.live
        if live is not None:
            display = live.display
            window = self.window
            window.minimap.set_history(live.history, live.colour_table, display.db_min, display.db_max, live.seen)
            window.minimap.tick()

    def _show_choices(self) -> None:
        self.asking.show()
        for name in PANELS:
            self.window.tool_actions.show_state(name, self.window.is_shown(name))


def _advice(config: Config, sample_rate: int) -> str:
    """What is to be known of the settings with a source of this rate."""
    warnings = (empty_bands_warning(config, sample_rate), rate_warning(config, sample_rate))
    return SEPARATOR.join(warning[0].upper() + warning[1:] for warning in warnings if warning)
