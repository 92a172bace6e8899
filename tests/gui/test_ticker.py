"""Ticker: as many beats as were asked for, on average."""

from __future__ import annotations

import time

import pytest

from livemel.gui.ticker import Ticker


@pytest.fixture
def ticker(qtbot):
    ticker = Ticker(100.0)
    yield ticker
    ticker.stop()


def test_it_beats_as_often_as_it_was_told(ticker, qtbot):
    beats = []
    ticker.tick.connect(lambda: beats.append(time.monotonic()))
    ticker.start()
    qtbot.waitUntil(lambda: len(beats) >= 40)

    assert (beats[39] - beats[0]) / 39 == pytest.approx(0.01, rel=0.25)


def test_the_next_beat_is_told(ticker, qtbot):
    ahead = []
    ticker.tick.connect(lambda: ahead.append(ticker.due - time.monotonic()))
    ticker.start()
    qtbot.waitUntil(lambda: len(ahead) >= 5)

    assert all(-0.01 < seconds <= 0.01 for seconds in ahead)


def test_what_was_missed_is_not_made_up_for(ticker):
    ticker.start()
    beats = []
    ticker.tick.connect(lambda: beats.append(1))
    ticker.due -= 10.0
    ticker._beat()

    assert len(beats) == 1
    assert ticker.due >= time.monotonic() - 0.01


def test_stopped_it_is_silent(ticker, qtbot):
    ticker.start()
    ticker.stop()
    with qtbot.assertNotEmitted(ticker.tick, wait=30):
        pass
