"""The program from outside: exit codes, one clear line for what cannot be, an end for every signal."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

import livemel
from livemel.cli import main

DEADLINE_SECONDS = 20.0
OFFSCREEN_QT_SAYS = "This plugin does not support propagateSizeHints()"


@pytest.fixture
def environment(tmp_path):
    """No sound server, and a screen that is none."""
    return {
        **os.environ,
        "PYTHONPATH": str(Path(livemel.__file__).parents[1]),
        "QT_QPA_PLATFORM": "offscreen",
        "PULSE_SERVER": f"unix:{tmp_path}/nobody",
        "PYTHONUNBUFFERED": "",
    }


@pytest.fixture
def begun(environment, tmp_path):
    """Starts the program in a folder of its own; what still runs at the end is killed."""
    processes = []

    def begin(*arguments, program=("-m", "livemel"), stdout=subprocess.PIPE):
        process = subprocess.Popen(
            [sys.executable, *program, *arguments],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        process.kill()
        process.communicate()


@pytest.fixture
def run(begun):
    """Runs the program to its end: exit code, stdout, what it says on stderr."""

    def finish(*arguments, **options):
        process = begun(*arguments, **options)
        output, said = process.communicate(timeout=DEADLINE_SECONDS)
        return process.returncode, output, [line for line in said.splitlines() if line != OFFSCREEN_QT_SAYS]

    return finish


@pytest.fixture
def here(tmp_path):
    """Files that are not what they should be, where the program runs."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.wav").touch()
    (tmp_path / "text.wav").write_text("no sound at all", encoding="utf-8")
    (tmp_path / "broken.toml").write_text("[mel", encoding="utf-8")
    soundfile.write(tmp_path / "short.wav", np.full(4800, 0.1, np.float32), 48000)


CANNOT_BE = {
    ("--source", "file:nosuch.wav"): "cannot read nosuch.wav: No such file or directory",
    ("--source", "file:folder"): "cannot read folder: it is a folder",
    ("--source", "file:empty.wav"): "cannot read empty.wav: the file is empty",
    ("--source", "file:text.wav"): "cannot read text.wav: it must be sound",
    ("--source", "stdin"): "stdin ended before a sample came: got nothing",
    ("--source", "nonsense"): "--source must be mic, demo, file:PATH, synth:SPEC or stdin, got 'nonsense'",
    ("--source", "synth:nonsense"): "source.signal must begin with ",
    ("--device", "nosuch"): "no microphone",
    ("--device", "nosuch", "--source", "mic"): "no microphone",
    ("--set", "nonsense"): "--set must be SECTION.KEY=VALUE, got 'nonsense'",
    ("--set", "mel.n_mels=0", "--set", "stft.hop_length=0"): "got 0; --set: stft.hop_length must be",
    ("--set", "mel.fmax=30000", "--source", "demo"): "mel.fmax must be at most 24000 Hz",
    ("--config", "nosuch"): "no preset and no file 'nosuch'",
    ("--config", "folder"): "cannot read folder: Is a directory",
    ("--config", "broken.toml"): "broken.toml: not valid TOML",
    ("--source", "demo", "--stats", "nowhere/stats.json"): "cannot write nowhere/stats.json: there is no folder",
    ("--source", "demo", "--stats", "folder"): "cannot write folder: it is a folder",
    ("--source", "demo", "--screenshot", "nowhere/picture.png"): "cannot write nowhere/picture.png: there is no folder",
    ("--terminal", "--source", "demo", "--stats", "nowhere/stats.json"): "cannot write nowhere/stats.json",
    ("render", "text.wav", "picture.png"): "cannot read text.wav",
    ("features", "empty.wav", "out.npz"): "cannot read empty.wav",
    ("features", "short.wav", "nowhere/out.npz"): "nowhere/out.npz",
    ("config", "show", "--set", "display.theme=pink"): "must be one of dark, light, projector, got 'pink'",
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("arguments", CANNOT_BE, ids=" ".join)
def test_what_cannot_be_is_one_line_on_stderr_and_exit_code_1(run, arguments):
    code, output, said = run(*arguments)

    assert (code, output, len(said)) == (1, "", 1), said
    assert said[0].startswith("livemel: error: ")
    assert CANNOT_BE[arguments] in said[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["view", "--duration", "-1"],
        ["--duration", "soon"],
        ["config", "eat"],
        ["features", "only-one.wav"],
        ["features", "a.wav", "b.npz", "--block", "0"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_code_2_and_says_how_it_is_done(capsys, arguments):
    assert main(arguments) == 2
    output, said = capsys.readouterr()

    assert output == ""
    assert said.startswith("usage: livemel")
    assert "error: " in said.splitlines()[-1]


@pytest.mark.parametrize("command", ["", "view", "render", "features", "devices", "config", "doctor", "bench"])
def test_help_is_on_stdout(capsys, command):
    assert main([*command.split(), "--help"]) == 0
    output, said = capsys.readouterr()

    assert output.startswith(f"usage: livemel {command}".rstrip())
    assert said == ""


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"livemel {livemel.__version__}\n"


def test_a_run_in_the_terminal_ends_well_after_its_duration(run, tmp_path):
    code, output, said = run("--terminal", "--source", "demo", "--duration", "0.3", "--stats", "stats.json")

    assert code == 0
    assert output.count("\n") == 1
    assert said == ["livemel: --terminal was asked for; drawing in the terminal"]
    assert (tmp_path / "stats.json").stat().st_size


def test_a_run_in_the_window_ends_well_after_its_duration(run, tmp_path):
    outcome = run("--source", "demo", "--duration", "0.3", "--stats", "stats.json", "--screenshot", "picture.png")

    assert outcome == (0, "", [])
    assert (tmp_path / "stats.json").stat().st_size
    assert (tmp_path / "picture.png").stat().st_size


SIGNALS = {signal.SIGTERM: 0, signal.SIGINT: 130}


def ended_by(process, number):
    process.send_signal(number)
    _, said = process.communicate(timeout=DEADLINE_SECONDS)
    assert "Traceback" not in said
    return process.returncode


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
def test_a_signal_ends_a_run_in_the_terminal(begun, number, code):
    process = begun("--terminal", "--source", "demo")
    assert process.stdout.readline().endswith("lost nothing\n")

    assert ended_by(process, number) == code


# The program says a line once it stands in its loop of events.
TOLD_FROM_WITHIN = """
import sys
from PyQt6.QtCore import QTimer
from livemel.gui.app import Run
start = Run.start
def start_and_tell(run):
    start(run)
    QTimer.singleShot(int(sys.argv[1]), lambda: print("running", flush=True))
Run.start = start_and_tell
from livemel.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
@pytest.mark.parametrize(("source", "milliseconds"), [("demo", 50), ("file:short.wav", 700)])
def test_a_signal_ends_a_window_that_shows_sound_and_one_that_has_shown_all(begun, number, code, source, milliseconds):
    process = begun(str(milliseconds), "--source", source, program=("-c", TOLD_FROM_WITHIN))
    assert process.stdout.readline() == "running\n"

    assert ended_by(process, number) == code


# The source takes its time, and a signal comes meanwhile.
SIGNALLED_AT_THE_START = """
import os, sys, time
from livemel.audio.made import synth
class Slow(synth.SynthSource):
    def open(self):
        super().open()
        time.sleep(float(sys.argv[2]))
        os.kill(os.getpid(), int(sys.argv[1]))
synth.SynthSource = Slow
from livemel.cli import main
sys.exit(main(["--source", "synth:silence"]))
"""


@pytest.mark.parametrize(("number", "code"), SIGNALS.items())
@pytest.mark.parametrize("seconds", [0.0, 0.1, 0.3])
def test_a_signal_ends_a_window_that_is_only_about_to_open(run, number, code, seconds):
    program = ("-c", SIGNALLED_AT_THE_START)

    assert run(str(int(number)), str(seconds), program=program)[:2] == (code, "")


@pytest.mark.parametrize("arguments", [["config", "show"], ["--help"]], ids=" ".join)
def test_a_reader_that_has_gone_is_no_error(run, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        code, _, said = run(*arguments, stdout=writing)
    finally:
        os.close(writing)

    assert (code, said) == (0, [])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk_behind_stdout_is_told(run):
    with open("/dev/full", "w", encoding="utf-8") as full:
        code, _, said = run("config", "show", stdout=full)

    assert (code, said) == (1, ["livemel: error: cannot write to standard output: No space left on device"])


def test_stats_that_cannot_be_written_after_all_are_told(run):
    code, _, said = run("--terminal", "--source", "demo", "--duration", "0.1", "--stats", "/dev/full")

    assert code == 1
    assert said[-1] == "livemel: error: cannot write /dev/full: No space left on device"
