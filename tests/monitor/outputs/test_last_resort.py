"""What only another process can cure ends this one, with exit code 75; what it cannot does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports import report

from livemel.monitor.outputs.last_resort import LastResort, RestartWanted


def reports(fault, seconds):
    return [replace(report(second, heard=False, state="lost"), fault=fault) for second in range(seconds)]


def test_it_gives_up_after_its_time():
    resort = LastResort(10)
    for each in reports("lost", 10):
        resort.take(each)
    with pytest.raises(RestartWanted, match="mic is lost for 10 s") as error:
        resort.take(replace(report(10, heard=False, state="lost"), fault="lost"))
    assert error.value.exit_code == 75


@pytest.mark.parametrize("fault", ["muted", "zeros", "silence", ""])
def test_what_a_restart_would_not_cure_is_endured(fault):
    resort = LastResort(10)
    for each in reports(fault, 100):
        resort.take(each)


def test_sound_in_between_begins_the_count_anew_and_0_is_never():
    resort, never = LastResort(10), LastResort(0)
    later = [replace(each, seconds=each.seconds + 9) for each in reports("lost", 8)]
    for each in [*reports("lost", 8), report(8), *later]:
        resort.take(each)
        never.take(each)


def test_a_clock_that_is_set_neither_hurries_nor_holds_it_back():
    resort = LastResort(10)
    for number, each in enumerate(reports("lost", 10)):
        resort.take(replace(each, utc=each.utc + 1e6 * (-1) ** number))
