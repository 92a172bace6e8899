"""`livemel doctor`: a line each, an end always."""

import os
import subprocess
import sys

import pytest

from livemel.cli import main
from livemel.commands import doctor
from livemel.commands.findings import Finding, Level, from_line, to_line


@pytest.fixture
def checks(monkeypatch):
    """Puts programs in the place of the checks: `checks(sound="print(1)", screen="")`."""

    def put(**programs):
        monkeypatch.setattr(doctor, "command_of", lambda check, device: [sys.executable, "-c", programs[check]])

    return put


def telling(level, subject="microphone", text="heard"):
    return f"print({to_line(Finding(level, subject, text))!r}, flush=True)"


def test_what_is_found_is_a_line_each(checks, capsys):
    checks(sound=telling(Level.OK), screen=telling(Level.WARN, "fonts", "none"))

    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "ok   microphone heard" in lines
    assert "warn fonts      none" in lines
    assert lines[-1] == "everything needed works"


def test_what_is_needed_and_missing_is_an_exit_code(checks, capsys):
    checks(sound=telling(Level.FAIL, text="muted"), screen="")

    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "FAIL microphone muted" in out
    assert "not everything works: microphone" in out


def test_a_check_that_hangs_is_ended_and_what_it_found_is_kept(checks, capsys, monkeypatch):
    monkeypatch.setitem(doctor.LIMIT_SECONDS, "sound", 1.0)
    checks(sound=f"{telling(Level.OK)}; import time; time.sleep(60)", screen="")

    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "ok   microphone heard" in out
    assert "FAIL sound      the check hung" in out


def test_a_check_that_crashes_is_told_with_its_last_words(checks, capsys):
    checks(sound="", screen="import os, sys; print('could not load xcb', file=sys.stderr, flush=True); os.abort()")

    assert main(["doctor"]) == 1
    assert "could not load xcb" in capsys.readouterr().out


def test_nothing_is_coloured_off_a_terminal(checks, capsys):
    checks(sound=telling(Level.FAIL), screen="")
    main(["doctor"])

    assert "\x1b" not in capsys.readouterr().out


def test_the_check_of_the_screen_tries_qt_really():
    command = doctor.command_of("screen", "")
    done = subprocess.run(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True)
    found = [from_line(line) for line in done.stdout.splitlines()]

    assert [finding.subject for finding in found] == ["Qt", "fonts"]
    assert "on offscreen" in found[0].text
