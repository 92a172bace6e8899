"""docs/monitor.md tells what there is: its rules are read, its names are those of a report, its topics are sent."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from reports import report

from livemel import Config, melspectrogram
from livemel.cli import main
from livemel.dsp.filterbank import band_centres
from livemel.monitor.outputs.event_log import as_dict
from livemel.monitor.rules.rule import MEASURES, Event
from livemel.monitor.rules.rules_file import read_rules
from livemel.monitor.rules.watch import Watch

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "monitor.md").read_text()


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


def names_in_the_table_of(chapter):
    """What stands in the first column of the table that has names."""
    table = TEXT.split(f"## {chapter}\n")[1].split("| name | is |\n|---|---|\n")[1].split("\n\n")[0]
    return {name for line in table.splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1])}


def test_an_object_has_the_names_of_the_table_and_no_others(capsys):
    arguments = ["--source", "synth:sine", "--duration", "2.2", "--json", "--set", "monitor.third_octaves=true"]
    assert main(["monitor", *arguments]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[0])

    assert set(told) == names_in_the_table_of("What a second tells")
    assert len(told["thirds_hz"]) == len(told["thirds_dbfs"])


def test_a_calibrated_microphone_has_as_sound_pressure_what_the_page_says():
    names = names_in_the_table_of("What a second tells") - {"thirds_dbfs"}
    told = report(1, db_spl_offset=124.0).as_dict()

    assert {name for name in told if name.endswith("_db_spl")} == {
        name.replace("_dbfs", "_db_spl") for name in names if name.endswith("_dbfs")
    }


def test_an_event_has_the_names_of_the_table_and_no_others():
    event = Event(id="1", rule="loud", phase="begin", source="mic", utc=0.0, sample=None, value=0.0)

    assert set(as_dict(event)) == names_in_the_table_of("Events")


def test_the_unit_does_what_the_page_says_of_a_reload():
    unit = (ROOT / "livemel" / "monitor" / "livemel-monitor.service").read_text()

    assert "systemctl --user reload livemel-monitor" in TEXT
    assert re.search(r"^ExecReload=/bin/kill -HUP \$MAINPID$", unit, re.MULTILINE)
