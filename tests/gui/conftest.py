"""A real window without a screen, and a session that goes on only when it is told to."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QTimer
from PyQt6.QtWidgets import QApplication

from livemel.audio.source import SampleClock
from livemel.config import load_config
from livemel.config.loading import preset_names
from livemel.gui.controller import Controller
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.main_window import MainWindow
from livemel.gui.telling import Notice
from livemel.picture.shown import shown_config
from livemel.runtime import handover as handover_module
from livemel.runtime import opening as opening_module
from livemel.runtime.listeners import Listeners
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.session import Session

sys.path.insert(0, str(Path(__file__).parents[1] / "runtime"))
sys.path.insert(0, str(Path(__file__).parent))

from runs import Sockets, made_run
from scripted_source import RATE, ScriptedSource, mono

KEPT_SECONDS = 60.0
PATIENCE_SECONDS = 20.0


def pytest_collection_modifyitems(items):
    """The screen that is none cannot tell how small a window may be, nor give a menu the keyboard."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", "not support (raise|grabbing)"))


class Stage:
    """A window and a scripted session under a clock that stands still: `play` brings sound, `tick` paints it."""

    def __init__(self, qtbot, *overrides):
        self.config = load_config(overrides=["display.seconds=2", *overrides])
        theme = apply_theme(QApplication.instance(), self.config.display.theme, self.config.display.text_scale)
        self.window = MainWindow(theme, self.config, tuple(preset_names()))
        qtbot.addWidget(self.window)
        self.controller = Controller(self.window, self.config)
        self.source = ScriptedSource()
        self.source.now = SampleClock(0.0, 0.0, 0.0)
        self.listeners = Listeners()
        sinks = self.listeners.of(self.source)
        self.store = SoundStore(KEPT_SECONDS, RATE)
        self.session = Session(self.source, shown_config(self.config), sinks, store=self.store)
        self.seconds = 0.0
        with qtbot.waitActive(self.window):
            self.window.show()

    def begin(self, notice=None):
        self.controller.show_session(self.session, self.listeners, self.config, notice or Notice())
        self.controller._ticker.stop()
        return self

    @property
    def feed(self):
        return self.listeners.feed

    @property
    def page(self):
        return self.window.page

    @property
    def live(self):
        return self.controller.live

    def play(self, seconds=0.5, hz=1000.0, lost=0.0, paint=True, amplitude=0.5):
        """So much sound comes, after so much was lost, and its time passes."""
        time = np.arange(round(seconds * RATE)) / RATE
        self.source.script.append(
            mono(amplitude * np.sin(2 * np.pi * hz * time), round(lost * RATE), "dropped" if lost else "")
        )
        self.seconds += seconds + lost
        self.source.now = SampleClock(self.seconds * RATE, 0.0, 0.0)
        self.session.step()
        if paint:
            self.live.tick(0.0)

    def settle(self):
        """Go on, without more sound, until what was asked for last is to be seen."""
        complete = []
        self.live.completed.connect(lambda: complete.append(True))
        self._go_on(lambda: complete and not self.live.chronicle.is_changing)

    def _go_on(self, is_done):
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not is_done():
            assert time.monotonic() < give_up
            self.session.step()
            self.live.tick(0.0)
            time.sleep(0.001)  # the other thread computes meanwhile

    def tick(self):
        """A beat of the picture, with all that it brings in the window."""
        self.controller._tick()

    def state(self):
        """What is said in the window is up to date."""
        self.controller.telling.show()

    @property
    def notice(self):
        return "" if self.window._notice.isHidden() else self.window._notice.text()

    @property
    def status(self):
        return self.window._status.text()

    def pixels(self):
        """The picture as it is on the screen, shape (height, width), 0xffRRGGBB."""
        image = self.window.view.grab().toImage()
        data = image.constBits().asstring(image.sizeInBytes())
        return np.frombuffer(data, np.uint32).reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


@pytest.fixture
def make_stage(qtbot):
    """Builds a stage with settings of its own."""
    stages = []

    def make(*overrides):
        stages.append(Stage(qtbot, *overrides))
        return stages[-1]

    yield make
    for stage in stages:
        stage.controller.stop()


@pytest.fixture
def stage(make_stage):
    """A window that shows two seconds of a tone."""
    stage = make_stage().begin()
    for _ in range(4):
        stage.play(0.5)
    return stage


@pytest.fixture
def sockets(monkeypatch):
    """What happens when a microphone is opened."""
    sockets = Sockets()
    monkeypatch.setattr(opening_module, "make_source", sockets.make_source)
    monkeypatch.setattr(handover_module, "make_source", sockets.make_source)
    monkeypatch.setattr(opening_module, "forget_devices", sockets.forget_devices)
    monkeypatch.setattr(handover_module, "forget_devices", sockets.forget_devices)
    return sockets


@pytest.fixture
def begin(qtbot, sockets):
    """Starts runs; they are closed at the end."""
    runs = []

    def begin(*overrides, may_fall_back=True, remembers=False):
        runs.append(made_run(*overrides, may_fall_back=may_fall_back, remembers=remembers))
        qtbot.addWidget(runs[-1].window)
        runs[-1].start()
        return runs[-1]

    yield begin
    for run in runs:
        run.window.close()
    QTimer.singleShot(0, QApplication.instance().quit)
    QApplication.instance().exec()  # takes with it what a run may have asked of the application
