"""docs/monitor.md tells what there is: its rules are read, its names are those of a report, its topics are sent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from reports import report

from livemel.monitor.rules.rule import MEASURES
from livemel.monitor.rules.rules_file import read_rules

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "monitor.md").read_text()


def test_the_rules_that_it_shows_can_be_read(tmp_path):
    path = tmp_path / "rules.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1])

    assert {rule.measure for rule in read_rules(path)} >= {"laeq", "band", "novelty", "state", "clipped"}


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_named(measure):
    assert re.search(rf"\b{measure}\b", TEXT)


def test_every_name_of_a_report_is_told():
    names = [name for name in report(1).as_dict() if name not in ("source", "samples_received")]
    told = re.findall(r"`(\w+)`", TEXT)
    between = {f"l{percent}_{span}_dbfs" for percent in (10, 50, 90) for span in ("minute", "hour")}

    assert [name for name in names if name not in told and name not in between] == []
