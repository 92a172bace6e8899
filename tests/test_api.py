"""What a program imports, and what it does not get with it."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

import livemel

HEAVY = ("PyQt6", "pyqtgraph", "sounddevice", "rtmixer", "soundfile", "scipy", "numba", "rich", "PIL")


def loaded_after(statements, folder="."):
    """Which of the heavy packages a fresh Python holds after `statements`."""
    tell = f"import sys; print('loaded', *(name for name in {HEAVY} if name in sys.modules))"
    outcome = subprocess.run(
        [sys.executable, "-c", f"{statements}\n{tell}"],
        cwd=folder,
        env={"PATH": "", "PYTHONPATH": str(Path(livemel.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(outcome.stdout.splitlines()[-1].split()[1:])


def test_every_public_name_is_there():
    assert all(getattr(livemel, name) is not None for name in livemel.__all__)


def test_the_public_names_are_about_ten():
    assert set(livemel.__all__) >= {"Config", "LivemelError", "MelStream", "load_config", "melspectrogram"}
    assert len(livemel.__all__) <= 14


def test_the_library_is_numpy_and_nothing_else():
    assert loaded_after("import livemel") == set()


def test_computing_with_numpys_kernel_brings_nothing_else_either():
    computing = "import livemel, numpy; livemel.melspectrogram(numpy.zeros(4096), kernel='numpy')"

    assert loaded_after(computing) == set()


def test_the_fastest_kernel_brings_scipy_and_numba_alone():
    assert loaded_after("import livemel, numpy; livemel.melspectrogram(numpy.zeros(4096))") <= {"scipy", "numba"}


COMMANDS = {
    "config show": set(),
    "config list": set(),
    "features sound.wav out.npz": {"soundfile", "scipy"},
    "render sound.wav out.png": {"soundfile", "PIL", "scipy"},
    "--terminal --source demo --duration 0.05": {"rich"},
    "devices": {"sounddevice", "rtmixer", "rich"},
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_without_a_window_loads_neither_qt_nor_what_it_does_not_need(tmp_path, command):
    soundfile.write(tmp_path / "sound.wav", np.zeros(4800, np.float32), 48000)
    loaded = loaded_after(f"from livemel.cli import main; main({command.split()})", tmp_path)

    assert loaded <= COMMANDS[command]


def test_the_window_does_not_wait_for_scipy(tmp_path):
    """Nor for pyqtgraph, until something is drawn with it."""
    statements = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from livemel.cli import main
main(["--source", "demo", "--duration", "0.1"])
"""

    assert loaded_after(statements, tmp_path) & {"scipy", "pyqtgraph", "rich", "sounddevice"} == set()
