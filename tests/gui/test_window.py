"""The window says what is the matter."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication
from scripted_source import RATE

from livemel.audio.source import SampleClock, SourceState
from livemel.errors import SourceError
from livemel.gui.controller import Notice
from livemel.picture.viewport import Extent
from livemel.runtime.loudness import Ballistics


def test_the_title_names_what_is_listened_to(stage):
    assert stage.window.windowTitle() == "livemel \u2013 scripted"


def test_before_that_it_is_the_program(make_stage):
    assert make_stage().window.windowTitle() == "livemel"


def test_all_is_well_without_a_word(stage):
    assert stage.notice == ""


@pytest.mark.parametrize(
    ("detail", "told"), [("desk is lost; trying again", "desk is lost; trying again"), ("", "lost")]
)
def test_the_state_of_a_source_is_told(stage, detail, told):
    stage.source.state, stage.source.detail = SourceState.LOST, detail
    stage.state()

    assert stage.notice == told


def test_the_end_of_a_source_is_told(stage):
    stage.source.state, stage.source.detail = SourceState.ENDED, "the file has ended"
    stage.state()

    assert stage.notice == "the file has ended"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (SourceError("voice.wav cannot be read on"), "voice.wav cannot be read on"),
        (
            ZeroDivisionError("division by zero"),
            "the analysis has stopped: ZeroDivisionError: division by zero; please report this",
        ),
    ],
)
def test_a_worker_failure_reaches_the_notice(stage, error, told):
    stage.session.failure = error
    stage.tick()

    assert stage.notice == told
    assert stage.controller.failure is error


def test_a_failure_with_something_to_see_keeps_the_window(stage, qtbot):
    stage.session.failure = SourceError("gone")
    with qtbot.assertNotEmitted(stage.controller.ended):
        stage.tick()


def test_a_failure_with_nothing_to_see_ends_the_run(make_stage, qtbot):
    stage = make_stage().begin()
    stage.session.failure = SourceError("gone")
    with qtbot.waitSignal(stage.controller.ended):
        stage.tick()


def test_a_source_that_was_seen_to_its_end_is_told(stage, qtbot):
    stage.source.ends = True
    stage.play(0.1)
    stage.source.now = SampleClock(9.0 * RATE, 0.0, 0.0)
    stage.session.step()
    with qtbot.waitSignal(stage.controller.ended):
        stage.tick()


def test_bands_that_no_bin_feeds_are_told_with_the_cure(make_stage):
    stage = make_stage("stft.n_fft=256", "stft.hop_length=128").begin()

    assert stage.notice.startswith("Bands ")
    assert "have no FFT bin; stft.n_fft=" in stage.notice


def test_what_was_said_gives_way_to_what_is_said_next(stage):
    stage.controller.say("one")
    stage.controller.say("two")

    assert stage.notice == "two"


def test_several_things_stand_beside_each_other(make_stage):
    stage = make_stage().begin(Notice("DEMO"))
    stage.controller.looking.toggle_frozen()

    assert stage.notice == "DEMO \u00b7 Frozen: listening goes on. Space resumes."


def test_a_picture_that_stands_still_after_the_end_does_not_say_that_listening_goes_on(make_stage):
    stage = make_stage().begin(Notice("A picture"))
    stage.source.state = SourceState.ENDED
    stage.controller.looking.toggle_frozen()

    assert stage.notice == "A picture \u00b7 ended"


def test_what_is_looked_at_before_the_end_of_a_sound_is_told(make_stage):
    stage = make_stage().begin(Notice("A picture"))
    page = stage.window.page
    stage.source.state, page.extent = SourceState.ENDED, Extent(0.0, 60.0)
    page.look(replace(page.viewport, end=30.0))
    stage.state()

    assert stage.notice == "A picture \u00b7 ended \u00b7 Stands still; no more sound comes. End: to the newest."


@pytest.mark.parametrize("can_try_again", [True, False])
def test_trying_again_is_offered_where_it_can_help(make_stage, can_try_again):
    stage = make_stage().begin(Notice("DEMO", can_try_again))

    assert stage.window._try_again.isVisible() is can_try_again


def test_trying_again_is_told(make_stage, qtbot):
    stage = make_stage().begin(Notice("DEMO", can_try_again=True))
    with qtbot.waitSignal(stage.window.tryAgainClicked):
        qtbot.mouseClick(stage.window._try_again, Qt.MouseButton.LeftButton)


def test_the_status_names_device_rate_state_losses_and_latency(stage):
    stage.state()
    name, rate, state, losses, latency = stage.status.split("   \u00b7   ")

    assert (name, rate, state, losses) == ("scripted", "16\u2009000 Hz", "live", "lost nothing")
    assert latency.startswith("latency ")
    assert latency.endswith(" ms")


@pytest.mark.parametrize(
    ("losses", "told"),
    [([0.5], "lost 0.5 s in 1 gap"), ([0.5, 0.25], "lost 0.75 s in 2 gaps"), ([0.001], "lost 0.001 s in 1 gap")],
)
def test_the_status_adds_up_what_was_lost(stage, losses, told):
    for lost in losses:
        stage.play(0.1, lost=lost)
    stage.state()

    assert told in stage.status


def test_while_nothing_comes_the_status_says_for_how_long(stage):
    stage.source.state = SourceState.STALLED
    stage.live.chronicle.heard_at -= 3.0
    stage.state()

    assert "stalled" in stage.status
    assert "nothing for 3 s" in stage.status


def test_after_the_end_there_is_no_latency(stage):
    stage.source.state = SourceState.ENDED
    stage.state()

    assert "latency" not in stage.status


def test_a_status_longer_than_the_window_does_not_widen_it(stage):
    stage.window.resize(700, 400)
    stage.window.set_status("x" * 5000)
    QApplication.processEvents()

    assert stage.window.width() == 700


def test_of_a_status_longer_than_the_window_the_name_is_shortened(stage):
    stage.source.name = "An endless name of a microphone " * 9
    stage.window.resize(900, 400)
    QApplication.processEvents()
    stage.state()

    assert stage.status.startswith("An endless")
    assert "\u2026" in stage.status
    assert stage.status.endswith(" ms")
    assert stage.window._status.toolTip().startswith(stage.source.name)
    assert stage.window._status.fontMetrics().horizontalAdvance(stage.status) <= stage.window._status.width()


def test_a_long_notice_does_not_widen_the_window(stage):
    stage.window.resize(700, 400)
    stage.controller.say("a long story " * 50)
    QApplication.processEvents()

    assert stage.window.width() == 700


def test_however_it_is_closed_it_is_told(stage, qtbot):
    with qtbot.waitSignal(stage.window.closed):
        stage.window.close()


def test_the_meter_shows_what_is_heard(stage):
    for _ in range(8):
        stage.tick()

    assert stage.window.level_meter.accessibleDescription() == "peak -6 dBFS"


def test_the_meter_of_a_silent_source_is_empty(stage):
    stage.source.state = SourceState.LOST
    for _ in range(8):
        stage.tick()

    assert stage.window.level_meter.accessibleDescription() == "peak -inf dBFS"


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        (Ballistics(-20.0, -12.4, clipped=False), "peak -12 dBFS"),
        (Ballistics(0.0, 0.0, clipped=True), "peak 0 dBFS, clipped"),
        (Ballistics(-math.inf, -math.inf, clipped=False), "peak -inf dBFS"),
    ],
)
def test_the_meter_says_it_in_words_too(stage, levels, told):
    stage.window.level_meter.set_levels(levels)

    assert stage.window.level_meter.accessibleDescription() == told


def test_clipping_is_to_be_seen(stage):
    meter = stage.window.level_meter
    meter.set_levels(Ballistics(-1.0, -1.0, clipped=False))
    before = meter.grab().toImage()
    meter.set_levels(Ballistics(-1.0, -1.0, clipped=True))

    assert meter.grab().toImage() != before
