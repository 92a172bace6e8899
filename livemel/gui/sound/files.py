"""Files: sound that is opened or dropped plays through the same pipeline, with a transport; pictures open beside it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject, QProcess
from PyQt6.QtWidgets import QFileDialog

from livemel.gui.controller import Controller
from livemel.gui.sound.dropping import PICTURES, SOUNDS, Dropping
from livemel.gui.sound.hearing import Hearing
from livemel.gui.sound.transport import TransportBar

if TYPE_CHECKING:
    from livemel.audio.files import FileSource

TICKS_PER_LOOK = 10


class Files(QObject):
    """Opens what is chosen, and joins the bar to the file that plays. GUI thread.

    Parameters
    ----------
    controller, hearing
        Of the window.
    holds_at_end
        A file waits at its end to be taken elsewhere; else it ends there.
    """

    def __init__(self, controller: Controller, hearing: Hearing, holds_at_end: bool) -> None:
        super().__init__(controller)
        self._controller = controller
        self._hearing = hearing
        self._holds_at_end = holds_at_end
        self.bar = TransportBar()
        self.bar.hide()
        window = controller.window
        window.add_transport(self.bar)
        window.tool_actions.connect({"open": self._ask})
        self._dropping = Dropping(window)
        self._dropping.fileDropped.connect(self.open)
        self._dropping.said.connect(controller.say)
        self.bar.pauseToggled.connect(self._pause)
        self.bar.seekAsked.connect(lambda seconds: self._with_file(lambda file: file.transport.seek(seconds)))
        self.bar.speedAsked.connect(lambda speed: self._with_file(lambda file: file.transport.set_speed(speed)))
        self.bar.loopToggled.connect(lambda loop: self._with_file(lambda file: file.transport.set_loop(loop)))
        self.bar.hearToggled.connect(hearing.hear_through)
        controller.sessionShown.connect(self._take_source)
        controller.beaten.connect(self._tick)

    def _file(self) -> FileSource | None:
        live = self._controller.live
        if live is None or live.session.source.kind != "file":
            return None
        source: FileSource = live.session.source  # type: ignore[assignment]  # its kind says so
        return source

    def _with_file(self, act: Callable[[FileSource], None]) -> None:
        file = self._file()
        if file is not None:
            act(file)
            self._show(file)

    def _pause(self, is_paused: bool) -> None:
        self._with_file(lambda file: file.transport.pause() if is_paused else file.transport.resume())

    def _take_source(self) -> None:
        file = self._file()
        self.bar.setVisible(file is not None)
        if file is not None:
            file.transport.holds_at_end = self._holds_at_end
            self._show(file)

    def _show(self, file: FileSource) -> None:
        transport = file.transport
        self.bar.set_position(file.position_s, file.length_s, transport.paused or transport.at_end)
        self.bar.set_state(transport.speed, transport.loop, self._hearing.through_is_on)

    def _tick(self, number: int) -> None:
        file = self._file() if number % TICKS_PER_LOOK == 0 else None
        if file is not None:
            self._show(file)

    def _ask(self) -> None:
        """Ask for a file without stopping the picture."""
        endings = " ".join(f"*{ending}" for ending in SOUNDS + PICTURES)
        dialog = QFileDialog(self._controller.window, "Open a sound file, or a saved picture", "", f"Files ({endings})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open(self, path: str) -> None:
        """Play a sound file in this window, or show a picture in one of its own."""
        if Path(path).suffix.lower() in PICTURES:
            QProcess.startDetached(sys.executable, ["-m", "livemel", "view", path])
            self._controller.say(f"{Path(path).name} opens in a window of its own")
            return
        controller = self._controller
        source = replace(controller.config.source, kind="file", path=path, channel=1, sample_rate=0)
        controller.asking.ask(replace(controller.config, source=source))
