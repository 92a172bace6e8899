"""Whoever keeps events is told of each, whatever becomes of the others."""

from __future__ import annotations

import numpy as np
from reports import report

from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.watchers import Watchers


class Kept(list):
    def tell(self, event):
        self.append(event.phase)


class Broken:
    def tell(self, event):
        if event.phase == "begin":
            raise RuntimeError("full")


def test_a_keeper_that_fails_costs_the_others_nothing_and_is_told():
    kept = Kept()
    watchers = Watchers([Rule(name="loud", measure="laeq", above=-30)], np.array([100.0]), [Broken(), kept])
    watchers.take(report(0, laeq=-10))
    told = watchers.trouble
    watchers.take(report(1, laeq=-60))

    assert kept == ["begin", "end"]
    assert told == "Broken was not told of an event: RuntimeError('full')"
    assert watchers.trouble == ""
