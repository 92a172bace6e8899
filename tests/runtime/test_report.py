"""What `--stats` writes."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from scripted_source import RATE, SMALL, ScriptedSource, mono

from livemel.runtime.report import ProcessUse, resident_megabytes, run_report
from livemel.runtime.session import Session

KEYS = {
    "source", "device", "sample_rate", "analysis_rate", "samples_received", "samples_lost", "gaps", "overflows",
    "frames", "columns_dropped", "elapsed_s", "cpu_s", "rss_mb", "errors",
}  # fmt: skip


@pytest.fixture
def report():
    session = Session(ScriptedSource([mono(np.zeros(100)), mono(np.zeros(50), lost=20, cause="ring full")]), SMALL, [])
    session.step()
    session.step()
    session.source.overflows = 4
    return run_report(session, 6, ProcessUse(), ["oh"])


def test_every_key_is_there(report):
    assert report.keys() >= KEYS


def test_the_numbers_are_those_of_the_run(report):
    wanted = ("source", "device", "sample_rate", "analysis_rate", "samples_received", "samples_lost", "overflows")

    assert [report[key] for key in wanted] == ["scripted", "scripted", RATE, RATE, 150, 20, 4]
    assert report["columns_dropped"] == 6
    assert report["gaps"] == [{"at_sample": 100, "lost": 20, "cause": "ring full"}]
    assert report["errors"] == ["oh"]


def test_it_is_json(report):
    assert json.loads(json.dumps(report)) == report


def test_a_run_that_never_began_tells_what_it_can():
    report = run_report(None, 0, ProcessUse(), ["no such device"])

    assert report["errors"] == ["no such device"]
    assert report["elapsed_s"] >= 0


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="only Linux tells it so")
def test_memory_is_that_of_this_process():
    assert 20 < resident_megabytes() < 4000


def test_what_this_process_takes_is_counted_from_now_on():
    use = ProcessUse().as_dict()

    assert 0 <= use["cpu_s"] <= use["elapsed_s"] + 0.1 < 1
