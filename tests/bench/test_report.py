"""A run of all benches, as short as can be."""

import json

import numpy as np
import pytest

from livemel.bench import engine
from livemel.bench.peers import PEERS
from livemel.bench.plan import Plan
from livemel.bench.recipes import LIVE, OFFLINE
from livemel.bench.report import Report, carry_out
from livemel.bench.table import lines

SHORT = Plan(
    offline=tuple((key, 0.5) for key in OFFLINE), rounds=2, live=tuple(LIVE), live_rounds=3, hops=2, pictures=4
)


@pytest.fixture(scope="module")
def shares():
    return []


@pytest.fixture(scope="module")
def report(shares):
    return carry_out(SHORT, shares.append)


def test_all_that_was_planned_was_measured(report):
    assert [each.key for each in report.comparisons] == [*OFFLINE, *LIVE]
    assert [each.is_live for each in report.comparisons] == [False, False, False, True, True]
    assert report.painting.pictures == 4


def test_all_were_measured_equally_often(report):
    assert {len(timed.seconds) for each in report.comparisons for timed in each.timed if not each.is_live} == {2}
    assert {len(timed.seconds) for each in report.comparisons for timed in each.timed if each.is_live} == {3}


def test_every_way_of_livemel_agrees_with_its_exact_one(report):
    for comparison in report.comparisons:
        first, *others = comparison.named("livemel")
        assert [first.name, *(timed.name for timed in others)] == engine.names()
        assert first.agreement is None
        assert all(timed.agreement.agrees for timed in others)


def test_kernels_differ_by_no_bit(report):
    exact = [
        timed
        for comparison in report.comparisons
        for timed in comparison.named("livemel", precision="exact")
        if timed.agreement is not None
    ]

    assert exact
    assert {timed.agreement.largest_difference for timed in exact} == {0.0}


def test_every_peer_that_is_installed_agrees_and_every_other_is_named(report):
    for comparison in report.comparisons:
        able = {peer.library for peer in PEERS if comparison.key in (peer.live if comparison.is_live else peer.offline)}
        assert {timed.name.library for timed in comparison.peers} | set(comparison.unmeasured) == able
        assert not {timed.name.library for timed in comparison.peers} & set(comparison.unmeasured)
        installed = {peer.library for peer in PEERS if peer.is_installed}
        assert not installed & set(comparison.unmeasured), comparison.unmeasured


def test_progress_ends_at_all_of_it(report, shares):
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)


def test_a_report_survives_json(report):
    values = json.loads(json.dumps(report.as_dict()))
    again = Report.from_dict(values)

    assert again.as_dict() == report.as_dict()
    assert list(lines(again)) == list(lines(report))


def test_the_numbers_for_programs_are_those_of_the_rounds(report):
    for comparison in report.as_dict()["comparisons"]:
        exact, *others = comparison["contenders"]
        assert exact["of_livemel_exact"] == {"median": 1.0, "smallest": 1.0, "largest": 1.0}
        for row in others:
            assert row["times_real_time"] == comparison["seconds_of_sound"] / np.median(row["seconds"])
            ratios = np.divide(row["seconds"], exact["seconds"])
            assert row["of_livemel_exact"]["median"] == pytest.approx(np.median(ratios))


def test_the_table_names_everyone_and_what_was_compared(report):
    text = "\n".join(lines(report))

    for comparison in report.comparisons:
        assert comparison.title in text
        for timed in comparison.timed:
            assert str(timed.name) in text
        for library, reason in comparison.unmeasured.items():
            assert f"not measured: {library}: {reason}" in text
    assert "DIFFERS" not in text
    assert "scrolling picture of 1920 x 1080" in text


def test_alone_no_other_library_is_touched():
    plan = Plan(offline=(("kaldi", 0.3),), rounds=1, live=("kaldi",), live_rounds=1, hops=1, pictures=0, peers=False)

    report = carry_out(plan, lambda share: None)

    assert report.painting is None
    for comparison in report.comparisons:
        assert comparison.peers == []
        assert comparison.unmeasured == {}
