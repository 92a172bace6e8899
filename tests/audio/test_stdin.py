"""What is piped in comes out whole, nobody waits, and how it ends is told."""

from __future__ import annotations

import os
import threading
import time

import numpy as np
import pytest

from livemel.audio import pacing, stdin
from livemel.audio.pipe import MOST_WAITING
from livemel.audio.source import SourceState, make_source
from livemel.audio.stdin import StdinSource
from livemel.config import SourceConfig
from livemel.errors import SourceError

PATIENCE = 10.0


class Pipe:
    """A pipe in place of standard input: `write` is the other program."""

    closed = False
    terminal = False

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def fileno(self) -> int:
        return self.reading

    def isatty(self) -> bool:
        return self.terminal

    def write(self, content: bytes) -> None:
        os.write(self.writing, content)

    def end(self) -> None:
        os.close(self.writing)
        self.writing = -1


@pytest.fixture
def pipe(monkeypatch):
    made = Pipe()
    monkeypatch.setattr("sys.stdin", made)
    yield made
    os.close(made.reading)
    if made.writing >= 0:
        made.end()


@pytest.fixture
def source(pipe):
    made = StdinSource(SourceConfig(kind="stdin"), paced=False)
    made.open()
    yield made
    made.close()


def ramp(count, begin=0):
    return np.arange(begin, begin + count, dtype="<f4")


def read_until(source, enough):
    """What came until `enough(samples)`; fails if that takes too long."""
    samples = np.empty(0, np.float32)
    deadline = time.monotonic() + PATIENCE
    while not enough(samples):
        assert time.monotonic() < deadline, f"got {len(samples)} samples, {source.state}"
        samples = np.concatenate([samples, source.read().samples[:, 0]])
        time.sleep(0.001)
    return samples


def read_to_the_end(source):
    return read_until(source, lambda _: source.state is SourceState.ENDED)


def test_every_sample_comes_in_order(pipe, source):
    pipe.write(ramp(1000).tobytes())
    pipe.write(ramp(1000, 1000).tobytes())
    pipe.end()

    assert np.array_equal(read_to_the_end(source), ramp(2000))
    assert source.detail == "stdin ended"


def test_a_sample_may_come_in_pieces(pipe, source):
    content = ramp(3).tobytes()
    pipe.write(content[:5])
    assert np.array_equal(read_until(source, len), ramp(1))
    pipe.write(content[5:])
    pipe.end()

    assert np.array_equal(read_to_the_end(source), ramp(2, 1))


def test_reading_never_waits(pipe, source):
    begun = time.monotonic()
    for _ in range(20):
        assert source.read().samples.shape == (0, 1)

    assert time.monotonic() - begun < 0.5


def test_what_nobody_takes_makes_the_writer_wait_and_is_not_lost(pipe, source):
    everything = ramp(2 * MOST_WAITING // 4 + 100_000)
    writer = threading.Thread(target=lambda: (_write_all(pipe, everything.tobytes()), pipe.end()))
    writer.start()
    deadline = time.monotonic() + PATIENCE
    while source._reader.waiting < MOST_WAITING and time.monotonic() < deadline:
        time.sleep(0.001)
    assert source._reader.waiting < MOST_WAITING + 65536
    assert writer.is_alive()

    assert np.array_equal(read_to_the_end(source), everything)
    writer.join()


def _write_all(pipe, content):
    while content:
        content = content[os.write(pipe.writing, content) :]


def test_bytes_that_are_no_whole_sample_are_told(pipe, source):
    pipe.write(ramp(10).tobytes() + b"abc")
    pipe.end()

    assert len(read_to_the_end(source)) == 10
    assert source.detail == "stdin ended; 3 bytes at the end are no whole sample"


def test_nothing_at_all_is_an_error(pipe, source):
    pipe.end()

    with pytest.raises(SourceError, match=r"stdin ended before a sample came: got nothing; pipe raw float32"):
        read_to_the_end(source)


def test_too_little_for_one_sample_is_an_error(pipe, source):
    pipe.write(b"x")
    pipe.end()

    with pytest.raises(SourceError, match="1 byte at the end is no whole sample"):
        read_to_the_end(source)


def test_a_terminal_is_refused_with_how_to_pipe(pipe):
    pipe.terminal = True

    with pytest.raises(SourceError, match=r"standard input is a terminal; pipe raw float32 .*sox"):
        StdinSource(SourceConfig()).open()


def test_a_closed_stdin_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", None)

    with pytest.raises(SourceError, match="standard input is closed"):
        StdinSource(SourceConfig()).open()


def test_a_second_channel_is_refused(pipe):
    with pytest.raises(SourceError, match=r'must be 1 or "mix" for stdin \(1 channel\), got 2'):
        StdinSource(SourceConfig(channel=2)).open()


def test_the_rate_is_48000_unless_another_is_said():
    assert StdinSource(SourceConfig()).name == "stdin (float32 mono, 48000 Hz)"
    assert make_source(SourceConfig(kind="stdin", sample_rate=8000)).name == "stdin (float32 mono, 8000 Hz)"


def test_what_comes_at_once_is_given_in_real_time(pipe, monkeypatch):
    now = [10.0]
    monkeypatch.setattr(pacing, "monotonic", lambda: now[0])
    source = StdinSource(SourceConfig(sample_rate=1000))
    source.open()
    source.read()
    pipe.write(ramp(5000).tobytes())
    while source._reader.waiting < 20000:
        time.sleep(0.001)
    now[0] += 0.125
    first = source.read().samples
    now[0] += 0.25

    assert (len(first), len(source.read().samples)) == (125, 250)
    source.close()


def test_a_writer_that_pauses_is_not_hurried_after(pipe, monkeypatch):
    now = [10.0]
    monkeypatch.setattr(pacing, "monotonic", lambda: now[0])
    source = StdinSource(SourceConfig(sample_rate=1000))
    source.open()
    source.read()
    now[0] += 3.0
    source.read()
    pipe.write(ramp(2000).tobytes())
    while source._reader.waiting < 8000:
        time.sleep(0.001)
    now[0] += 0.1

    assert len(source.read().samples) == pytest.approx(100, abs=1)
    source.close()


def test_a_pipe_that_falls_silent_is_told_and_comes_back(pipe, source, monkeypatch):
    now = [time.monotonic()]
    monkeypatch.setattr(stdin, "monotonic", lambda: now[0])
    source.read()
    now[0] += 1.5
    source.read()
    assert (source.state, source.detail) == (SourceState.STALLED, "nothing comes from stdin")
    pipe.write(ramp(1).tobytes())
    read_until(source, len)

    assert (source.state, source.detail) == (SourceState.LIVE, "")


def test_it_may_be_closed_twice_while_nothing_comes(pipe, source):
    source.close()
    source.close()
