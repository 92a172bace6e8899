"""The past once more with another analysis: together with what comes live, it is as if it had been so all along."""

import time

import numpy as np
import pytest
from scripted_source import RATE, ScriptedSource, mono

from livemel.config import load_config
from livemel.dsp.stream import MelStream
from livemel.picture.history import History
from livemel.runtime.feed import Changed, Columns, Feed, Gap
from livemel.runtime.past.recomputing import AllDone, PastColumns, Prepared, Recomputer, Refused, VisibleDone, Wanted
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.session import Session

OLD = load_config(overrides=["stft.n_fft=512", "stft.hop_length=128", "mel.n_mels=20"])
NEW = load_config(overrides=["stft.n_fft=1024", "stft.hop_length=200", "mel.n_mels=30", "mel.scale=htk"])
RNG = np.random.default_rng(9)


class Run:
    """A session that goes on when it is told to, a recomputer, and the history that comes of both."""

    def __init__(self):
        self.source = ScriptedSource()
        self.store = SoundStore(60.0, RATE)
        self.feed = Feed(100_000)
        self.session = Session(self.source, OLD, [self.feed], store=self.store)
        self.recomputer = Recomputer(self.session, self.store)
        self.heard = []
        self.history = None

    def play(self, count, lost=0):
        samples = RNG.uniform(-0.5, 0.5, count).astype(np.float32)
        if lost:
            self.heard.append(np.full(lost, np.nan, np.float32))
        self.heard.append(samples)
        self.source.script.append(mono(samples, lost, "dropped" if lost else ""))
        self.session.step()

    def change(self, number, config, begin=0.0, end=np.inf, pixels=1000):
        """Ask for it, and go on playing until all of it is there; the kinds of results in their order."""
        self.recomputer.want(Wanted(number, config, begin, end, pixels))
        kinds = []
        give_up = time.monotonic() + 20
        while (not kinds or kinds[-1] not in (AllDone, Refused)) and time.monotonic() < give_up:
            if self.session.changed is None or self.session.changed.number < number:
                self.session.step()
            time.sleep(0.001)  # the other thread computes meanwhile
            for result in self.recomputer.results(10):
                kinds.append(type(result))
                if isinstance(result, Prepared):
                    self.history = History(20_000, config.mel.n_mels, result.stream.hop)
                    self.history.add_columns(self.store.end, np.empty((0, config.mel.n_mels), np.float32))
                elif isinstance(result, PastColumns):
                    self.history.add_columns(result.first_centre, result.levels, result.every)
        return kinds

    def take_live(self):
        of_new = False
        for event in self.feed.drain():
            if isinstance(event, Changed):
                of_new = True
            elif isinstance(event, Columns) and of_new:
                self.history.add_columns(event.first_centre, event.levels)


@pytest.fixture
def run():
    run = Run()
    yield run
    run.recomputer.close()


def expected(run, config):
    """The columns that a session with `config` from the start would have given, by their slots."""
    stream = MelStream(config, RATE, kernel="numpy")
    history = History(20_000, config.mel.n_mels, stream.hop)
    position = 0
    for part in run.heard:
        if np.isnan(part).any():
            history.add_gap(position, len(part))
        else:
            frames = np.concatenate([stream.push(part), stream.flush()])
            stream.reset()
            history.add_columns(position + stream.centre_of_first_frame, frames)
        position += len(part)
    return history


def levels(history, slots):
    return history.read(np.arange(slots))[0]


@pytest.mark.parametrize("new", [NEW, load_config("speech", overrides=["stft.sample_rate=0", "mel.fmax=0"])])
def test_past_and_present_are_those_of_a_run_that_was_so_all_along(run, new):
    for _ in range(20):
        run.play(1777)
    kinds = run.change(1, new)
    for _ in range(10):
        run.play(1777)
    run.take_live()
    run.heard = [np.concatenate(run.heard)]
    slots = int((sum(map(len, run.heard)) - 2 * new.stft.n_fft) / run.history.hop_length)

    assert kinds[0] is Prepared
    assert kinds.index(VisibleDone) < kinds.index(AllDone)
    np.testing.assert_array_equal(levels(run.history, slots), levels(expected(run, new), slots))


def test_no_sample_is_lost_by_a_change(run):
    for _ in range(5):
        run.play(1000)
    run.change(1, NEW)
    run.play(1000)

    assert run.session.stats.samples_received == 6000
    assert run.session.stats.gaps == []


def test_gaps_stay_where_they_were(run):
    run.play(8000)
    run.play(8000, lost=500)
    run.change(1, NEW)
    gaps = [event for event in run.feed.drain() if isinstance(event, Gap)]
    slots = int(15_000 / run.history.hop_length)
    before = expected(run, NEW)

    assert [(gap.at_sample, gap.lost) for gap in gaps] == [(8000, 500)]
    there = levels(run.history, slots)
    came = there[:, 0] > -np.inf
    np.testing.assert_array_equal(there[came], levels(before, slots)[came])
    assert not came.all()
    assert came.sum() > 0.9 * slots


def test_of_a_long_time_the_first_look_is_coarse_and_then_complete(run):
    for _ in range(20):
        run.play(8000)
    run.change(1, NEW, pixels=10)
    run.heard = [np.concatenate(run.heard)]
    slots = int(150_000 / run.history.hop_length)

    np.testing.assert_array_equal(levels(run.history, slots), levels(expected(run, NEW), slots))


def test_what_is_impossible_is_refused_and_the_session_goes_on(run):
    run.play(4000)
    kinds = run.change(1, load_config("music", overrides=["mel.fmax=14080"]))
    run.play(4000)

    assert kinds == [Refused]
    assert run.session.changed is None
    assert run.session.stats.samples_received == 8000
