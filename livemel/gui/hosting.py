"""Hosting: whatever is heard in the window: opened, handed over to another, replaced, fallen back from, closed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from livemel.config import Config
from livemel.config.remembering import Start
from livemel.errors import AudioSystemError, ConfigError, DeviceError, LivemelError
from livemel.gui.controller import Controller
from livemel.gui.telling import Notice
from livemel.picture.shown import shown_config
from livemel.runtime.handover import Handover
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening
from livemel.runtime.past.chronicle import HISTORY_SECONDS
from livemel.runtime.past.still import PictureSource
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session
from livemel.runtime.totals import Totals

PATIENCE_SECONDS = 0.5
"""A device that takes longer to open is waited for with the window on the screen."""
POLL_MS = 20
STILL_OPENING = "the source that was asked for before is still being opened; choose again in a moment"


class Host(QObject):
    """Owns the session. GUI thread.

    Parameters
    ----------
    controller
        Of the window.
    start
        What was asked for, and what the window remembers.
    opening, listeners
        The source that is being opened, and who hears it.
    may_fall_back
        Show the demonstration where there is no microphone.
    """

    gaveUp = pyqtSignal(object)
    """Why there is nothing to hear."""

    def __init__(
        self, controller: Controller, start: Start, opening: Opening, listeners: Listeners, may_fall_back: bool
    ) -> None:
        super().__init__(controller)
        self._controller = controller
        self._start = start
        self._opening: Opening | None = opening
        self._handover: Handover | None = None
        self._listeners = listeners
        self._coming = (start.config, listeners)
        """What is being opened or handed over to."""
        self._heard = start.config
        """What the session was opened with."""
        self._may_fall_back = may_fall_back
        self._to_say = ""
        """As soon as there is something to see."""
        self._session: Session | None = None
        self._use = ProcessUse()
        self._totals = Totals()
        self._poll = QTimer(self)
        self._poll.timeout.connect(self._look)
        controller.sourceAsked.connect(self.hear)
        controller.window.tryAgainClicked.connect(self.try_again)
        controller.window.tool_actions.connect({"look_again": self.try_again})

    @property
    def microphone(self) -> str:
        """The full name of the microphone that is heard; empty where none is."""
        session = self._session
        return session.source.name if session is not None and session.source.kind == "mic" else ""

    def begin(self) -> None:
        """Take what is opened, if that is soon enough; else go on looking for it."""
        if self._opening is None or self._opening.wait(PATIENCE_SECONDS):
            self._look()
        else:
            source = self._start.config.source
            self._controller.window.set_notice(f"Opening {source.device or source.kind} ...", False)
            self._poll.start(POLL_MS)

    def _look(self) -> None:
        """Begin what has been opened or handed over, fall back to the demonstration, or give up."""
        if self._opening is not None and self._opening.wait(0):
            self._poll.stop()
            opening, self._opening = self._opening, None
            try:
                self._take(opening.session(), Notice())
            except LivemelError as error:
                self._take_refusal(error)
            except Exception as error:
                self.gaveUp.emit(error)
        elif self._handover is not None and self._handover.wait(0):
            self._poll.stop()
            self._take_handover()

    def _take(self, session: Session, notice: Notice) -> None:
        if self._session is not None:
            self._totals.add(self._session, self._listeners.feed.columns_dropped)
            self._session.close()
        self._session, (self._heard, self._listeners) = session, self._coming
        self._controller.show_session(session, self._listeners, self._heard, notice)
        if self._to_say:
            self._controller.say(self._to_say)
            self._to_say = ""
        session.start()
        if isinstance(session.source, PictureSource) and self._controller.live is not None:
            from livemel.gui.keeping.snapshot import restore_view

            restore_view(self._controller.live, session.source.view)

    def _take_refusal(self, error: LivemelError) -> None:
        if isinstance(error, DeviceError) and self._session is not None and self._session.source.kind == "demo":
            self._controller.say(f"Still no microphone: {error}")
        elif self._session is not None:
            self._controller.take_back(error)
        elif isinstance(error, ConfigError) and self._coming[0] != self._start.base:
            self._to_say = f"The settings that were saved do not go with this source and were left out: {error}"
            self._open(self._start.base)
        elif self._may_fall_back and (isinstance(error, AudioSystemError) or self._has_saved_device(error)):
            self._show_demo(error)
        else:
            self.gaveUp.emit(error)

    def _has_saved_device(self, error: LivemelError) -> bool:
        """Whether it is the microphone of the last time that cannot be had: nobody asked for it now."""
        start = self._start
        return isinstance(error, DeviceError) and start.config.source.device != start.base.source.device

    def _take_handover(self) -> None:
        handover, self._handover = self._handover, None
        assert handover is not None
        try:
            result = handover.result()
        except Exception as error:
            self._controller.take_back(error)
            if self._session is not None and self._session.is_closed:
                self._controller.telling.notify(Notice("Nothing is heard any more", can_try_again=True))
            return
        if self._session is not None:
            self._totals.add(self._session, self._listeners.feed.columns_dropped)
        self._session, self._listeners, self._heard = result.session, self._coming[1], result.config
        self._controller.continue_session(result.session, self._listeners, result.config, result.error)
        result.session.start()

    def _listeners_for(self, config: Config) -> Listeners:
        """Of the source that is to come."""
        self._coming = (config, Listeners(*self._listeners.others))
        return self._coming[1]

    def _opening_of(self, config: Config, look_anew: bool = False) -> Opening:
        sinks = self._listeners_for(config).of
        return Opening(shown_config(config), sinks, look_anew=look_anew, keep_seconds=HISTORY_SECONDS)

    def _open(self, config: Config, look_anew: bool = False) -> None:
        self._opening = self._opening_of(config, look_anew)
        self._poll.start(POLL_MS)

    def hear(self, config: Config) -> None:
        """Listen to another source: from one microphone to another the picture goes on, else it begins anew."""
        if self._session is None or self._opening is not None or self._handover is not None:
            self._controller.take_back(LivemelError(STILL_OPENING))
            return
        if config.source.kind == self._session.source.kind == "mic" and not self._session.is_closed:
            sinks = self._listeners_for(config).of
            self._handover = Handover(self._session, self._heard, shown_config(config), sinks)
            self._poll.start(POLL_MS)
        else:
            self._open(config)
        self._controller.say(f"Opening {config.source.device or config.source.path or config.source.kind} ...")

    def _show_demo(self, error: Exception) -> None:
        """No microphone was named and there is none: show that the program works, and say what it shows."""
        asked = self._start.config
        config = replace(asked, source=replace(asked.source, kind="demo", channel=1, sample_rate=0))
        text = f"DEMO: this is a built-in signal, not a microphone ({error})"
        self._take(self._opening_of(config).session(), Notice(text, can_try_again=True))

    def try_again(self) -> None:
        """Look for a microphone, while the demonstration goes on."""
        session, asked = self._session, self._start.config.source
        if self._opening is not None or session is None:
            return
        if session.is_closed or session.source.kind == "demo" != asked.kind:
            self._open(replace(self._controller.config, source=self._start.config.source), look_anew=True)

    def close(self) -> None:
        """End everything that has begun."""
        self._poll.stop()
        self._controller.stop()
        if self._opening is not None:
            self._opening.abandon()
            self._opening = None
        if self._handover is not None:
            self._handover.wait()
            self._take_handover()
            self._controller.stop()
        if self._session is not None:
            self._session.close()

    def report(self, errors: list[str]) -> dict[str, Any]:
        """What `--stats` writes of all that was heard."""
        dropped = self._listeners.feed.columns_dropped
        return self._totals.with_earlier(run_report(self._session, dropped, self._use, errors))
