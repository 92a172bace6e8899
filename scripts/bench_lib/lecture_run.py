"""A lecture on the screen that DISPLAY names: every step, every knob that runs; prints what it took as JSON."""

from __future__ import annotations

import json
import sys
from time import perf_counter

from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest

from livemel.config import Config
from livemel.gui.app import application
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone
from livemel.gui.lecture.window import LectureWindow
from livemel.gui.looks.dressing import apply_theme
from livemel.lecture.presenter import Presenter
from livemel.lecture.shelf import all_scenes
from livemel.lecture.workshop import Workshop

SIZE = (1920, 1080)
LISTENS_MS = 300
"""So long a class looks at a step at least, before the next is prepared and asked for."""
RUN_MS = 2000


def main() -> None:
    app = application()
    apply_theme(app, "projector")
    workshop = Workshop()
    presenter = Presenter(all_scenes(), workshop)
    window = LectureWindow(presenter, workshop, Loudspeaker("", -12.0), Microphone(Config()))
    window.resize(*SIZE)
    window.show()
    QTest.qWait(1000)
    steps, runs = [], []
    while True:
        _wait_until_prepared(workshop)
        name = f"{presenter.scene.name} {presenter.place[1] + 1}"
        runs += [(f"{name}: {knob}", *_run(window, knob)) for knob in presenter.step.knobs if _runs(presenter, knob)]
        if presenter.neighbour(1) is None:
            break
        began = perf_counter()
        QTest.keyClick(window, Qt.Key.Key_PageDown)
        app.processEvents()
        window.page.repaint()
        steps.append((f"{presenter.scene.name} {presenter.place[1] + 1}", 1000 * (perf_counter() - began)))
    window.close()
    json.dump({"steps": steps, "runs": runs, "failure": workshop.failure}, sys.stdout)


def _wait_until_prepared(workshop: Workshop) -> None:
    QTest.qWait(LISTENS_MS)
    while not workshop.is_idle:
        QTest.qWait(20)


def _runs(presenter: Presenter, knob: str) -> bool:
    return presenter.scene.knobs[knob].seconds > 0


def _run(window: LectureWindow, knob: str) -> tuple[float, float]:
    """Pictures per second, and what one took, ms at p95, while a knob runs."""
    while window.page.knobs.chosen.name != knob:
        QTest.keyClick(window, Qt.Key.Key_Tab)
    window.stepping.picture_ms = window.stepping.picture_ms[:0]
    began = perf_counter()
    QTest.keyClick(window, Qt.Key.Key_Return)
    QTest.qWait(min(RUN_MS, int(900 * _seconds_left(window.presenter, knob))))
    taken = perf_counter() - began
    if window.stepping.is_running:
        QTest.keyClick(window, Qt.Key.Key_Return)
    pictures = sorted(window.stepping.picture_ms)
    return len(pictures) / taken, pictures[int(0.95 * (len(pictures) - 1))]


def _seconds_left(presenter: Presenter, name: str) -> float:
    """Until the knob stands at its upper end."""
    knob = presenter.scene.knobs[name]
    left = (knob.high - presenter.stage.knobs[name]) / (knob.high - knob.low)
    return knob.seconds * (left or 1.0)


if __name__ == "__main__":
    main()
