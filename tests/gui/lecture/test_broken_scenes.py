"""What cannot be shown is told on the page, and the lecture goes on."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from scene_text import SCENE

from livemel.config import Config
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone
from livemel.gui.lecture.window import LectureWindow
from livemel.lecture.presenter import Presenter
from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.workshop import Workshop

BROKEN = """
[sounds.nothing]
make = "file"
path = "none.wav"

[sounds.slow]
from = "nothing"
then = [{effect = "without_phase", rounds = 3}]

[[steps]]
kind = "see"
title = "Shown"
text = "Not to be shown."
show = [{view = "wave", sound = "nothing"}]

[[steps]]
kind = "see"
title = "Prepared"
text = "Not to be made."
show = [{view = "wave", sound = "slow"}]

[[steps]]
kind = "hear"
title = "Heard"
text = "Not to be heard."
play = ["nothing"]

[[steps]]
kind = "explain"
title = "Good"
text = "Good again."
"""


@pytest.fixture
def window(qtbot, tmp_path):
    path = tmp_path / "scene.toml"
    path.write_text(SCENE + BROKEN)
    workshop = Workshop()
    window = LectureWindow(
        Presenter([read_scene(path)], workshop), workshop, Loudspeaker("", -12.0), Microphone(Config())
    )
    window.show()
    yield window
    window.close()
    window.deleteLater()


def test_a_step_that_cannot_be_shown_is_told_and_the_next_is_shown(window, qtbot):
    window.presenter.vote(1)
    told = []
    for number in range(2, 6):
        window.presenter.go((0, number))
        window.show_step()
        if window.presenter.step.play:
            QTest.keyClick(window, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: bool(window.stepping.problem) or window.presenter.step.title == "Good", timeout=10000)
        told.append(window.stepping.problem)

    assert ["none.wav" in problem and "scene.toml" in problem for problem in told] == [True, True, True, False]
    assert window.page.text.text() == "Good again."
    assert window.presenter.answered[(0, 0)].votes == [1, 0]
