"""Terminal: the loop ends when it should, and shows what the session makes."""

import io

import numpy as np
import pytest
from rich.console import Console

from livemel.audio.source import make_source
from livemel.config import load_config
from livemel.dsp.finalize import finalize
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


def test_keys_and_signals_that_cut_the_waiting_short_neither_hurry_nor_delay_the_next_picture(session, feed):
    view, time = Recorder(), FakeTime(steps=session.step)
    shown_at = []
    view.show = lambda: shown_at.append(time.seconds)

    def cut_short(seconds):
        time.waits.append(seconds)
        time.seconds += min(seconds, 0.125)
        session.step()
        return "x"

    time.wait = cut_short
    looped(session, feed, view, time, duration=3.5)

    assert shown_at == [51.0, 52.0, 53.0, 53.5]


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


WHISPER = ["level.compression=log10", "level.finalize=whisper"]
PER_FEATURE = ["level.compression=ln", "level.finalize=per_feature"]


def view_of(*overrides):
    """A picture of the test tone after a while."""
    config = load_config(
        overrides=["source.kind=synth", "source.sample_rate=16000", "display.seconds=2", "mel.n_mels=40", *overrides]
    )
    source, feed = make_source(config.source, paced=False), Feed(100_000)
    source.open()
    with Session(source, config, [feed]) as session:
        view = PictureView(session, config, None)
        for _ in range(5):
            session.step()
        view.take(feed.drain())
    return view, session, config


@pytest.mark.parametrize("overrides", [WHISPER, PER_FEATURE], ids=["whisper", "per_feature"])
def test_the_picture_is_finalised_over_what_it_shows(overrides):
    view, _, config = view_of(*overrides)
    snapshot = view.snapshot(60)
    history = view._history
    clip = history.read(np.arange(history.end - 2 * 16000 // config.stft.hop_length, history.end))[0]
    expected = finalize(clip, config)

    assert snapshot.levels.max(axis=0) == pytest.approx(expected.max(axis=0), abs=0.05)
    assert snapshot.levels.min() >= expected.min() - 0.05


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ([], "dBFS (0 = full-scale sine)"),
        (WHISPER, "Whisper: (log10 mel power + 4) / 4; floor may still change"),
        (PER_FEATURE, "deviations from the band's mean; all may still change"),
    ],
    ids=["default", "whisper", "per_feature"],
)
def test_what_the_colours_mean_is_said_and_what_may_change(overrides, said):
    assert view_of(*overrides)[0].snapshot(60).level_name.endswith(said)


def test_a_resampled_source_has_the_frequencies_of_the_analysis_and_its_own_time():
    view, session, config = view_of("stft.sample_rate=8000", "stft.n_fft=256", "stft.hop_length=80")
    snapshot = view.snapshot(60)
    loudest = snapshot.axis.hz_at((snapshot.levels[-2].argmax() + 0.5) / config.mel.n_mels)

    assert snapshot.axis.fmax < 4000
    assert float(loudest) == pytest.approx(1000.0, rel=0.05)
    assert (snapshot.status.sample_rate, session.hop_length) == (16000, 160.0)


def test_the_dominant_band_of_a_resampled_source_is_named_in_its_own_frequency(session, feed):
    config = load_config(overrides=["stft.sample_rate=8000", "stft.n_fft=256", "stft.hop_length=80"])
    output, resampled = io.StringIO(), Session(session.source, config, [feed])
    view = LineView(resampled, config, Console(file=output))
    for _ in range(3):
        resampled.step()
    view.take(feed.drain())
    view.show()

    assert 950 < float(output.getvalue().split("dominant")[1].split()[0]) < 1050


def test_bands_that_no_bin_feeds_are_known_to_the_picture():
    assert view_of("mel.n_mels=128", "stft.n_fft=256", "stft.hop_length=128")[0].snapshot(60).is_unfed.any()
    assert view_of()[0].snapshot(60).is_unfed is None
