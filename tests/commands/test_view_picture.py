"""`livemel view PICTURE.png`: the view comes back as it was saved, or a sentence says why not."""

from __future__ import annotations

import gc
import json
import signal
import sys
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PyQt6.QtWidgets import QApplication
from saved_views import RATE, saved

from livemel.cli import main
from livemel.commands.view_picture import opened_picture, picture_invitation
from livemel.errors import LivemelError
from livemel.gui.keeping.snapshot import view_of
from livemel.gui.run import Run
from livemel.picture.printed.printing import printed_view
from livemel.picture.printed.saved_view import SavedMarker, SavedSelection, SavedSound
from livemel.runtime.past.still_sound import flac_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # of the screen that is none


@pytest.fixture(autouse=True)
def nothing_is_remembered(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))


@pytest.fixture
def the_process_as_before():
    """A run takes signals, failures and the garbage for itself."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    hook = sys.excepthook
    yield
    sys.excepthook = hook
    for number, handler in handlers.items():
        signal.signal(number, handler)
    gc.unfreeze()


@pytest.fixture
def picture(tmp_path):
    """Writes a view; gives the path."""

    def picture(view):
        path = tmp_path / "picture.png"
        path.write_bytes(printed_view(view))
        return str(path)

    return picture


@pytest.fixture
def shown(qtbot, picture):
    """Opens a view's picture in a window; gives the run."""
    runs = []

    def shown(view):
        invitation = picture_invitation(picture(view), duration=1.0, screenshot=None)
        run = Run(
            invitation.start,
            invitation.opening,
            invitation.listeners,
            invitation.recorder,
            invitation.ear,
            may_fall_back=False,
        )
        runs.append(run)
        qtbot.addWidget(run.window)
        run.start()
        qtbot.waitUntil(lambda: run.controller.live is not None and run.controller.live.session.finished)
        QApplication.processEvents()
        run.controller.live.tick(0.0)
        return run

    yield shown
    for run in runs:
        run.window.close()


def marked(begin=3.25, **others):
    return replace(
        saved(["display.db_min=-60", "display.colormap=cividis", "display.seconds=2.5"], begin=begin),
        low=0.25,
        high=0.75,
        selection=SavedSelection(4.0, 5.0, 200.0, 2000.0),
        markers=(SavedMarker(4.5, 440.0, "a'"),),
        **others,
    )


def test_the_view_that_was_saved_is_the_view_that_is_seen(shown):
    view = marked()
    run = shown(view)
    again = view_of(run.controller.live, run.controller.config)

    assert replace(again, levels=None, gaps=()) == replace(view, levels=None, gaps=(), version=again.version)
    assert np.array_equal(again.history().read(np.arange(100, 180))[0], view.history().read(np.arange(100, 180))[0])
    assert again.gaps == view.gaps


def test_saved_opened_and_saved_again_it_has_the_same_pixels(shown, picture):
    first = Image.open(picture(marked()))
    first.load()
    run = shown(marked())
    second = Image.open(picture(view_of(run.controller.live, run.controller.config)))

    left, top, right, bottom = (100, 60, 1400, 700)
    assert np.array_equal(
        np.asarray(first.convert("RGB"))[top:bottom, left:right],
        np.asarray(second.convert("RGB"))[top:bottom, left:right],
    )


def test_without_its_sound_the_analysis_stays_and_that_is_said(shown):
    run = shown(marked())
    controller = run.controller
    wanted = replace(controller.config, mel=replace(controller.config.mel, n_mels=40))

    controller.asking.ask(wanted)
    assert controller.config.mel.n_mels == controller.live.history.n_mels == 24
    assert "its analysis cannot be changed" in controller.window._notice.text()


@pytest.mark.parametrize("begin", [3.25, 10.5])  # amid what is kept, and at its end
def test_with_its_sound_the_analysis_can_be_changed(shown, qtbot, begin):
    sound = np.random.default_rng(5).uniform(-0.5, 0.5, round(2.5 * RATE)).astype(np.float32)
    run = shown(marked(begin, sound=SavedSound(round(begin * RATE), flac_of(sound, RATE))))
    live = run.controller.live
    wanted = replace(run.controller.config, mel=replace(run.controller.config.mel, n_mels=40))

    assert run.controller.asking.ask(wanted)
    with qtbot.waitSignal(live.completed, timeout=5000):
        pass
    levels, _ = live.history.read(
        np.arange(round((begin + 1.0) * RATE / live.history.hop_length), live.history.end - 10)
    )
    assert levels.shape[1] == 40
    assert np.isfinite(levels).any()


def test_the_command_shows_it_and_leaves_a_screenshot(picture, tmp_path, the_process_as_before):
    screenshot, stats = tmp_path / "window.png", tmp_path / "stats.json"
    options = ["--duration", "0.5", "--screenshot", str(screenshot), "--stats", str(stats)]

    assert main(["view", picture(marked()), *options]) == 0
    assert screenshot.exists()
    told = json.loads(stats.read_text(encoding="utf-8"))
    assert (told["source"], told["errors"]) == ("picture", [])


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--source", "demo"], "--source says nothing"),
        (["--set", "mel.n_mels=40"], "--set says nothing"),
        (["--terminal"], "is shown in a window only"),
    ],
)
def test_what_cannot_be_had_together_is_told(picture, capsys, more, sentence):
    assert main(["view", picture(marked()), *more]) == 1
    assert sentence in capsys.readouterr().err


def test_a_picture_of_another_program_is_told(tmp_path, capsys):
    path = tmp_path / "holiday.png"
    Image.new("RGB", (4, 4)).save(path)

    assert main(["view", str(path)]) == 1
    assert "has no view of livemel's in it" in capsys.readouterr().err


def test_a_word_that_is_no_command_and_no_picture_is_wrong_usage(capsys):
    assert main(["devcies"]) == 2
    assert "'devcies' is neither a command nor the name of a picture" in capsys.readouterr().err


def test_a_picture_without_levels_is_told(picture, tmp_path):
    path = picture(marked())
    with Image.open(path) as image:
        image.load()
        texts = dict(image.text)
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    for key, text in texts.items():
        info.add_itxt(key, text)
    bare = tmp_path / "bare.png"
    Image.new("RGB", (4, 4)).save(bare, pnginfo=info)
    with pytest.raises(LivemelError, match=r"bare.png holds no levels to show"):
        opened_picture(str(bare))
