"""A whole run with a window: what it opens, what it says, and that nothing is left when it is closed."""

from __future__ import annotations

import gc
import threading
import weakref
from dataclasses import replace

import pytest
from PyQt6.QtWidgets import QApplication
from runs import made_run, notice, shows
from scripted_source import RATE, ScriptedSource, mono

from livemel.config.saved import Saved, saved_file, write_saved
from livemel.errors import AudioSystemError, ConfigError, DeviceError, SourceError
from livemel.gui.hosting import PATIENCE_SECONDS

NO_MICROPHONE = AudioSystemError("no microphone found: plug one in")


@pytest.fixture
def threads():
    """Names of the threads that a run has begun and not ended."""
    earlier = set(threading.enumerate())
    return lambda: [thread.name for thread in threading.enumerate() if thread not in earlier]


def test_sound_becomes_a_picture(begin, qtbot):
    run = begin("source.kind=demo")
    qtbot.waitUntil(lambda: run.report()["paints"] > 5)

    assert run.window.isVisible()
    assert notice(run) == ""


def test_closing_the_window_ends_every_thread(begin, qtbot, threads):
    run = begin("source.kind=demo")
    qtbot.waitUntil(lambda: run.report()["frames"] > 5)
    during = threads()
    run.window.close()

    assert "livemel worker" in during
    assert threads() == []


def test_after_closing_nothing_is_painted(begin, qtbot):
    run = begin("source.kind=demo")
    qtbot.waitUntil(lambda: run.report()["paints"] > 5)
    run.window.close()
    paints = run.report()["paints"]
    qtbot.wait(60)

    assert run.report()["paints"] == paints


def test_closing_twice_does_no_harm(begin):
    run = begin("source.kind=demo")
    run.window.close()
    run.window.close()


def test_a_source_that_cannot_be_opened_ends_the_run_before_the_window_is_shown(begin):
    run = begin("source.kind=file", "source.path=nothing.wav")

    assert isinstance(run.error, SourceError)
    assert (run.exit_code, run.window.isVisible()) == (1, False)


def test_a_setting_that_the_source_makes_impossible_ends_the_run(begin):
    run = begin("source.kind=demo", "mel.fmax=30000")

    assert isinstance(run.error, ConfigError)
    assert run.report()["errors"] == ["mel.fmax must be at most 24000 Hz (half of sample_rate), got 30000"]


def test_without_a_microphone_the_demonstration_is_shown_and_called_so(begin, sockets):
    sockets.microphone = NO_MICROPHONE
    run = begin()

    assert shows(run, "demo")
    assert notice(run).startswith("DEMO: this is a built-in signal, not a microphone")
    assert "no microphone found: plug one in" in notice(run)
    assert run.window._try_again.isVisible()


def test_the_demonstration_suits_every_setting_of_a_microphone(begin, sockets):
    sockets.microphone = NO_MICROPHONE
    run = begin("source.channel=2", "source.sample_rate=44100")

    assert shows(run, "demo")


def test_a_microphone_that_was_named_is_not_replaced(begin, sockets):
    sockets.microphone = NO_MICROPHONE
    run = begin("source.device=usb", may_fall_back=False)

    assert (run.error, run.exit_code, run.window.isVisible()) == (NO_MICROPHONE, 1, False)


def test_a_microphone_that_is_there_but_refuses_is_not_replaced(begin, sockets):
    sockets.microphone = DeviceError("desk refuses 8000 Hz; it takes 48000")
    run = begin()

    assert run.error is sockets.microphone


def test_trying_again_takes_the_microphone_that_has_come(begin, sockets, qtbot, threads):
    sockets.microphone = NO_MICROPHONE
    run = begin()
    sockets.microphone = ScriptedSource([mono([0.1] * RATE)])
    run.window.tryAgainClicked.emit()
    qtbot.waitUntil(lambda: shows(run, "scripted"))

    assert notice(run) == ""
    assert not run.window._try_again.isVisible()
    assert run.window.windowTitle() == "livemel \u2013 scripted"
    assert sockets.devices_forgotten == 1
    assert threads().count("livemel worker") == 1


def test_trying_again_asks_for_what_was_asked_for_first(begin, sockets, qtbot):
    sockets.microphone = NO_MICROPHONE
    run = begin("source.channel=2", "source.sample_rate=44100")
    sockets.microphone = ScriptedSource([mono([0.1] * RATE)])
    run.host.try_again()
    qtbot.waitUntil(lambda: shows(run, "scripted"))
    first, _, second = sockets.asked_for

    assert first == second == run.controller.config.source


def test_trying_again_in_vain_is_told_and_the_demonstration_goes_on(begin, sockets, qtbot):
    sockets.microphone = NO_MICROPHONE
    run = begin()
    run.host.try_again()
    qtbot.waitUntil(lambda: "Still no microphone: no microphone found" in notice(run))
    paints = run.report()["paints"]
    qtbot.waitUntil(lambda: run.report()["paints"] > paints)

    assert shows(run, "demo")
    assert run.window._try_again.isVisible()


def test_while_it_is_tried_it_is_not_tried_again(begin, sockets, qtbot):
    sockets.microphone = NO_MICROPHONE
    run = begin()
    run.host.try_again()
    run.host.try_again()
    qtbot.waitUntil(lambda: "Still no microphone" in notice(run))

    assert sockets.devices_forgotten == 1


def test_where_there_is_a_microphone_there_is_nothing_to_try(begin, sockets):
    run = begin()
    run.host.try_again()

    assert shows(run, "scripted")
    assert sockets.devices_forgotten == 0


def test_a_source_that_was_replaced_leaves_nothing_in_memory(begin, qtbot):
    run = begin("source.kind=demo")
    first = weakref.ref(run.controller.live.session)
    config = run.controller.config
    run.controller.asking.ask(replace(config, source=replace(config.source, kind="synth")))
    qtbot.waitUntil(lambda: shows(run, "synth"))
    QApplication.processEvents()
    gc.collect()

    assert first() is None


def test_the_demonstration_that_was_asked_for_is_no_substitute(begin):
    run = begin("source.kind=demo")
    session = run.controller.live.session
    run.host.try_again()

    assert run.host._opening is None
    assert run.controller.live.session is session


def remembered(**tables):
    """The window was closed with these settings."""
    write_saved(Saved(tables=tables), saved_file())


def test_the_microphone_of_the_last_time_that_is_gone_is_told_and_not_swapped(begin, sockets):
    remembered(source={"device": "desk"})
    sockets.microphone = DeviceError("no microphone is called desk")
    run = begin()

    assert run.error is None
    assert shows(run, "demo")
    assert "no microphone is called desk" in notice(run)
    assert run.window._try_again.isVisible()


def test_saved_settings_that_do_not_go_with_the_source_are_left_out(begin, sockets, qtbot):
    remembered(mel={"fmax": 20000.0})
    sockets.microphone = ScriptedSource([mono([0.1] * RATE)])
    run = begin()
    qtbot.waitUntil(lambda: shows(run, "scripted"))

    assert run.controller.config.mel.fmax == 0.0
    assert "mel.fmax must be at most 8000 Hz" in notice(run)


def test_closing_while_it_is_tried_ends_every_thread(begin, sockets, threads):
    sockets.microphone = NO_MICROPHONE
    run = begin()
    run.host.try_again()
    run.window.close()

    assert threads() == []


class SlowDoor(ScriptedSource):
    """Opens when it is let."""

    def __init__(self):
        super().__init__([mono([0.1] * RATE)])
        self.let = threading.Event()

    def open(self):
        assert self.let.wait(10)
        super().open()


def test_a_slow_device_is_waited_for_with_the_window_on_the_screen(begin, sockets, qtbot, monkeypatch):
    monkeypatch.setattr("livemel.gui.hosting.PATIENCE_SECONDS", PATIENCE_SECONDS / 50)
    sockets.microphone = SlowDoor()
    run = begin("source.device=desk")
    during = (run.window.isVisible(), notice(run), shows(run, "scripted"))
    sockets.microphone.let.set()
    qtbot.waitUntil(lambda: shows(run, "scripted"))

    assert during == (True, "Opening desk ...", False)
    assert notice(run) == ""


def test_a_device_that_refuses_late_ends_the_run(begin, sockets, qtbot, monkeypatch):
    monkeypatch.setattr("livemel.gui.hosting.PATIENCE_SECONDS", PATIENCE_SECONDS / 50)
    door = sockets.microphone = SlowDoor()
    door.open = lambda: door.let.wait(10) and (_ for _ in ()).throw(DeviceError("desk is busy"))
    run = begin("source.device=desk", may_fall_back=False)
    door.let.set()
    qtbot.waitUntil(lambda: run.error is not None)

    assert (str(run.error), run.exit_code) == ("desk is busy", 1)


def test_closing_while_a_device_opens_closes_the_device(begin, sockets, monkeypatch, threads):
    monkeypatch.setattr("livemel.gui.hosting.PATIENCE_SECONDS", PATIENCE_SECONDS / 50)
    sockets.microphone = SlowDoor()
    run = begin("source.device=desk")
    sockets.microphone.let.set()
    run.window.close()

    assert sockets.microphone.closed
    assert threads() == []


def test_a_failure_after_sound_has_come_is_told_in_the_window(begin, sockets, qtbot):
    sockets.microphone = ScriptedSource([mono([0.1] * RATE), ZeroDivisionError("oh")])
    run = begin()
    qtbot.waitUntil(lambda: notice(run).startswith("the analysis has stopped: ZeroDivisionError: oh"))

    assert run.window.isVisible()
    assert run.report()["errors"] == ["oh"]


def test_a_failure_before_sound_has_come_ends_the_run(begin, sockets, qtbot):
    sockets.microphone = ScriptedSource([SourceError("stdin ended before a sample came")])
    run = begin()
    qtbot.waitUntil(lambda: run.error is not None)

    assert (run.exit_code, run.window.isVisible()) == (1, False)


def test_a_file_that_was_heard_to_its_end_stays_on_the_screen(begin, sockets, qtbot):
    sockets.microphone = ScriptedSource([mono([0.1] * 100)], ends=True)
    sockets.microphone.now = replace(sockets.microphone.now, sample=10.0 * RATE, sample_rate=0.0)
    run = begin()
    with qtbot.waitSignal(run.controller.ended):
        pass

    assert run.window.isVisible()
    assert run.error is None


def test_quitting_before_the_start_shows_no_window(qtbot, sockets, threads):
    run = made_run("source.kind=demo")
    qtbot.addWidget(run.window)
    run.quit(130)
    run.start()
    code = QApplication.instance().exec()

    assert (code, run.exit_code, run.window.isVisible(), threads()) == (130, 130, False, [])


def test_f5_looks_for_a_microphone_again(begin, sockets, qtbot):
    from PyQt6.QtCore import Qt

    sockets.microphone = NO_MICROPHONE
    run = begin()
    with qtbot.waitActive(run.window):
        run.window.activateWindow()
    qtbot.keyClick(run.window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "Still no microphone" in notice(run))

    assert sockets.devices_forgotten == 1


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_theme_can_be_shown(begin, theme):
    assert begin("source.kind=demo", f"display.theme={theme}").window.isVisible()
