"""Keeping: recording with one key, what crashes left behind, and the saved picture."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from livemel.errors import LivemelError
from livemel.gui.controller import Controller
from livemel.gui.page import Marker
from livemel.recording.recorder import Recorder

TICKS_PER_LOOK = 30
LEFT_OVERS_MS = 1000
CLOSE_SECONDS = 60.0
MOST_SPANS = 1000


class Keeping(QObject):
    """Asks the recorder, and tells what comes of it. GUI thread."""

    leftOversFinished = pyqtSignal(object)
    """Sentences about recordings that an earlier run had left open."""

    def __init__(self, controller: Controller, recorder: Recorder) -> None:
        super().__init__(controller)
        self._controller = controller
        self._recorder = recorder
        self._spans: list[tuple[float, float]] = []
        self._began: float | None = None
        self._marked: tuple[Marker, ...] = ()
        self._searching: threading.Thread | None = None
        self._is_closing = threading.Event()
        window = controller.window
        window.tool_actions.connect({"record": self.toggle_recording, "save_picture": self.save_picture})
        window.page.markersChanged.connect(self._label_new_markers)
        controller.beaten.connect(self._tick)
        controller.sessionShown.connect(self._go_on_in_another_file)
        controller.sessionShown.connect(self.find_left_overs)
        window.closed.connect(self.close)
        self.leftOversFinished.connect(lambda told: controller.say(" ".join(told)))

    def toggle_recording(self) -> None:
        """Record what is heard from now on; or stop."""
        if self._recorder.is_recording:
            self._stop()
        else:
            self._start()
        self._show()

    def _start(self) -> None:
        from livemel.recording.names import recordings_folder

        live = self._controller.live
        if live is None:
            return
        source = live.session.source
        folder = recordings_folder()
        self._recorder.start(folder, source.name, source.sample_rate)
        self._began = live.session.position / source.sample_rate
        self._controller.say(f"Recording into {folder}")

    def _stop(self) -> None:
        self._recorder.stop()
        self._end_span()

    def _end_span(self) -> None:
        live = self._controller.live
        if self._began is not None and live is not None:
            self._spans = [*self._spans, (self._began, live.session.position / live.session.source.sample_rate)]
            self._spans = self._spans[-MOST_SPANS:]
        self._began = None

    def _go_on_in_another_file(self) -> None:
        """Another source, or another rate: what is recorded of it goes into a file of its own."""
        if self._recorder.is_recording:
            self._end_span()
            self._start()

    def _label_new_markers(self) -> None:
        """Markers that are set while it records stand beside the recording, too."""
        markers = self._controller.window.page.markers
        new = [marker for marker in markers if marker not in self._marked]
        self._marked = markers
        rate = self._controller.window.page.sample_rate
        for marker in new:
            try:
                self._recorder.add_label(marker.name, round(marker.seconds * rate), low_hz=marker.hz, high_hz=marker.hz)
            except LivemelError as error:
                self._controller.say(str(error))

    def _tick(self, number: int) -> None:
        if number % TICKS_PER_LOOK:
            return
        for recording in self._recorder.take_ended():
            self._controller.say(_told(recording.path, recording.failure))
        if self._began is not None and not self._recorder.is_recording:
            self._end_span()
        self._show()

    def _show(self) -> None:
        window, recorder = self._controller.window, self._recorder
        action = window.tool_actions["record"]
        window.tool_actions.show_state("record", recorder.is_recording)
        text = "Record"
        if recorder.is_recording:
            minutes, seconds = divmod(int(recorder.seconds), 60)
            text = f"{minutes}:{seconds:02d}"
            if recorder.samples_lost:
                text += f", {recorder.samples_lost} samples lost: the disk is too slow"
        elif recorder.finishing is not None:
            text = f"Finishing {100 * recorder.finishing:.0f} %"
        if action.text() != text:
            action.setText(text)
        now = [] if self._began is None else [(self._began, window.page.extent.newest)]
        window.minimap.set_recordings([*self._spans, *now])

    def find_left_overs(self) -> None:
        """Finish what an earlier run had no time to finish, once, in a thread of its own."""
        if self._searching is None:
            self._searching = threading.Thread(target=self._finish_left_overs, name="livemel left-overs", daemon=True)
            self._searching.start()

    def _finish_left_overs(self) -> None:
        if self._is_closing.wait(LEFT_OVERS_MS / 1000):
            return
        from livemel.recording.left_overs import find_left_overs, finish_left_over
        from livemel.recording.names import recordings_folder

        told = []
        for left_over in find_left_overs(recordings_folder()):
            try:
                path = finish_left_over(left_over.path, cancelled=self._is_closing.is_set)
            except LivemelError as error:
                told.append(str(error))
            else:
                if path is not None:
                    told.append(f"A recording was left open and is finished now: {path} ({left_over.seconds:.1f} s).")
        if told and not self._is_closing.is_set():
            self.leftOversFinished.emit(told)

    def save_picture(self) -> None:
        """A labelled PNG of what is to be seen, in the folder the program was started in; it opens again as it was."""
        from livemel.gui.keeping.snapshot import save_snapshot  # Pillow's drawing is wanted now, not at start-up

        controller = self._controller
        if controller.live is None:
            return
        name = f"livemel_{datetime.now():%Y%m%dT%H%M%S}.png"
        try:
            path = Path(name).absolute()  # the folder may be gone
            save_snapshot(controller.live, controller.live.config, path)
        except (OSError, LivemelError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else error
            controller.say(f"Cannot save {name}: {reason}")
        else:
            controller.say(f"Saved {path}; livemel view {path.name} shows it again")

    def close(self) -> None:
        """Finish what is being recorded."""
        self._is_closing.set()
        if self._recorder.is_recording or self._recorder.finishing is not None:
            self._controller.window.hide()  # a long recording takes some seconds to finish
        self._recorder.close(CLOSE_SECONDS)
        if self._searching is not None:
            self._searching.join(CLOSE_SECONDS)


def _told(path: Path | None, failure: str) -> str:
    if failure:
        return f"The recording has stopped: {failure}"
    return f"Recorded: {path}" if path is not None else "Nothing was recorded"
