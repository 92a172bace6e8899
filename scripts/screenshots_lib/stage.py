"""A stage: the window on a screen, driven as a person would, and photographed from the screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageDraw
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtGui import QCursor, QImage
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QDialog, QWidget

from livemel.config.remembering import start_of_window
from livemel.gui.app import application
from livemel.gui.looks.theme import current_theme
from livemel.gui.run import Run
from livemel.picture.shown import shown_config
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening
from livemel.runtime.past.chronicle import HISTORY_SECONDS

PATIENCE_SECONDS = 30.0
SETTLE_SECONDS = 0.8


class Stage:
    """One window with sound. GUI thread."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.window = run.window
        self.page = run.window.page

    def wait(self, seconds: float = SETTLE_SECONDS) -> None:
        """Let the program go on."""
        QTest.qWait(round(1000 * seconds))

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Let it go on until something is so."""
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not is_so():
            if time.monotonic() > give_up:
                raise TimeoutError(f"not so within {PATIENCE_SECONDS:g} s")
            self.wait(0.05)

    def hear(self, seconds: float) -> None:
        """Until so much has been heard."""
        self.wait_until(lambda: self.page.extent.newest >= seconds)

    def do(self, *names: str) -> None:
        """Actions, one after the other."""
        for name in names:
            self.window.tool_actions[name].trigger()
            self.wait(0.2)

    def look_at(self, end: float, seconds: float = 12.0) -> None:
        """Another time: freeze it so that it ends there, whatever was looked at."""
        self.page.look(replace(self.page.viewport.following(), end=end, seconds=seconds))
        self.wait()

    def hush(self) -> None:
        """Nothing is said above the picture."""
        self.run.controller.say("")
        self.wait(0.1)

    def close_side(self) -> None:
        """Only the picture and its panels."""
        self.window.side.close_page()
        self.wait(0.3)

    def place(self, seconds_ago: float, hz: float) -> QPoint:
        """Where a point of the picture stands in the view."""
        view = self.window.view
        across = 1 - seconds_ago / self.page.viewport.seconds
        up = float(self.page.axis.fraction_of(hz))
        return QPoint(round(across * view.width()), round((1 - up) * view.height()))

    def point_at(self, seconds_ago: float, hz: float) -> None:
        """The pointer stands there."""
        self.point_to(self.window.view, self.place(seconds_ago, hz))

    def point_to(self, widget: QWidget, where: QPoint) -> None:
        """The pointer stands over a widget."""
        QCursor.setPos(widget.mapToGlobal(where))
        QTest.mouseMove(widget, where)
        self.wait(0.2)

    def point_away(self) -> None:
        """The pointer stands where nothing is."""
        screen = QApplication.primaryScreen()
        assert screen is not None
        QCursor.setPos(screen.geometry().bottomRight())
        self.wait(0.2)

    def click(self, seconds_ago: float, hz: float) -> None:
        """Click a point."""
        self.point_at(seconds_ago, hz)
        QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, pos=self.place(seconds_ago, hz))

    def select(self, seconds_ago: tuple[float, float], hz: tuple[float, float]) -> None:
        """Drag from one corner to the other."""
        view, left = self.window.view, Qt.MouseButton.LeftButton
        begin, end = (self.place(*corner) for corner in zip(seconds_ago, hz, strict=True))
        QTest.mousePress(view, left, pos=begin)
        for part in (1, 2, 3):
            QTest.mouseMove(view, begin + (end - begin) * part / 3)
            self.wait(0.05)
        QTest.mouseRelease(view, left, pos=end)

    def theme(self, name: str) -> None:
        """Press the key until it is the one."""
        while self.run.controller.config.display.theme != name:
            self.do("theme")
        self.wait()

    def picture(self, part: QWidget | None = None) -> Image.Image:
        """The window, or a part of it, as it is on the screen, with what lies over it."""
        part = part or self.window
        screen = part.screen()
        assert screen is not None
        corner = part.mapToGlobal(QPoint(0, 0)) - screen.geometry().topLeft()
        shot = screen.grabWindow(0, corner.x(), corner.y(), part.width(), part.height()).toImage()  # type: ignore[arg-type]
        image = shot.convertToFormat(QImage.Format.Format_RGB888)
        bits = image.constBits()
        assert bits is not None
        size = (image.width(), image.height())
        taken = Image.frombytes("RGB", size, bits.asstring(image.sizeInBytes()), "raw", "RGB", image.bytesPerLine())
        self._outline_dialogs(taken, part)
        return taken

    def _outline_dialogs(self, taken: Image.Image, part: QWidget) -> None:
        """Here is no manager of windows: a line stands for the frame that a dialog has elsewhere."""
        for dialog in self.window.findChildren(QDialog):
            if dialog.isVisible():
                corner = dialog.mapToGlobal(QPoint(0, 0)) - part.mapToGlobal(QPoint(0, 0))
                box = (corner.x() - 1, corner.y() - 1, corner.x() + dialog.width(), corner.y() + dialog.height())
                ImageDraw.Draw(taken).rectangle(box, outline=current_theme().outline)


@contextmanager
def stage(width: int, height: int, *overrides: str) -> Iterator[Stage]:
    """A window of so many pixels at 100 % with a source of `overrides`, which remembers nothing."""
    program = application()
    start = start_of_window([], overrides, {}, source_named=True, path=Path("remembered.toml"))
    recorder, ear = Recorder(), Ear()
    listeners = Listeners(recorder, ear)
    opening = Opening(shown_config(start.config), listeners.of, keep_seconds=HISTORY_SECONDS)
    run = Run(start, opening, listeners, recorder, ear, may_fall_back=False, remembers=True)
    run.window.setGeometry(0, 0, width, height)
    run.start()
    made = Stage(run)
    try:
        made.point_away()
        yield made
    finally:
        run.window.close()
        made.wait(0.1)
        program.processEvents()
        if run.error is not None:
            raise run.error
