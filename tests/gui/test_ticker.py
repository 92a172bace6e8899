"""Ticker: as many beats as were asked for, on average."""

from __future__ import annotations

import time

import pytest

from livemel.gui.ticker import Ticker

PERIOD = 0.01


class Clock:
    seconds = 50.0

    def monotonic(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("livemel.gui.ticker.time", clock)
    return clock


@pytest.fixture
def ticker(qtbot):
    ticker = Ticker(1 / PERIOD)
    yield ticker
    ticker.stop()


def test_it_beats_by_itself(ticker, qtbot):
    with qtbot.waitSignals([ticker.tick] * 3):
        ticker.start()


def test_uneven_beats_are_as_many_as_it_was_told(ticker, clock):
    ticker.start()
    for beat in range(400):
        clock.seconds = ticker.due + 0.003 * (beat % 3)
        ticker._beat()

    assert ticker.due == pytest.approx(50.0 + 401 * PERIOD)


def test_the_next_beat_is_told(ticker, clock):
    ticker.start()
    clock.seconds = ticker.due
    ticker._beat()

    assert ticker.due == pytest.approx(clock.seconds + PERIOD)


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
