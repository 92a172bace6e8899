"""`livemel monitor`: a microphone watched without a window."""

from __future__ import annotations

import json

import pytest

from livemel.cli import main

TONE = "synth:sine,frequency=1000,level=-20"


def test_an_object_a_second_tells_level_line_state_and_losses(capsys):
    assert main(["monitor", "--source", TONE, "--duration", "3.5", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert len(lines) >= 3
    assert (lines[-1]["state"], lines[-1]["detail"], lines[-1]["laeq_dbfs"]) == ("stopped", "its time is over", None)
    *lines, rest, _ = lines
    last = lines[-1]
    assert last["laeq_dbfs"] == pytest.approx(-20, abs=0.1)
    assert last["dominant_hz"] == pytest.approx(1000, abs=1)
    assert (last["state"], last["samples_lost"], last["heard_s"]) == ("ok", 0, 1.0)
    assert 0.0 < rest["heard_s"] <= 1.0
    assert sum(line["heard_s"] for line in [*lines, rest]) == pytest.approx(rest["samples_received"] / 48000, abs=1e-5)
    assert [line["sample"] for line in lines] == [48000 * (k + 1) for k in range(len(lines))]
    assert last["utc"].endswith("Z")


def test_off_a_terminal_it_is_a_line_a_second(capsys):
    assert main(["monitor", "--source", TONE, "--duration", "2.5"]) == 0
    *_, line, last = capsys.readouterr().out.splitlines()

    assert "LAeq  -20.0" in line
    assert "1000 Hz" in line
    assert "stopped" in last


def test_events_are_kept_and_counted(tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rules]]\nname = "loud"\nmeasure = "laeq"\nabove = -30\n')
    events, stats = tmp_path / "events.jsonl", tmp_path / "stats.json"
    arguments = ["--rules", str(rules), "--events", str(events), "--stats", str(stats)]
    assert main(["monitor", "--source", TONE, "--duration", "3.2", *arguments]) == 0
    begin, end = map(json.loads, events.read_text().splitlines())

    assert (begin["rule"], begin["phase"], end["phase"], begin["id"]) == ("loud", "begin", "end", end["id"])
    assert json.loads(stats.read_text())["events"] == 1


def test_events_without_rules_are_said_to_be_none(tmp_path, capsys):
    assert main(["monitor", "--source", TONE, "--duration", "1", "--events", str(tmp_path / "events.jsonl")]) == 0
    (line,) = (line for line in capsys.readouterr().err.splitlines() if "warning" in line)

    assert "monitor.events (--events) without rules: there will be no event" in line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--rules", "none.toml"], "cannot read the rules none.toml"),
        (["--events", "/nowhere/events.jsonl"], "cannot keep events in /nowhere/events.jsonl"),
        (
            ["--audio"],
            "monitor.keep_audio (--audio) must have a folder to keep it in, got none; name one with --folder",
        ),
        (["--audio", "--clips"], "monitor.keep_audio (--audio) and monitor.clips (--clips) must have a folder"),
        (["--source", "nothing"], "--source must be mic"),
    ],
)
def test_what_cannot_be_is_told_in_a_line_at_once(capsys, arguments, told):
    assert main(["monitor", "--source", TONE, "--duration", "1", *arguments]) == 1
    err = capsys.readouterr().err

    assert told in err
    assert err.count("\n") == 1


def test_a_rule_that_hears_nothing_is_refused_and_the_folder_is_free_again(tmp_path, capsys):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rules]]\nname = "bats"\nmeasure = "band"\nabove = -50\nlow_hz = 40000\nhigh_hz = 50000\n')
    folder = str(tmp_path / "kept")
    assert main(["monitor", "--source", TONE, "--duration", "1", "--folder", folder, "--rules", str(rules)]) == 1
    assert "bats" in capsys.readouterr().err
    assert main(["monitor", "--source", TONE, "--duration", "1", "--folder", folder]) == 0
