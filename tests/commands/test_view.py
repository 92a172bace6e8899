"""`livemel view`: which way it goes, and what it leaves behind."""

import gc
import json
import signal
import sys

import numpy as np
import pytest
import soundfile
from PIL import Image

from livemel.audio.source import make_source
from livemel.cli import main
from livemel.commands import view
from livemel.errors import AudioSystemError, LivemelError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # of the screen that is none

STATS_KEYS = {
    "source", "device", "sample_rate", "samples_received", "samples_lost", "gaps", "overflows", "frames",
    "columns_dropped", "elapsed_s", "cpu_s", "rss_mb", "errors",
}  # fmt: skip
WINDOW_KEYS = {"paints", "paint_ms", "capture_to_paint_ms"}


@pytest.fixture(autouse=True)
def the_process_as_before():
    """A run takes signals, failures and the garbage for itself."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    hook = sys.excepthook
    yield
    sys.excepthook = hook
    for number, handler in handlers.items():
        signal.signal(number, handler)
    gc.unfreeze()


def viewed(tmp_path, *options, duration="0.3"):
    """Exit code and the statistics."""
    path = tmp_path / "stats.json"
    code = main(["view", *options, "--duration", duration, "--stats", str(path)])
    return code, json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture
def no_microphone(monkeypatch):
    """There is none."""
    monkeypatch.setattr("livemel.runtime.opening.make_source", refusing)


def refusing(config, paced=True):
    if config.kind == "mic":
        raise AudioSystemError("no microphone found: plug one in")
    return make_source(config, paced)


@pytest.fixture
def no_display(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


def test_the_statistics_of_a_window_have_every_key(tmp_path):
    code, stats = viewed(tmp_path, "--source", "demo")

    assert code == 0
    assert stats.keys() >= STATS_KEYS | WINDOW_KEYS
    assert stats["paint_ms"].keys() == stats["capture_to_paint_ms"].keys() == {"p50", "p95", "p99", "max"}


def test_the_statistics_of_a_terminal_have_every_key_but_those_of_painting(tmp_path, capsys):
    code, stats = viewed(tmp_path, "--source", "demo", "--terminal")

    assert code == 0
    assert stats.keys() >= STATS_KEYS
    assert not stats.keys() & WINDOW_KEYS


def test_nothing_is_lost_on_the_way_from_a_file_to_the_end(tmp_path):
    path = tmp_path / "voice.wav"
    soundfile.write(path, np.full(9600, 0.1, np.float32), 48000)
    _, stats = viewed(tmp_path, "--source", f"file:{path}", duration="0.6")

    assert (stats["samples_received"], stats["samples_lost"], stats["frames"]) == (9600, 0, 1 + 9600 // 384)
    assert (stats["source"], stats["device"], stats["errors"]) == ("file", "voice.wav", [])


def test_without_a_display_the_terminal_shows_it(tmp_path, no_display, capsys):
    code, _ = viewed(tmp_path, "--source", "demo")
    output, said = capsys.readouterr()

    assert code == 0
    assert said == "livemel: there is no display; drawing in the terminal\n"
    assert output.endswith("lost nothing\n")


def test_without_a_window_a_screenshot_is_told_to_be_impossible(tmp_path, no_display, capsys):
    viewed(tmp_path, "--source", "demo", "--screenshot", str(tmp_path / "picture.png"))

    assert "no --screenshot; livemel render makes pictures" in capsys.readouterr().err
    assert not (tmp_path / "picture.png").exists()


def test_without_a_microphone_the_terminal_shows_the_demonstration_and_says_so(tmp_path, no_microphone, capsys):
    code, stats = viewed(tmp_path, "--terminal")

    assert (code, stats["source"]) == (0, "demo")
    assert "no microphone found: plug one in; DEMO: showing the built-in signal" in capsys.readouterr().err


def test_without_a_microphone_the_window_shows_the_demonstration(tmp_path, no_microphone):
    code, stats = viewed(tmp_path)

    assert (code, stats["source"]) == (0, "demo")


@pytest.mark.parametrize("named", [["--device", "usb"], ["--source", "mic"]], ids=" ".join)
@pytest.mark.parametrize("where", [[], ["--terminal"]], ids=["window", "terminal"])
def test_a_microphone_that_was_named_is_not_replaced(no_microphone, capsys, named, where):
    assert main([*named, *where]) == 1
    assert "livemel: error: no microphone found: plug one in\n" in capsys.readouterr().err


def test_the_screenshot_is_the_window(tmp_path):
    path = tmp_path / "picture.png"
    viewed(tmp_path, "--source", "demo", "--screenshot", str(path))

    with Image.open(path) as picture:
        assert picture.size == (1280, 800)
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 50


def test_the_library_that_is_missing_is_told_before_the_window(tmp_path, monkeypatch, capsys):
    def missing():
        raise LivemelError("Qt needs libxcb-cursor0")

    monkeypatch.setattr(view, "check_qt", missing)

    assert main(["--source", "demo"]) == 1
    assert capsys.readouterr().err == "livemel: error: Qt needs libxcb-cursor0\n"
