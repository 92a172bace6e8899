"""Scenes: what is done in the window, and what is photographed of it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import soundfile
from PIL import Image
from PyQt6.QtCore import QPoint
from PyQt6.QtWidgets import QDialog

from livemel.gui.side.model_panel import ModelPanel
from livemel.picture.captions import SCALE_NAMES
from livemel.picture.colormaps import colormap_names, colormap_title
from screenshots_lib.room import RATE, demonstration
from screenshots_lib.saving import save, sheet
from screenshots_lib.stage import Stage, stage

SIZE = (1280, 800)
LECTURE_HALL = (1920, 1080)
SHEET_WIDTH = 620
THEMES = ("light", "projector")
SECONDS = "display.seconds=12"
WELL_HEARD = 31.0
"""Seconds: a whole round of the demonstration, and vowels again."""
WELL_SEEN = 12.6
"""Vowels and a melody, and the begin of a sweep."""


class Tour:
    """Photographs each state in the dark theme, and again in the others for a sheet of each."""

    def __init__(self, here: Stage) -> None:
        self.here = here
        self.others: dict[str, list[tuple[str, Image.Image]]] = {theme: [] for theme in THEMES}

    def shoot(self, name: str, title: str) -> None:
        """What is to be seen now."""
        self.here.wait()
        save(self.here.picture(), name)
        for theme in THEMES:
            self.here.theme(theme)
            self.others[theme].append((title, self.here.picture()))
        self.here.theme("dark")


def tour() -> None:
    """The demonstration in a window of 1280x800: every page and state, in every theme."""
    with stage(*SIZE, "source.kind=demo", SECONDS) as here:
        shots = Tour(here)
        here.hear(13.5)
        shots.shoot("window", "The window")
        here.hear(WELL_HEARD)
        _explain(here)
        shots.shoot("point", "A point explained")
        here.point_away()
        here.page.set_markers(())
        here.do("settings")
        shots.shoot("settings", "Settings")
        _two_models(here)
        shots.shoot("model", "The model's eye")
        here.close_side()
        _record(here)
        shots.shoot("recording", "Recording")
        here.do("record")
        here.wait(2.0)
        here.hush()
        _select(here)
        shots.shoot("frozen", "Frozen and selected")
        here.do("export")
        here.wait()
        save(here.picture(), "export")
        _close_dialogs(here)
        here.do("clear", "zoom_all")
        here.do("live", "help")
        here.wait()
        save(here.picture(), "help")
        _close_dialogs(here)
        _sheets_of_the_view(here)
        save(sheet(shots.others["light"], 2, SHEET_WIDTH), "light")
        save(sheet(shots.others["projector"], 2, SHEET_WIDTH), "projector-panels")
        here.do("live")
        here.window.resize(*LECTURE_HALL)
        here.theme("projector")
        here.wait()
        here.look_at(WELL_SEEN)
        here.point_at(5.2, 880.0)
        save(here.picture(), "projector")


def _explain(here: Stage) -> None:
    """The first two formants of a vowel are marked, and a point of a note is explained."""
    here.look_at(WELL_SEEN)
    here.do("explain")
    for seconds, name, hz in ((2.2, "F1", 730.0), (2.9, "F2", 1150.0)):
        here.page.mark(seconds, hz, name)
    here.click(WELL_SEEN - 8.2, 880.0)


def _two_models(here: Stage) -> None:
    """The same seconds as two models would receive them."""
    here.do("live", "model")
    panel = here.window.side.page("model")
    assert isinstance(panel, ModelPanel)
    panel.choose("whisper-80", "kaldi")
    here.wait(3.0)


def _record(here: Stage) -> None:
    """For some seconds."""
    here.do("live", "record")
    here.wait(5.0)
    here.hush()


def _select(here: Stage) -> None:
    """Some seconds of long ago, a part of them selected."""
    here.look_at(WELL_SEEN, seconds=8.0)
    here.select((6.1, 3.1), (250.0, 2500.0))
    here.point_at(4.8, 1000.0)


def _close_dialogs(here: Stage) -> None:
    for dialog in here.window.findChildren(QDialog):
        dialog.close()
    here.wait(0.3)


def _sheets_of_the_view(here: Stage) -> None:
    """The same seconds on every scale, and in every colour."""
    here.look_at(WELL_SEEN)
    here.point_away()
    pictures = []
    for scale, title in SCALE_NAMES.items():
        here.do(f"scale_{scale}")
        here.wait(1.0)
        pictures.append((title, _picture_with_axes(here)))
    save(sheet(pictures, 2, SHEET_WIDTH), "scales")
    here.do("scale_slaney")
    here.wait(1.0)
    pictures = []
    for _ in colormap_names():
        name = here.run.controller.config.display.colormap
        pictures.append((colormap_title(name), _picture_with_axes(here)))
        here.do("colours")
    here.hush()
    save(sheet(pictures, 3, round(SHEET_WIDTH * 2 / 3)), "colours")


def _picture_with_axes(here: Stage) -> Image.Image:
    window = here.window
    whole = here.picture()
    corner = window.frequency_axis.mapTo(window, QPoint(0, 0))
    end = window.view.mapTo(window, window.view.rect().bottomRight())
    return whole.crop((corner.x(), corner.y(), end.x() + 1, end.y() + 1))


def file() -> None:
    """A file of the demonstration, with the transport."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voice and flute.flac"
        soundfile.write(path, demonstration(), RATE, subtype="PCM_24")
        with stage(*SIZE, "source.kind=file", f"source.path={path}", SECONDS) as here:
            here.hear(11.0)
            save(here.picture(), "file")


def scaled() -> None:
    """At 200 %: to be run with QT_SCALE_FACTOR=2."""
    with stage(1280, 720, "source.kind=demo", SECONDS) as here:
        here.do("facts")
        here.hear(13.5)
        here.wait()
        save(here.picture(), "scaled")
