"""Terminal: the loop ends when it should, and shows what the session makes."""

import io

import pytest
from rich.console import Console

from livemel.audio.source import make_source
from livemel.config import load_config
from livemel.errors import LivemelError, SourceError
from livemel.monitor.terminal import LineView, PictureView, loop, run_terminal
from livemel.runtime.feed import Feed
from livemel.runtime.session import Session

CONFIG = load_config(overrides=["source.kind=synth", "source.sample_rate=16000", "display.seconds=2"])


class Recorder:
    """A view that remembers."""

    def __init__(self):
        self.events = []
        self.shown = 0

    def take(self, events):
        self.events += events

    def show(self):
        self.shown += 1


class FakeTime:
    """A clock that `wait` moves, and keys that are pressed when their time has come."""

    def __init__(self, keys=(), steps=lambda: None):
        self.seconds = 50.0
        self.waits = []
        self._keys = list(keys)
        self._steps = steps

    def clock(self):
        return self.seconds

    def wait(self, seconds):
        self.waits.append(seconds)
        self.seconds += seconds
        self._steps()
        return self._keys.pop(0) if self._keys else ""


@pytest.fixture
def feed():
    return Feed(100_000)


@pytest.fixture
def session(feed):
    source = make_source(CONFIG.source, paced=False)
    source.open()
    with Session(source, CONFIG, [feed]) as session:
        yield session


def looped(session, feed, view, time, duration=None, interval=1.0):
    loop(session, feed, view, time.wait, duration, interval, time.clock)


def test_the_loop_ends_after_its_duration(session, feed):
    view, time = Recorder(), FakeTime(steps=session.step)
    looped(session, feed, view, time, duration=2.5)

    assert time.seconds == pytest.approx(52.5)
    assert view.shown == 3
    assert view.events


def test_the_loop_ends_with_q(session, feed):
    view = Recorder()
    looped(session, feed, view, FakeTime(keys=["x", "", "q"]))

    assert view.shown == 2


def test_the_loop_ends_with_the_source_and_shows_all_of_it(session, feed):
    view = Recorder()

    def step():
        session.step()
        session.finished = True

    looped(session, feed, view, FakeTime(steps=step))

    assert view.shown == 1
    assert view.events
    assert feed.drain() == []


@pytest.mark.parametrize(
    ("failure", "said"),
    [(SourceError("the file is damaged"), "^the file is damaged$"), (ZeroDivisionError("oh"), "ZeroDivisionError: oh")],
)
def test_a_failure_is_shown_as_an_error(session, feed, failure, said):
    session.failure = failure

    with pytest.raises(LivemelError, match=said):
        looped(session, feed, Recorder(), FakeTime())


def test_a_slow_view_is_not_hurried_after(session, feed):
    time = FakeTime()

    class Slow(Recorder):
        def show(self):
            time.seconds += 3.5

    looped(session, feed, Slow(), time, duration=9.0)

    assert time.waits == [1.0, 0.0, 0.0, 0.0]


def test_where_nobody_looks_there_is_a_line_and_no_escape_code(session, feed):
    output = io.StringIO()
    time = FakeTime(steps=session.step)
    looped(session, feed, LineView(session, CONFIG, Console(file=output)), time, duration=2.0)

    lines = output.getvalue().splitlines()
    assert len(lines) == 2
    assert "level  -12.0 peak  -12.0 dBFS  dominant" in lines[0]
    assert "\x1b" not in output.getvalue()


def test_off_a_terminal_the_run_ends_without_anyone_waiting(session, feed):
    session.finished = True
    output = io.StringIO()
    run_terminal(session, feed, CONFIG, 0.001, Console(file=output))

    assert output.getvalue().endswith("no samples  live  lost nothing\n")


def test_the_picture_has_the_newest_column_at_the_right(session, feed):
    view = PictureView(session, CONFIG, None)
    for _ in range(3):
        session.step()
    view.take(feed.drain())
    snapshot = view.snapshot(60)

    assert snapshot.levels.shape == (60, CONFIG.mel.n_mels)
    loudest = snapshot.axis.hz_at((snapshot.levels[-2].argmax() + 0.5) / CONFIG.mel.n_mels)
    assert float(loudest) == pytest.approx(1000.0, rel=0.03)
    assert snapshot.status.seconds == session.stats.samples_received / 16000
    assert snapshot.meter.rms_dbfs == pytest.approx(-12.0, abs=0.1)
