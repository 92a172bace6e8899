"""The wall's program ends by itself, by a signal and by a key, and tells how it went."""

from __future__ import annotations

import os
import signal

import numpy as np
import pytest
from PyQt6.QtCore import Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication

from livemel.gui.app import SIGNALS
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.wall.run import TEXT_STEP, WallProgram, run_wall
from livemel.gui.wall.window import WallWindow
from livemel.picture.wall.shown import Grade, RoomShown, WallShown
from livemel.picture.wall.strips import Scale

SHOWN = WallShown(
    rooms=(RoomShown(name="hall", condition="ok", grade=Grade.WELL),),
    levels=np.zeros((1, 120, 40), np.float32),
    end=1000,
    utc=1002.0,
)
DEADLINE_SECONDS = 20.0


@pytest.fixture(autouse=True)
def as_before(qapp):
    """Signals and theme are those of the tests again."""
    handlers = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)
    apply_theme(qapp, "dark")


def run(duration=DEADLINE_SECONDS, **told):
    return run_wall(
        WallProgram(
            look=lambda: SHOWN, scale=Scale(), broker="broker", theme="dark", text_scale=1.0, duration=duration, **told
        )
    )


def window():
    (found,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, WallWindow)]
    return found


def soon(act):
    QTimer.singleShot(100, act)


def test_it_ends_when_its_time_is_over_and_tells_what_painting_took(qapp):
    report = run(duration=0.3)

    assert report.exit_code == 0
    assert report.stats["rows_paint_ms"]["max"] > 0
    assert [each for each in QApplication.topLevelWidgets() if isinstance(each, WallWindow)] == []


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
def test_a_signal_ends_it_with_its_code(qapp, number, code):
    soon(lambda: os.kill(os.getpid(), number))

    assert run().exit_code == code


def test_plus_and_minus_change_the_text_until_it_is_closed(qapp):
    sizes = []

    def press():
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            QTest.keyClick(window(), key)
            sizes.append(window().font().pointSizeF())
        QTest.keyClick(window(), Qt.Key.Key_Q)

    soon(press)
    run()

    assert sizes[0] / sizes[1] == pytest.approx(TEXT_STEP, rel=0.02)
