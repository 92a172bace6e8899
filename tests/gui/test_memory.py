"""What a window was is what the next one is: shape, panels, settings; a run with an end leaves nothing behind."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import Qt

from livemel.config.saved import read_saved, saved_file

KEY = Qt.Key


@pytest.fixture
def begin_again(begin, qtbot):
    """Opens a window that remembers, and waits for its picture."""

    def begin_again(*overrides):
        run = begin(*overrides, remembers=True)
        qtbot.waitUntil(lambda: run.controller.live is not None)
        with qtbot.waitActive(run.window):
            run.window.activateWindow()
        return run

    return begin_again


def test_panels_and_their_sizes_come_back(begin_again, qtbot):
    run = begin_again("source.kind=demo")
    for key in (KEY.Key_B, KEY.Key_O, KEY.Key_I):
        qtbot.keyClick(run.window, key)
    run.window.dividers["wave"].set_size(123)
    run.window.close()
    window = begin_again("source.kind=demo").window

    assert [window.is_shown(name) for name in ("spectrum", "wave", "overview")] == [False, True, False]
    assert window.side.page_name == "facts"
    assert window.wave.height() == window.dividers["wave"].panel_size == 123


def test_the_size_of_the_window_comes_back(begin_again):
    run = begin_again("source.kind=demo")
    run.window.resize(750, 600)
    run.window.close()
    size = begin_again("source.kind=demo").window.size()

    assert (size.width(), size.height()) == (750, 600)


def test_settings_that_were_changed_in_the_window_come_back(begin_again, qtbot):
    run = begin_again("source.kind=demo")
    for key in (KEY.Key_C, KEY.Key_T, KEY.Key_5):
        qtbot.keyClick(run.window, key)
    config = run.controller.config
    run.window.close()

    again = begin_again("source.kind=demo")
    assert again.controller.config == config
    assert again.controller.config.mel.scale == "bark"


@pytest.mark.parametrize("remembers", [False, True])
def test_only_a_window_that_remembers_writes(begin, qtbot, remembers):
    run = begin("source.kind=demo", remembers=remembers)
    qtbot.waitUntil(lambda: run.controller.live is not None)
    run.window.close()

    assert saved_file().exists() is remembers


def test_what_was_saved_is_read_without_a_complaint(begin_again):
    begin_again("source.kind=demo").window.close()
    saved, problems = read_saved(saved_file())

    assert problems == ()
    assert saved.window.panels == ("spectrum", "wave", "overview")


def test_a_memory_that_is_damaged_is_told_and_the_window_opens(begin, qtbot):
    saved_file().parent.mkdir(parents=True, exist_ok=True)
    saved_file().write_text("= nonsense", encoding="utf-8")
    run = begin("source.kind=demo", remembers=True)
    qtbot.waitUntil(lambda: run.controller.live is not None)

    assert run.window.isVisible()
    assert "window" in run.window._notice.text()
