"""LivePicture: what has come is on the screen, each column where its samples belong."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt6.QtWidgets import QApplication
from scripted_source import RATE

from livemel.audio.source import SampleClock, SourceState
from livemel.gui.picture.live_picture import MARGIN_SECONDS
from livemel.picture.hatch import GROUND, LINE

HATCHED = {int(LINE), int(GROUND)}


def hatched(pixels):
    """Which columns of the picture are."""
    return np.array([set(np.unique(column).tolist()) <= HATCHED for column in pixels.T])


def on_screen(stage):
    """What really stands in the window, not what it would paint."""
    QApplication.processEvents()
    image = stage.window.screen().grabWindow(stage.window.winId()).toImage()
    image = image.copy(stage.window.view.geometry())
    data = image.constBits().asstring(image.sizeInBytes())
    return np.frombuffer(data, np.uint32).reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


def test_what_was_scrolled_and_painted_piece_by_piece_is_the_whole_picture(make_stage):
    stage = make_stage("display.seconds=1").begin()
    generator = np.random.default_rng(3)
    for step in range(40):
        stage.play(generator.uniform(0.005, 0.1), hz=200.0 * (step + 1), lost=0.03 * (step % 9 == 8))
        if step % 5 == 4:
            assert np.array_equal(on_screen(stage), stage.pixels())


@pytest.mark.parametrize("size", [(300, 200), (900, 500), (1500, 900)], ids=str)
def test_resizing_keeps_the_history(stage, qtbot, size):
    end, edge = stage.live.history.end, stage.live.right_edge
    stage.window.resize(*size)
    QApplication.processEvents()
    pixels = stage.pixels()
    brightest = np.argmax((pixels[:, 10:-10] & 0xFF00).sum(axis=1)) / len(pixels)
    axis_height = 1 - float(stage.page.axis.fraction_of(1000.0))

    assert stage.live.history.end == end
    assert stage.live.right_edge == pytest.approx(edge, abs=2 * 2 * RATE / pixels.shape[1])
    assert pixels.shape == (stage.window.view.height(), stage.window.view.width())
    assert brightest == pytest.approx(axis_height, abs=0.02)


def test_the_right_edge_is_now_less_a_small_fixed_delay(stage):
    behind = stage.session.delay + MARGIN_SECONDS * RATE

    assert stage.live.right_edge == pytest.approx(2.0 * RATE - behind, abs=2 * 2 * RATE / stage.window.view.width())


def test_a_picture_moves_as_much_as_time_passes(stage):
    pixels_per_second = stage.window.view.width() / stage.live.display.seconds
    before = stage.live.right_edge / RATE * pixels_per_second
    stage.play(0.25)

    assert stage.live.right_edge / RATE * pixels_per_second - before == pytest.approx(0.25 * pixels_per_second, abs=1)


def test_a_late_block_neither_shifts_nor_stretches_the_picture(make_stage):
    late, punctual = make_stage().begin(), make_stage().begin()
    for number in range(8):
        punctual.play(0.25, hz=500.0 * (number + 1))
        late.play(0.25, hz=500.0 * (number + 1), paint=False)
        if number != 4:  # here the sound has come, and the clock goes on, but the picture gets it a beat later
            late.live.tick(0.0)
        else:
            events = late.feed.drain()
            late.live.tick(0.0)
            for event in events:
                late.feed.consume(event)

    assert np.array_equal(late.pixels(), punctual.pixels())


def test_lost_sound_is_hatched_for_as_long_as_it_lasted(stage):
    stage.play(0.5, lost=0.4)
    columns = hatched(stage.pixels())
    seconds = columns.sum() * stage.live.display.seconds / len(columns)
    first, last = np.flatnonzero(columns)[[0, -1]]

    assert seconds == pytest.approx(0.4, abs=0.03)
    assert last - first + 1 == columns.sum()


def test_a_gap_of_one_sample_is_hatched(stage):
    stage.play(0.5, lost=1 / RATE)

    assert hatched(stage.pixels()).any()


@pytest.mark.parametrize("state", [SourceState.LOST, SourceState.STALLED, SourceState.MOVED])
def test_while_a_source_is_known_to_be_silent_its_time_is_hatched(stage, state):
    stage.source.state = state
    stage.source.now = SampleClock(2.5 * RATE, 0.0, 0.0)
    stage.session.step()
    stage.live.tick(0.0)
    columns = hatched(stage.pixels())

    assert columns[-1]
    assert columns.sum() * stage.live.display.seconds / len(columns) == pytest.approx(0.5, abs=0.03)


def test_what_is_merely_late_is_not_hatched(stage):
    stage.source.now = SampleClock(2.5 * RATE, 0.0, 0.0)
    stage.session.step()
    stage.live.tick(0.0)

    assert not hatched(stage.pixels()).any()


def test_a_failure_is_told_once_and_the_picture_stands(stage, qtbot):
    error = ZeroDivisionError("oh")
    stage.session.failure = error
    told = []
    stage.live.failed.connect(told.append)
    edge = stage.live.right_edge
    stage.play(1.0)
    stage.play(1.0)

    assert told == [error]
    assert stage.live.right_edge == edge


def test_the_worker_is_told_when_columns_are_wanted(stage):
    stage.live.tick(1234.5)

    assert stage.session.wanted_at == pytest.approx(1234.5, abs=0.01)


def test_the_meter_hears_what_is_analysed(stage):
    assert stage.live.chronicle.meter.shown().rms_dbfs == pytest.approx(-6.0, abs=0.1)


def test_every_paint_is_timed(stage):
    count = stage.live.paint_timings.count
    stage.play(0.1)

    assert stage.live.paint_timings.count == stage.live.latency_timings.count == count + 1


def test_the_latency_is_the_age_of_the_newest_column(stage):
    behind_ms = 1000 * stage.session.delay / RATE

    assert stage.live.latency_timings.latest == pytest.approx(behind_ms, abs=1000 * 2 * 384 / RATE)


def test_columns_that_were_dropped_on_the_way_are_dark_and_nothing_else(make_stage):
    stage = make_stage()
    stage.feed._max_columns = 20
    stage.begin()
    stage.play(2.0, paint=False)
    stage.play(0.1)

    assert stage.feed.columns_dropped > 0
    assert not hatched(stage.pixels()).any()


def test_an_ended_source_is_at_its_end_when_all_of_it_is_seen(stage):
    stage.source.ends = True
    stage.play(0.5)
    seen = [stage.live.at_end]
    stage.source.now = SampleClock(3.0 * RATE, 0.0, 0.0)
    stage.session.step()
    stage.live.tick(0.0)

    assert (*seen, stage.live.at_end) == (False, True)


def test_a_view_without_a_session_is_black(make_stage):
    assert (make_stage().pixels() == 0xFF000000).all()


def test_another_session_takes_the_window_over(stage):
    stage.begin()
    stage.window.resize(700, 400)
    QApplication.processEvents()

    assert stage.pixels().shape == (stage.window.view.height(), stage.window.view.width())
