"""docs/monitor.md tells what there is: its rules are read, its names are those of a report, its topics are sent."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from reports import report

from livemel import Config, melspectrogram
from livemel.dsp.filterbank import band_centres
from livemel.monitor.rules.rule import MEASURES
from livemel.monitor.rules.rules_file import read_rules
from livemel.monitor.rules.watch import Watch

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "monitor.md").read_text()


def shown(folder):
    """The rules that it shows."""
    path = folder / "rules.toml"
    path.write_text(re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)[1])
    return read_rules(path)


def test_the_rules_that_it_shows_can_be_read(tmp_path):
    assert {rule.measure for rule in shown(tmp_path)} >= {"laeq", "band", "novelty", "state", "clipped"}


@pytest.mark.parametrize(("hz", "phases"), [(45, ["begin"]), (50, ["begin"]), (55, ["begin"]), (440, [])])
def test_the_hum_that_it_shows_is_heard_with_the_settings_as_they_are(tmp_path, hz, phases):
    (hum,) = [rule for rule in shown(tmp_path) if rule.name == "hum"]
    sine = 10 ** (-45 / 20) * np.sin(2 * np.pi * hz / 48000 * np.arange(48000))
    bands = tuple(melspectrogram(sine, Config(), 48000)[20:100].mean(axis=0).tolist())
    watch = Watch(hum, band_centres(Config().mel, 48000))
    events = [watch.take(report(second, bands=bands)) for second in range(3)]

    assert [event.phase for event in events if event] == phases


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_named(measure):
    assert re.search(rf"\b{measure}\b", TEXT)


def test_every_name_of_a_report_is_told():
    names = [name for name in report(1).as_dict() if name not in ("source", "samples_received")]
    told = re.findall(r"`(\w+)`", TEXT)
    between = {f"l{percent}_{span}_dbfs" for percent in (10, 50, 90) for span in ("minute", "hour")}

    assert [name for name in names if name not in told and name not in between] == []
