"""`livemel monitor` with a real microphone: what it hears, keeps and says when the sound server goes and returns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import numpy as np
import pytest
import soundfile

pytestmark = pytest.mark.e2e
RATE = 48000
DEADLINE_SECONDS = 30.0


@pytest.fixture
def noise():
    return np.random.default_rng(5).normal(scale=0.05, size=10 * RATE).astype(np.float32)


@pytest.fixture
def monitor(virtual_mic, tmp_path):
    """Starts `livemel monitor --json` there; gives its objects as they come."""
    begun = []

    def begin(*arguments):
        command = [sys.executable, "-m", "livemel", "monitor", "--json", *arguments]
        environment = {**os.environ, **virtual_mic.environment, "XDG_CONFIG_HOME": str(tmp_path / "config")}
        path = tmp_path / "told.jsonl"
        with path.open("wb") as out:
            begun.append(subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=out, stderr=subprocess.PIPE))
        return begun[-1], lambda: [json.loads(line) for line in path.read_text().splitlines()]

    yield begin
    for each in begun:
        each.kill()
        each.communicate()


def until(condition, process):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)


def test_a_room_is_measured_kept_and_clipped_and_no_sample_is_lost(
    virtual_mic, sound_in_the_room, monitor, noise, tmp_path
):
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rules]]\nname = "loud"\nmeasure = "rms"\nabove = -40\n')
    sound_in_the_room(virtual_mic, noise)
    arguments = ["--folder", str(tmp_path / "kept"), "--audio", "--clips", "--rules", str(rules)]
    process, told = monitor(*arguments, "--set", "monitor.clip_seconds=2", "--set", "monitor.pre_roll_seconds=1")
    until(lambda: len(told()) >= 6, process)
    process.terminate()
    _, err = process.communicate(timeout=DEADLINE_SECONDS)
    last = told()[-1]
    sounds = list((tmp_path / "kept" / "audio").glob("*.flac"))
    (clip,) = (tmp_path / "kept" / "clips").glob("*.flac")

    assert process.returncode == 0
    assert "kept in" in err.decode()
    assert last["rms_dbfs"] == pytest.approx(10 * np.log10(2 * 0.05**2), abs=0.2)
    assert (last["state"], last["samples_lost"]) == ("ok", 0)
    assert sum(soundfile.info(path).frames for path in sounds) >= 4 * RATE
    assert soundfile.info(clip).frames >= 2 * RATE
    assert len(list((tmp_path / "kept" / "mel").glob("*.npz"))) >= 1


def test_a_sound_server_that_goes_and_returns_is_told_and_the_gap_is_counted(
    virtual_mic, sound_in_the_room, monitor, noise
):
    sound_in_the_room(virtual_mic, noise)
    process, told = monitor()
    until(lambda: any(each["state"] == "ok" for each in told()), process)
    virtual_mic.kill()
    until(lambda: told()[-1]["state"] == "lost" and told()[-1]["sample"] is None, process)  # nothing came any more
    lost = told()[-1]
    virtual_mic.start()
    until(lambda: told()[-1]["state"] == "ok" and told()[-1]["gaps"] >= 1, process)

    assert lost["laeq_dbfs"] is None
    assert lost["detail"]
    assert told()[-1]["samples_lost"] > 0
