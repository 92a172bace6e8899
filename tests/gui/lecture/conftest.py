"""A lecture in a window."""

import pytest
from PyQt6.QtWidgets import QApplication

from livemel.config import Config
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone
from livemel.gui.lecture.window import LectureWindow
from livemel.gui.looks.dressing import apply_theme
from livemel.lecture.presenter import Presenter
from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.shelf import scene_path
from livemel.lecture.workshop import Workshop


class SilentLoudspeaker(Loudspeaker):
    """Notes what it is given; a real one is heard in tests/e2e."""

    def __init__(self):
        super().__init__("", -12.0)
        self.sounds = []

    def play(self, sound):
        self.sounds.append(sound)


@pytest.fixture
def lecture(qtbot):
    windows = []

    def show(*names, config=None):
        apply_theme(QApplication.instance(), "projector")
        workshop = Workshop()
        presenter = Presenter([read_scene(scene_path(name)) for name in names], workshop, seed=1)
        window = LectureWindow(presenter, workshop, SilentLoudspeaker(), Microphone(config or Config()))
        windows.append(window)
        window.resize(1920, 1080)
        window.show()
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
