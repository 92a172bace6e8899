"""Controller: joins the window to the session, and does what the keys ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, pyqtSignal

from livemel.audio.source import SourceState
from livemel.config import Config, DisplayConfig
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import as_livemel_error
from livemel.gui.floor import moved_floor
from livemel.gui.help import help_box
from livemel.gui.live_picture import LivePicture
from livemel.gui.main_window import MainWindow
from livemel.gui.status_line import state_text, status_text
from livemel.gui.ticker import Ticker
from livemel.picture.axis import MelAxis
from livemel.picture.captions import frequency_name
from livemel.picture.colormaps import next_colormap
from livemel.picture.reference import level_title, level_unit
from livemel.runtime.feed import Feed
from livemel.runtime.loudness import Ballistics
from livemel.runtime.session import Session

if TYPE_CHECKING:
    from livemel.gui.band_panel import BandPanel

SECONDS_STEPS = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
SEPARATOR = " \u00b7 "
TICKS_PER_METER = 4
TICKS_PER_STATUS = 30


@dataclass(frozen=True)
class Notice:
    """What stands above the picture as long as nothing more urgent does."""

    text: str = ""
    can_try_again: bool = False


class Controller(QObject):
    """One window. GUI thread."""

    ended = pyqtSignal()
    """The source has ended, or the worker has failed before there was anything to see."""

    def __init__(self, window: MainWindow, config: Config) -> None:
        super().__init__(window)
        self.window = window
        self.config = config
        self.live: LivePicture | None = None
        self.failure: Exception | None = None
        self._bands: BandPanel | None = None
        self._shown_state: SourceState | None = None
        self._notice = Notice()
        self._said = ""
        self._ticks = 0
        self._ticker = Ticker(config.display.fps, self)
        self._ticker.tick.connect(self._tick)
        self._bind_keys()

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Space P": self.toggle_frozen,
            "F11 F": self.window.toggle_full_screen,
            "Esc": self.window.leave_full_screen,
            "S": self.save_picture,
            "B": self.toggle_bands,
            "C": self.next_colours,
            "[": lambda: self.move_floor(-1),
            "]": lambda: self.move_floor(1),
            "+ =": lambda: self.step_seconds(-1),
            "-": lambda: self.step_seconds(1),
            "? H F1": lambda: help_box(self.window).show(),
            "Q Ctrl+Q": self.window.close,
        }
        for key, action in keys.items():
            self.window.add_key(key, action)

    def show_session(self, session: Session, feed: Feed, notice: Notice) -> None:
        """Show `session`, just started; an earlier one must be closed."""
        display = self.live.display if self.live else self.config.display
        self.live = LivePicture(session, feed, replace(self.config, display=display), self.window.view)
        self.live.failed.connect(self._worker_failed)
        self._notice = notice
        self._said = _advice(self.config, session.source.sample_rate)
        self.window.set_title(session.source.name)
        axis = MelAxis(self.config.mel, session.analysis_rate)
        self.window.frequency_axis.set_axis(axis, frequency_name(self.config))
        self._show_display(display)
        self._show_state()
        self._ticker.start()

    def stop(self) -> None:
        """No picture any more."""
        self._ticker.stop()

    def _tick(self) -> None:
        live = self.live
        if live is None:
            return
        live.tick(self._ticker.due)
        self._ticks += 1
        if self._bands is not None and self._bands.isVisible() and not live.frozen:
            self._bands.set_levels(live.newest_levels())
        if self._ticks % TICKS_PER_METER == 0:
            self.window.level_meter.set_levels(Ballistics() if live.waiting else live.meter.shown())
        if self._ticks % TICKS_PER_STATUS == 0 or live.session.source.state is not self._shown_state:
            self._show_state()
        if live.session.finished and live.at_end:
            self._show_state()
            self._ticker.stop()
            self.ended.emit()

    def _worker_failed(self, error: Exception) -> None:
        self.failure = error
        self._notice = Notice(str(as_livemel_error(error)))
        self._show_state()
        if self.live is not None and self.live.session.stats.samples_received == 0:
            self.ended.emit()

    def _show_state(self) -> None:
        live = self.live
        if live is None:
            return
        self._shown_state = live.session.source.state
        urgent = state_text(live)
        frozen = "Frozen: listening goes on. Space resumes." if live.frozen else ""
        said = SEPARATOR.join(part for part in (self._notice.text, urgent, frozen, self._said) if part)
        self.window.set_notice(said, self._notice.can_try_again)
        self.window.set_status(status_text(live))

    def say(self, text: str) -> None:
        """Tell something that may be overwritten by the next."""
        self._said = text
        self._show_state()

    def toggle_frozen(self) -> None:
        """Hold the picture still, or let it go on; nothing is lost meanwhile."""
        if self.live is not None:
            self.live.frozen = not self.live.frozen
            self._show_state()

    def toggle_bands(self) -> None:
        """Show or hide the bands of this moment as a curve."""
        if self.live is None:
            return
        if self._bands is None:
            from livemel.gui.band_panel import BandPanel  # pyqtgraph takes 0.2 s: only for who wants it

            self._bands = BandPanel()
            self.window.add_beside_picture(self._bands, self._bands.caption)
            self._show_display(self.live.display)
        else:
            self._bands.set_shown(not self._bands.isVisible())

    def next_colours(self) -> None:
        """The next colour map."""
        self._change_display(lambda display: replace(display, colormap=next_colormap(display.colormap)))

    def move_floor(self, direction: int) -> None:
        """The level of the darkest colour, a step up (1) or down (-1)."""
        self._change_display(lambda display: moved_floor(display, self.config, direction))

    def step_seconds(self, step: int) -> None:
        """The next longer (1) or shorter (-1) time range."""

        def stepped(display: DisplayConfig) -> DisplayConfig:
            others = [seconds for seconds in SECONDS_STEPS if (seconds - display.seconds) * step > 0]
            return replace(display, seconds=others[0 if step > 0 else -1]) if others else display

        self._change_display(stepped)

    def _change_display(self, change: Callable[[DisplayConfig], DisplayConfig]) -> None:
        if self.live is not None:
            display = change(self.live.display)
            self.live.set_display(display)
            self._show_display(display)

    def _show_display(self, display: DisplayConfig) -> None:
        if self.live is None:
            return
        if self._bands is not None:
            self._bands.set_bands(self.config.mel.n_mels, self.live.is_unfed)
            self._bands.set_range(display.db_min, display.db_max, level_unit(self.config))
        self.window.time_axis.set_seconds(display.seconds)
        self.window.colour_bar.set_colours(
            self.live.colour_table, display.db_min, display.db_max, level_title(self.config)
        )

    def save_picture(self) -> None:
        """A labelled PNG of what is to be seen, in the folder the program was started in."""
        from livemel.gui.snapshot import save_snapshot  # Pillow's drawing is wanted now, not at start-up

        if self.live is None:
            return
        path = Path(f"livemel_{datetime.now():%Y%m%dT%H%M%S}.png")
        try:
            path = path.absolute()
            save_snapshot(self.live, self.config, path)
        except OSError as error:
            self.say(f"Cannot save {path}: {error.strerror or error}")
        else:
            self.say(f"Saved {path}")


def _advice(config: Config, sample_rate: int) -> str:
    """What is to be known of the settings with a source of this rate."""
    warnings = (empty_bands_warning(config, sample_rate), rate_warning(config, sample_rate))
    return SEPARATOR.join(warning[0].upper() + warning[1:] for warning in warnings if warning)
