"""In a terminal the monitor draws; what it has to say stands in the picture, and once more after it."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest

TONE = "synth:sine,frequency=1000,level=-20"
DEADLINE_SECONDS = 20.0
LOOK_SECONDS = 0.2
ROWS, COLUMNS = 24, 120
CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
HOME, LEFT = "\x1b[H", "\x1b[?1049l"

if sys.platform == "win32":
    pytest.skip("terminals are another thing there", allow_module_level=True)
import termios  # noqa: E402


@pytest.fixture
def terminal(tmp_path):
    """Starts `livemel monitor` in a terminal of its own; gives the process and what it has drawn so far."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(ours, (ROWS, COLUMNS))
    drawn, begun = bytearray(), []

    def begin(*arguments):
        environment = {
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "COLUMNS": str(COLUMNS),
            "LINES": str(ROWS),
            "XDG_CONFIG_HOME": str(tmp_path),
        }
        command = [sys.executable, "-m", "livemel", "monitor", "--source", TONE, *arguments]
        begun.append(
            subprocess.Popen(command, cwd=tmp_path, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
        )
        return begun[-1]

    def look():
        until = time.monotonic() + LOOK_SECONDS
        while time.monotonic() < until and select.select([ours], [], [], LOOK_SECONDS)[0]:
            drawn.extend(os.read(ours, 65536))
        return drawn.decode(errors="ignore")

    yield begin, look
    for each in begun:
        each.kill()
        each.wait()
    os.close(ours)
    os.close(theirs)


def wait_for(condition):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline


def newest_picture(text):
    """The last that is whole; an older one where the newest is still being drawn."""
    return CODES.sub("", text.split(LEFT)[0].rsplit(HOME, 3)[-2])


def test_state_trouble_and_events_stand_in_the_picture_and_a_signal_gives_the_terminal_back(terminal, tmp_path):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rules]]\nname = "loud"\nmeasure = "laeq"\nabove = -30\n')
    begin, look = terminal
    monitor = begin("--rules", str(rules), "--mqtt", "127.0.0.1:1")
    wait_for(lambda: HOME in look() and "event loud: begin" in newest_picture(look()))
    monitor.send_signal(signal.SIGTERM)
    wait_for(lambda: look() and monitor.poll() is not None)
    text = look()
    last = newest_picture(text)
    after = CODES.sub("", text.split(LEFT)[1])

    assert monitor.returncode == 0
    assert "ok  48000 Hz  lost nothing" in last
    assert "127.0.0.1:1 is not reached; trying again" in last
    assert all(words in after for words in ("event loud: begin", "event loud: end", "is not reached"))
    assert "Traceback" not in text
