"""Whatever is lost is in the ledger once, with its time, its length and its cause."""

import csv
import io
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_source import RATE, SMALL, ScriptedSource, mono

from livemel.runtime.feed import Gap, Sound
from livemel.runtime.ledger import (
    COLUMNS_DROPPED,
    OVERFLOWS,
    PICTURES_LATE,
    PICTURES_SKIPPED,
    Counters,
    Ledger,
    Loss,
    Total,
)
from livemel.runtime.ledger_text import NOTHING_LOST, as_table, as_text, length_name
from livemel.runtime.session import NOT_FINITE, Session

NOON = 1_790_000_000.0


def hear(ledger, at_sample, samples):
    ledger.consume(Sound(at_sample, np.zeros(samples, np.float32)))


@pytest.fixture
def ledger():
    """A run that began a second before noon."""
    ledger = Ledger(RATE, wall=lambda: NOON)
    hear(ledger, 0, RATE)
    return ledger


def test_a_gap_has_its_time_of_day_its_place_its_length_and_its_cause(ledger):
    ledger.consume(Gap(RATE, RATE // 2, "ring full"))

    assert ledger.losses() == [Loss(NOON, 1.0, 0.5, "ring full", "sound")]
    assert ledger.lost_seconds == 0.5


def test_gaps_that_follow_each_other_for_the_same_reason_are_one_line(ledger):
    for piece in range(3):
        ledger.consume(Gap(RATE + 100 * piece, 100, "device lost"))

    assert [(loss.lost_seconds, loss.count) for loss in ledger.losses()] == [(pytest.approx(300 / RATE), 1)]
    assert ledger.totals() == [Total("device lost", "sound", 1, pytest.approx(300 / RATE))]


def test_gaps_for_different_reasons_are_lines_of_their_own(ledger):
    ledger.consume(Gap(RATE, 100, "late"))
    ledger.consume(Gap(RATE + 100, 100, "moved"))

    assert [loss.cause for loss in ledger.losses()] == ["late", "moved"]


def test_what_others_count_is_noted_when_it_grows_and_only_then(ledger):
    ledger.look(Counters(overflows=2))
    ledger.look(Counters(overflows=2))
    ledger.look(Counters(overflows=5, columns_dropped=10), column_seconds=0.01)

    assert [(loss.cause, loss.count, loss.of) for loss in ledger.losses()] == [
        (OVERFLOWS, 2, "sound"),
        (OVERFLOWS, 3, "sound"),
        (COLUMNS_DROPPED, 10, "picture"),
    ]
    assert ledger.losses()[-1].lost_seconds == pytest.approx(0.1)


def test_late_and_skipped_pictures_have_a_line_a_minute_each():
    now = [NOON]
    ledger = Ledger(RATE, wall=lambda: now[0])
    for second in range(1, 90):
        now[0] = NOON + second
        ledger.look(Counters(pictures_late=2 * second, pictures_skipped=second))
    lines = [(loss.cause, loss.wall_seconds - NOON, loss.count) for loss in ledger.losses()]

    assert lines == [
        (PICTURES_LATE, 1, 2 * 61),
        (PICTURES_SKIPPED, 1, 61),
        (PICTURES_LATE, 62, 2 * 28),
        (PICTURES_SKIPPED, 62, 28),
    ]
    assert {total.cause: total.count for total in ledger.totals()} == {PICTURES_LATE: 178, PICTURES_SKIPPED: 89}


def test_what_only_the_picture_lost_is_no_lost_sound(ledger):
    ledger.look(Counters(columns_dropped=10), column_seconds=1.0)

    assert ledger.lost_seconds == 0


def test_losses_are_told_in_the_order_of_their_time(ledger):
    ledger.look(Counters(overflows=1))
    ledger.consume(Gap(RATE // 2, 10, "earlier"))

    assert [loss.cause for loss in ledger.losses()] == ["earlier", OVERFLOWS]


def test_the_newest_can_be_asked_for_alone(ledger):
    for second in range(1, 5):
        ledger.consume(Gap(second * RATE, 16, "late"))
        ledger.look(Counters(overflows=second))

    assert ledger.losses(newest=3) == ledger.losses()[-3:]
    assert len(ledger.losses(newest=100)) == 8


def test_a_full_ledger_forgets_the_oldest_lines_and_none_of_the_totals():
    ledger = Ledger(RATE, max_listed=3, wall=lambda: NOON)
    for second in range(10):
        ledger.consume(Gap(second * RATE, 16, "late"))

    assert [loss.at_seconds for loss in ledger.losses()] == [7.0, 8.0, 9.0]
    assert ledger.not_listed == 7
    assert ledger.totals() == [Total("late", "sound", 10, pytest.approx(160 / RATE))]
    assert "7 older ones" in as_text(ledger)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 1000), st.sampled_from(["a", "b"])), max_size=30))
def test_the_totals_are_what_was_lost_however_it_came(pieces):
    ledger, position = Ledger(RATE, max_listed=4, wall=lambda: NOON), 0
    for sound, lost, cause in pieces:
        if sound:
            hear(ledger, position, sound)
        ledger.consume(Gap(position + sound, lost, cause))
        position += sound + lost

    assert ledger.lost_seconds == pytest.approx(sum(lost for _, lost, _ in pieces) / RATE)


def test_every_loss_changes_the_number_that_says_so(ledger):
    seen = {ledger.changes}
    ledger.consume(Gap(RATE, 160, "late"))
    seen.add(ledger.changes)
    ledger.consume(Gap(RATE + 160, 160, "late"))
    seen.add(ledger.changes)
    ledger.look(Counters(overflows=1))
    seen.add(ledger.changes)

    assert len(seen) == 4


def test_samples_that_are_not_numbers_are_told_by_the_session(ledger):
    source = ScriptedSource([mono(np.zeros(100)), mono([np.nan] * 50), mono(np.zeros(100))])
    session = Session(source, SMALL, [ledger])
    for _ in range(3):
        session.step()

    assert [loss.cause for loss in ledger.losses()] == [NOT_FINITE]


@pytest.mark.parametrize(("form", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_table_can_be_read_back(ledger, form, delimiter):
    cause = 'what, "they"\tcalled late'
    ledger.consume(Gap(RATE, 800, cause))
    (row,) = csv.DictReader(io.StringIO(as_table(ledger, form)), delimiter=delimiter)

    assert (row["at_s"], row["lost_s"], row["of"], row["count"], row["cause"]) == (
        "1.000000",
        "0.050000",
        "sound",
        "1",
        cause,
    )
    assert datetime.fromisoformat(row["time"]).timestamp() == NOON


def test_text_says_that_nothing_was_lost(ledger):
    assert as_text(ledger).strip() == NOTHING_LOST


def test_text_has_totals_and_lines(ledger):
    ledger.consume(Gap(RATE, 800, "late"))
    ledger.look(Counters(overflows=4))
    text = as_text(ledger)

    assert "50 ms" in text
    assert f"{OVERFLOWS} (4 x)" in text


@pytest.mark.parametrize(("seconds", "name"), [(0.0, "\u2013"), (0.0005, "0.5 ms"), (0.25, "250 ms"), (2.5, "2.500 s")])
def test_a_length_is_told_in_its_unit(seconds, name):
    assert length_name(seconds) == name
