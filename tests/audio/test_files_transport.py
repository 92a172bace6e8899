"""A file is paused, moved, sped up and looped; its clock follows, and no sample comes that was not asked for."""

from __future__ import annotations

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livemel.audio import pacing
from livemel.audio.files import FileSource
from livemel.audio.source import SourceState
from livemel.config import SourceConfig
from livemel.errors import SourceError

RATE = 16000
NUMBERED = (np.arange(RATE) / 32768).astype(np.float32)
"""A second of sound in which every sample says where it belongs."""


class Clock:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(pacing, "monotonic", clock)
    return clock


@pytest.fixture
def make(tmp_path):
    opened = []
    soundfile.write(tmp_path / "a.wav", NUMBERED, RATE)

    def make(paced=True, holds_at_end=False, block=65536):
        source = FileSource(SourceConfig(path=str(tmp_path / "a.wav")), paced, block, holds_at_end)
        source.open()
        opened.append(source)
        return source

    yield make
    for source in opened:
        source.close()


@pytest.fixture
def playing(make, clock):
    """Open, holding at its end, and 0.25 s of it read."""
    source = make(holds_at_end=True)
    source.read()
    after(clock, 0.25, source)
    return source


def numbers(block):
    return np.round(block.samples[:, 0] * 32768).astype(int)


def after(clock, seconds, source):
    """What comes when so much time has passed."""
    clock.seconds += seconds
    return source.read()


def due(clock, source):
    return source.clock().sample_at(clock.seconds)


def test_it_knows_where_it_is_and_how_long(playing):
    assert (playing.position_s, playing.length_s) == (0.25, 1.0)


def test_paused_nothing_comes_and_the_clock_stands(clock, playing):
    playing.transport.pause()
    playing.read()
    blocks = [after(clock, 3.0, playing) for _ in range(5)]

    assert [len(block.samples) for block in blocks] == [0] * 5
    assert playing.transport.paused
    assert playing.state is SourceState.LIVE
    assert due(clock, playing) == RATE / 4


def test_resumed_it_goes_on_where_it_was(clock, playing):
    playing.transport.pause()
    playing.read()
    after(clock, 60.0, playing)
    playing.transport.resume()
    playing.read()
    block = after(clock, 0.125, playing)

    assert np.array_equal(numbers(block), np.arange(4000, 6000))
    assert not block.cut
    assert due(clock, playing) == pytest.approx(6000)


def test_what_was_due_when_it_was_paused_still_comes(clock, playing):
    playing.transport.pause()
    block = after(clock, 1 / 64, playing)

    assert len(block.samples) == 250
    assert due(clock, playing) == pytest.approx(4250)


@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.25, 0.9])
def test_a_seek_begins_anew_there_while_the_count_of_samples_goes_on(clock, playing, seconds):
    playing.transport.seek(seconds)
    block = after(clock, 1 / 16, playing)

    assert np.array_equal(numbers(block), round(seconds * RATE) + np.arange(1000))
    assert block.cut
    assert not after(clock, 0.01, playing).cut
    assert due(clock, playing) == pytest.approx(RATE * (0.25 + 1 / 16) + 160)


def test_of_two_seeks_the_last_counts(clock, playing):
    playing.transport.seek(0.9)
    playing.transport.seek(0.5)

    assert numbers(after(clock, 0.01, playing))[0] == RATE // 2


def test_a_seek_while_paused_waits_there(clock, playing):
    playing.transport.pause()
    playing.transport.seek(0.5)

    assert len(after(clock, 0.0, playing).samples) == 0
    assert playing.position_s == 0.5
    playing.transport.resume()
    playing.read()
    assert numbers(after(clock, 0.01, playing))[0] == RATE // 2


def test_a_seek_before_the_begin_goes_to_the_begin(clock, playing):
    playing.transport.seek(-5.0)

    assert numbers(after(clock, 0.01, playing))[0] == 0


def test_a_seek_beyond_the_end_waits_at_the_end(clock, playing):
    playing.transport.seek(100.0)
    after(clock, 0.01, playing)

    assert playing.transport.at_end
    assert playing.position_s == 1.0


@pytest.mark.parametrize("seconds", [float("nan"), float("inf")])
def test_a_seek_to_no_time_is_refused(playing, seconds):
    with pytest.raises(SourceError, match="must be a number of seconds"):
        playing.transport.seek(seconds)


@pytest.mark.parametrize("speed", [0.25, 0.5, 2.0, 3.0])
def test_at_another_speed_so_many_times_as_many_samples_are_due(clock, playing, speed):
    playing.transport.set_speed(speed)
    playing.read()
    block = after(clock, 0.2, playing)

    assert len(block.samples) == pytest.approx(0.2 * speed * RATE, abs=1)
    assert not block.cut
    assert playing.clock().sample_rate == speed * RATE
    assert due(clock, playing) == pytest.approx(RATE / 4 + 0.2 * speed * RATE)


@pytest.mark.parametrize("speed", [0.0, 0.2, 4.1, -1.0, float("nan")])
def test_a_speed_that_cannot_be_is_refused(playing, speed):
    with pytest.raises(SourceError, match=r"the speed must be 0\.25 to 4 times real time"):
        playing.transport.set_speed(speed)


def test_a_loop_goes_from_the_last_sample_to_the_first(clock, playing):
    playing.transport.set_loop(True)
    blocks = [after(clock, 0.01, playing) for _ in range(200)]
    given = np.concatenate([numbers(block) for block in blocks])

    assert np.array_equal(given, (4000 + np.arange(len(given))) % RATE)
    assert len(given) == pytest.approx(2 * RATE, abs=2)
    assert [numbers(block)[0] for block in blocks if block.cut] == [0, 0]


def test_without_transport_it_ends_at_its_end(clock, make):
    source = make()
    source.read()
    after(clock, 2.0, source)

    assert (source.state, source.transport.at_end) == (SourceState.ENDED, False)


def test_at_the_end_it_waits_and_the_clock_stands(clock, playing):
    assert len(after(clock, 2.0, playing).samples) == RATE * 3 // 4
    there = due(clock, playing)
    block = after(clock, 5.0, playing)

    assert (playing.state, playing.transport.at_end) == (SourceState.LIVE, True)
    assert block.cut  # so that the last frames are completed
    assert len(block.samples) == 0
    assert due(clock, playing) == there


def test_from_the_end_a_seek_goes_on(clock, playing):
    after(clock, 0.76, playing)
    after(clock, 5.0, playing)
    playing.transport.seek(0.5)
    first = playing.read()
    second = after(clock, 0.01, playing)
    given = np.concatenate([numbers(first), numbers(second)])

    assert np.array_equal(given, RATE // 2 + np.arange(len(given)))
    assert not playing.transport.at_end


def test_from_the_end_resume_plays_it_again(clock, playing):
    after(clock, 0.76, playing)
    playing.transport.resume()
    given = np.concatenate([numbers(playing.read()), numbers(after(clock, 0.01, playing))])

    assert np.array_equal(given, np.arange(len(given)))
    assert len(given) > 100


def test_unpaced_it_can_be_paused_and_moved_too(make):
    source = make(paced=False, block=100)
    source.transport.pause()
    assert len(source.read().samples) == 0
    source.transport.resume()
    source.transport.seek(0.5)

    assert np.array_equal(numbers(source.read()), 8000 + np.arange(100))


def test_commands_that_nobody_takes_up_do_not_gather(playing):
    for number in range(100_000):
        playing.transport.seek(number / 100_000)

    assert playing.read().cut
    assert playing.position_s == pytest.approx(1.0, abs=1e-3)


COMMANDS = st.one_of(
    st.tuples(st.just("seek"), st.floats(-1, 2)),
    st.tuples(st.just("set_speed"), st.floats(0.25, 4)),
    st.tuples(st.just("set_loop"), st.booleans()),
    st.tuples(st.sampled_from(["pause", "resume"])),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(steps=st.lists(st.tuples(st.lists(COMMANDS, max_size=2), st.floats(0, 0.7)), max_size=15))
def test_whatever_is_asked_samples_go_on_but_for_cuts_and_the_clock_never_goes_back(make, clock, steps):
    source = make(holds_at_end=True)
    given, standing, expected = 0, 0.0, None
    for commands, seconds in steps:
        for name, *values in commands:
            getattr(source.transport, name)(*values)
        block = after(clock, seconds, source)
        if len(block.samples):
            got = numbers(block)
            assert np.array_equal(got, got[0] + np.arange(len(got)))
            assert block.cut or expected is None or got[0] == expected
            expected = got[-1] + 1
        elif block.cut:
            expected = None
        given += len(block.samples)
        assert due(clock, source) >= standing - 1e-6
        standing = due(clock, source)
    assert given <= standing + 1
