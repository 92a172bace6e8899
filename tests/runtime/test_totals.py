"""Totals and listeners: the sessions of a run count together, each heard by everybody who is to hear it."""

from __future__ import annotations

from scripted_source import SMALL, Memory, ScriptedSource, mono

from livemel.runtime.feed import Gap
from livemel.runtime.listeners import Listeners
from livemel.runtime.session import Session
from livemel.runtime.totals import Totals


def heard(samples, lost):
    source = ScriptedSource([mono([0.1] * 100), mono([0.1] * samples, lost, "dropped")])
    source.overflows = 2
    session = Session(source, SMALL, [])
    for _ in range(2):
        session.step()
    return session


def test_sessions_that_were_replaced_count_with_the_last():
    first, last = heard(300, 40), heard(700, 5)
    totals = Totals()
    totals.add(first, columns_dropped=7)
    report = totals.with_earlier({**last.stats.as_dict(), "overflows": 2, "columns_dropped": 1, "source": "mic"})

    assert (report["samples_received"], report["samples_lost"]) == (400 + 800, 45)
    assert (report["overflows"], report["columns_dropped"], report["source"]) == (4, 8, "mic")
    assert [gap["lost"] for gap in report["gaps"]] == [40, 5]
    assert report["frames"] == first.stats.frames + last.stats.frames


def test_without_earlier_sessions_a_report_is_what_it_was():
    report = {**heard(300, 40).stats.as_dict(), "errors": []}

    assert Totals().with_earlier(report) == report


def test_everybody_hears_the_same_session():
    recorder, source = Memory(), ScriptedSource([mono([0.1] * 100), mono([0.1] * 100, 30, "dropped")])
    listeners = Listeners(recorder)
    session = Session(source, SMALL, listeners.of(source))
    for _ in range(2):
        session.step()

    assert [event for event in listeners.feed.drain() if isinstance(event, Gap)] == recorder.of(Gap)
    assert recorder.of(Gap)[0].lost == 30
    assert listeners.ledger.lost_seconds == 30 / source.sample_rate
    assert listeners.health.verdict().sentence
