"""What the Lab Streaming Layer is given comes out of a real inlet, with the time at which it was heard."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import uuid

import numpy as np
import pylsl
import pytest
from reports import RATE, report

from livemel.monitor.keeping.mel_rows import MelRows
from livemel.monitor.outputs.lsl import LEVELS, Lsl
from livemel.monitor.rules.rule import Event
from livemel.runtime.feed import Columns

SECONDS = 10.0
FREQUENCIES = np.linspace(100.0, 4000.0, 80)


@pytest.fixture
def node():
    """A name that no other run has."""
    return f"hall-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def streams(node):
    rows = MelRows(RATE)
    lsl = Lsl(node, rows, FREQUENCIES, clock=lambda: 1010.0)  # second 3 of `report` ended 6 seconds ago
    inlets = {}
    for name in ("levels", "mel", "events"):
        (info,) = pylsl.resolve_byprop("name", f"{node}-{name}", 1, SECONDS)
        inlets[name] = pylsl.StreamInlet(info)
        inlets[name].open_stream(SECONDS)
    yield lsl, rows, inlets
    for inlet in inlets.values():
        inlet.close_stream()
    lsl.close()


RECORDER = """
import sys, pylsl
(info,) = pylsl.resolve_byprop("name", sys.argv[1], 1, 10.0)
inlet = pylsl.StreamInlet(info)
inlet.open_stream(10.0)
print("there", flush=True)
(text,), stamp = inlet.pull_sample(10.0)
print(pylsl.local_clock() - stamp - inlet.time_correction(10.0))
print(text)
"""


def test_another_program_finds_a_stream_and_gets_its_events(node):
    lsl = Lsl(node, MelRows(RATE), FREQUENCIES, clock=lambda: 1010.0)
    command = [sys.executable, "-c", RECORDER, f"{node}-events"]
    recorder = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert recorder.stdout.readline() == "there\n"
        lsl.tell(Event(id="7", rule="loud", phase="begin", source="mic", utc=1007.0, sample=8, value=-3.0))
        out, _ = recorder.communicate(timeout=2 * SECONDS)
    finally:
        recorder.kill()
        lsl.close()
    age, text = out.splitlines()

    assert json.loads(text)["id"] == "7"
    assert float(age) == pytest.approx(3.0, abs=0.5)


WITHOUT = """
import sys
sys.modules["pylsl"] = None
from livemel.cli import main
sys.exit(main(["monitor", "--source", "demo", "--lsl", "--duration", "1"]))
"""
WITHOUT_LIBRARY = WITHOUT.replace(
    'sys.modules["pylsl"] = None',
    "import ctypes, ctypes.util\n"
    "def none(*_, **__): raise OSError('no liblsl')\n"
    "ctypes.CDLL, ctypes.util.find_library = none, lambda _: None",
)


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (WITHOUT, "monitor.lsl needs pylsl: pip install 'livemel[lsl]'"),
        (WITHOUT_LIBRARY, "monitor.lsl cannot use pylsl: "),
    ],
)
def test_a_library_that_is_not_there_is_told_in_one_line(program, told):
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)

    assert (run.returncode, run.stdout) == (1, "")
    assert len(run.stderr.splitlines()) == 1
    assert told in run.stderr


def columns(rows, seconds, level):
    hop = RATE // 100
    count = seconds * 100
    rows.consume(Columns(0.0, hop, np.full((count, 80), level, np.float32)))


def test_levels_are_described_and_stamped_at_the_end_of_their_second(streams):
    lsl, _, inlets = streams
    now = pylsl.local_clock()
    lsl.take(report(3, laeq=-31.5, momentary=None))
    sample, stamp = inlets["levels"].pull_sample(SECONDS)
    channel = inlets["levels"].info(SECONDS).desc().child("channels").child("channel")

    assert sample[LEVELS.index("laeq")] == -31.5
    assert np.isnan(sample[LEVELS.index("momentary")])
    assert stamp + inlets["levels"].time_correction(SECONDS) == pytest.approx(now - (1010.0 - 1003.0), abs=0.5)
    assert (channel.child_value("label"), channel.child_value("unit")) == ("rms", "dBFS")


def test_mel_bands_are_stamped_in_the_middle_of_their_tenths(streams):
    lsl, rows, inlets = streams
    columns(rows, 4, -20.0)
    lsl.take(report(3))
    got, stamps = [], []
    deadline = time.monotonic() + SECONDS
    while len(got) < 39:
        assert time.monotonic() < deadline
        more, when = inlets["mel"].pull_chunk(0.2)
        got += more
        stamps += when
    ended = pylsl.local_clock() - (1010.0 - 1003.0)

    assert np.shape(got) == (39, 40)  # the last tenth is open
    np.testing.assert_array_equal(got, -20.0)
    np.testing.assert_allclose(np.diff(stamps), 0.1, atol=1e-6)
    assert stamps[0] == pytest.approx(ended - 4 + 0.05, abs=0.5)


def test_events_are_the_lines_of_the_log(streams):
    lsl, _, inlets = streams
    for phase, seconds in (("begin", 0.0), ("end", 2.5)):
        told = {"id": "1", "rule": "loud", "source": "mic", "utc": 1001.0, "sample": 8, "value": -3.0}
        lsl.tell(Event(phase=phase, seconds=seconds, **told))
    (first,), begun = inlets["events"].pull_sample(SECONDS)
    (second,), ended = inlets["events"].pull_sample(SECONDS)

    assert [json.loads(each)["phase"] for each in (first, second)] == ["begin", "end"]
    assert ended - begun == pytest.approx(2.5, abs=0.2)


def test_a_second_without_sound_has_no_sample_and_its_rows_wait(streams):
    lsl, rows, inlets = streams
    columns(rows, 1, -20.0)
    lsl.take(report(1, heard=False, state="lost"))
    lsl.take(report(2))
    _, stamp = inlets["levels"].pull_sample(SECONDS)

    assert inlets["levels"].pull_sample(0.0)[0] is None
    assert stamp < pylsl.local_clock()
    assert rows.drain() == []
