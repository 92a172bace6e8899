"""Run: one start of the program with a window, from its first moment to the report at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PyQt6.QtCore import QObject, QTimer
from PyQt6.QtWidgets import QApplication

from livemel.config import Config
from livemel.config.loading import preset_names
from livemel.config.remembering import Start
from livemel.errors import AudioSystemError, DeviceError, LivemelError
from livemel.gui.controller import Controller, Notice
from livemel.gui.devices import Devices
from livemel.gui.exporting import Exporting
from livemel.gui.facts_page import FactsPage
from livemel.gui.files import Files
from livemel.gui.hearing import Hearing
from livemel.gui.icons import application_icon
from livemel.gui.keeping import Keeping
from livemel.gui.main_window import MainWindow
from livemel.gui.memory import restore, save
from livemel.gui.model_page import ModelPage
from livemel.gui.picture_menu import PictureMenu
from livemel.gui.point_page import PointPage
from livemel.gui.readout import Readout
from livemel.gui.saving import Saving
from livemel.gui.settings_page import SettingsPage
from livemel.gui.snapshot import restore_view
from livemel.gui.theme import apply_theme
from livemel.picture.shown import shown_config
from livemel.recording.recorder import Recorder
from livemel.runtime.chronicle import HISTORY_SECONDS
from livemel.runtime.ear import Ear
from livemel.runtime.handover import Handover
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session
from livemel.runtime.still import PictureSource
from livemel.runtime.totals import Totals

PATIENCE_SECONDS = 0.5
"""A device that takes longer to open is waited for with the window on the screen."""
OPENING_POLL_MS = 20


class Run(QObject):
    """Owns the window and whatever is heard in it. GUI thread.

    Parameters
    ----------
    start
        What was asked for, and what the window remembers.
    opening, listeners
        The source that is being opened, and who hears it.
    recorder, ear
        Two of them; idle until they are asked.
    may_fall_back
        Show the demonstration where there is no microphone.
    remembers
        Keep the window's shape and settings for the next start.
    """

    def __init__(
        self,
        start: Start,
        opening: Opening,
        listeners: Listeners,
        recorder: Recorder,
        ear: Ear,
        *,
        may_fall_back: bool,
        remembers: bool = False,
    ) -> None:
        super().__init__()
        self._start = start
        self._opening: Opening | None = opening
        self._handover: Handover | None = None
        self._listeners = listeners
        self._coming: tuple[Config, Listeners] | None = None
        """Of the source that is being opened or handed over to."""
        self._may_fall_back = may_fall_back
        self._remembers = remembers
        self._session: Session | None = None
        self._heard = start.config
        """What the session was opened with."""
        self._use = ProcessUse()
        self._totals = Totals()
        self._quitting = False
        self.exit_code = 0
        self.error: Exception | None = None
        config = start.config
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        qt.setWindowIcon(application_icon())
        theme = apply_theme(qt, config.display.theme, config.display.text_scale)
        self.window = MainWindow(theme, config, tuple(preset_names()))
        restore(self.window, start.saved.window)
        self.controller = Controller(self.window, config)
        self.controller.ended.connect(self._source_ended)
        self.controller.sourceAsked.connect(self.hear)
        self.window.closed.connect(self._close)
        self.window.tryAgainClicked.connect(self.try_again)
        self.window.tool_actions.connect({"look_again": self.try_again})
        readout = Readout(self.controller)
        point = PointPage(self.controller, readout)
        pages = (SettingsPage(self.controller, start.base), ModelPage(self.controller), FactsPage(self.controller))
        hearing = Hearing(self.controller, ear)
        self.parts = (
            readout,
            point,
            *pages,
            hearing,
            Devices(self.controller),
            Keeping(self.controller, recorder),
            Files(self.controller, hearing, holds_at_end=remembers),
            Exporting(self.controller),
            Saving(self.controller),
            PictureMenu(self.controller, point),
        )
        self.window.tool_actions.connect({"clear": lambda: self._clear(hearing)})
        self.window.tool_actions.connect(
            {name: lambda name=name: self.window.side.toggle(name) for name in ("settings", "model", "facts")}
            | {"explain": point.toggle}
        )
        self.window.side.pageChanged.connect(self._show_page)
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look)

    def _clear(self, hearing: Hearing) -> None:
        """One thing at a time: what is heard, what is selected, the side panel, the full screen."""
        window = self.window
        if hearing.stop():
            return
        if window.page.selection is not None:
            window.page.select(None)
        elif window.side.page_name:
            window.side.close_page()
        else:
            window.leave_full_screen()

    def _show_page(self, page: str) -> None:
        for name in ("settings", "model", "facts", "explain"):
            self.window.tool_actions.show_state(name, name == page)

    def start(self) -> None:
        """Show the window; an error says what keeps the source from opening, if that is known soon enough."""
        self._coming = (self._start.config, self._listeners)
        if self._opening is None or self._opening.wait(PATIENCE_SECONDS):
            self._look()
        else:
            source = self._start.config.source
            self.window.set_notice(f"Opening {source.device or source.kind} ...", False)
            self._poll.start(OPENING_POLL_MS)
        if not self._quitting:
            self.window.show()
            for problem in self._start.problems:
                self.controller.say(problem)

    def _look(self) -> None:
        """Begin what has been opened or handed over, fall back to the demonstration, or give up."""
        if self._opening is not None and self._opening.wait(0):
            self._poll.stop()
            opening, self._opening = self._opening, None
            self._take_opening(opening)
        elif self._handover is not None and self._handover.wait(0):
            self._poll.stop()
            handover, self._handover = self._handover, None
            self._take_handover(handover)

    def _take_opening(self, opening: Opening) -> None:
        assert self._coming is not None
        config, listeners = self._coming
        try:
            self._begin(opening.session(), listeners, config, Notice())
        except LivemelError as error:
            if isinstance(error, DeviceError) and self._session is not None:
                self.controller.say(f"Still no microphone: {error}")
            elif isinstance(error, AudioSystemError) and self._may_fall_back:
                self._show_demo(error)
            elif self._session is not None:
                self.controller.refuse_source(error)
            else:
                self._give_up(error)
        except Exception as error:
            self._give_up(error)

    def _begin(self, session: Session, listeners: Listeners, config: Config, notice: Notice) -> None:
        if self._session is not None:
            self._totals.add(self._session, self._listeners.feed.columns_dropped)
            self._session.close()
        self._session, self._listeners, self._heard = session, listeners, config
        session.start()
        self.controller.show_session(session, listeners, config, notice)
        if isinstance(session.source, PictureSource) and self.controller.live is not None:
            restore_view(self.controller.live, session.source.view)

    def _take_handover(self, handover: Handover) -> None:
        assert self._coming is not None
        assert self._session is not None
        try:
            result = handover.result()
        except Exception as error:
            self.controller.refuse_source(error)
            return
        self._totals.add(self._session, self._listeners.feed.columns_dropped)
        self._session, self._listeners, self._heard = result.session, self._coming[1], result.config
        result.session.start()
        self.controller.continue_session(result.session, self._listeners, result.config, result.error)

    def hear(self, config: Config) -> None:
        """Listen to another source: of the same kind it goes on where the one before ended, else it begins anew."""
        if self._session is None or self._opening is not None or self._handover is not None:
            self.controller.say("Wait until the source is open, then choose again")
            return
        listeners = Listeners(*self._listeners.others)
        self._coming = (config, listeners)
        if config.source.kind == self._session.source.kind == "mic":
            self._handover = Handover(self._session, self._heard, shown_config(config), listeners.of)
        else:
            self._opening = Opening(shown_config(config), listeners.of, keep_seconds=HISTORY_SECONDS)
        self.controller.say(f"Opening {config.source.device or config.source.path or config.source.kind} ...")
        self._poll.start(OPENING_POLL_MS)

    def _show_demo(self, error: Exception) -> None:
        """No microphone was named and there is none: show that the program works, and say what it shows."""
        asked = self._start.config
        config = replace(asked, source=replace(asked.source, kind="demo", channel=1, sample_rate=0))
        listeners = Listeners(*self._listeners.others)
        text = f"DEMO: this is a built-in signal, not a microphone ({error})"
        opening = Opening(shown_config(config), listeners.of, keep_seconds=HISTORY_SECONDS)
        self._begin(opening.session(), listeners, config, Notice(text, can_try_again=True))

    def try_again(self) -> None:
        """Look for a microphone, while the demonstration goes on."""
        if self._opening is None and self._session is not None and self._session.source.kind == "demo":
            listeners = Listeners(*self._listeners.others)
            config = replace(self.controller.config, source=self._start.config.source)
            self._coming = (config, listeners)
            self._opening = Opening(shown_config(config), listeners.of, look_anew=True, keep_seconds=HISTORY_SECONDS)
            self._poll.start(OPENING_POLL_MS)

    def _give_up(self, error: Exception) -> None:
        self.error = error
        self.quit(1)

    def _source_ended(self) -> None:
        if self.controller.failure is not None:
            self._give_up(self.controller.failure)

    def quit(self, code: int) -> None:
        """End the run with `code`; before the loop of events has begun, as soon as it begins."""
        self._quitting = True
        self.exit_code = code
        self.window.close()
        QTimer.singleShot(0, lambda: QApplication.exit(code))

    def _close(self) -> None:
        """The window is closed: end everything it had begun."""
        self._poll.stop()
        self.controller.stop()
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None
        if self._handover is not None:
            self._handover.wait()
            self._take_handover(self._handover)
            self._handover = None
            self.controller.stop()
        if self._session is not None:
            self._session.close()
        if self._remembers:
            self._remember()

    def _remember(self) -> None:
        device = self._session.source.name if self._session and self._session.source.kind == "mic" else ""
        try:
            save(self.window, self._start, self.controller.config, device)
        except LivemelError as error:
            self.error = self.error or error

    def take_screenshot_at_end(self, path: str) -> None:
        """Write the window as it is to be seen, while it still stands."""
        self.window.closed.disconnect(self._close)
        self.window.closed.connect(lambda: self._close_with_screenshot(path))

    def _close_with_screenshot(self, path: str) -> None:
        if not self.window.grab().save(path, "PNG"):
            self.error = LivemelError(f"cannot write {path}")
        self._close()

    def report(self) -> dict[str, Any]:
        """What `--stats` writes."""
        live, session = self.controller.live, self._session
        errors = [str(error) for error in (self.error, self.controller.failure) if error is not None]
        report = run_report(session, self._listeners.feed.columns_dropped, self._use, errors)
        report = self._totals.with_earlier(report)
        if live is not None:
            report |= {
                "paints": live.paint_timings.count,
                "paint_ms": live.paint_timings.percentiles(),
                "capture_to_paint_ms": live.latency_timings.percentiles(),
                "late_pictures": live.late_pictures,
            }
        return report
