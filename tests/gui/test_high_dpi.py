"""On a fine screen a pixel of the picture is a pixel of the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import livemel

PROGRAM = """
import json
from PyQt6.QtWidgets import QApplication
application = QApplication([])
from livemel.audio.source import make_source
from livemel.config import load_config
from livemel.gui.controller import Controller
from livemel.gui.telling import Notice
from livemel.gui.main_window import MainWindow
from livemel.gui.looks.dressing import apply_theme
from livemel.runtime.listeners import Listeners
from livemel.runtime.session import Session
from livemel.runtime.past.sound_store import SoundStore

config = load_config(overrides=["source.kind=demo"])
source = make_source(config.source, paced=False)
source.open()
listeners = Listeners()
session = Session(source, config, listeners.of(source), store=SoundStore(10.0, source.sample_rate))
window = MainWindow(apply_theme(application, "dark"), config)
controller = Controller(window, config)
window.show()
controller.show_session(session, listeners, config, Notice())
session.step()
controller.live.tick(0.0)
application.processEvents()
view = window.view
image = view.grab().toImage()
print(json.dumps({
    "ratio": view.devicePixelRatioF(),
    "logical": [view.width(), view.height()],
    "device": view.size_in_pixels(),
    "raster": controller.live._raster.pixels.shape[::-1],
    "grabbed": [image.width(), image.height()],
}))
"""


@pytest.mark.parametrize("factor", [1, 1.5, 2])
def test_the_picture_is_as_fine_as_the_screen(factor):
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(factor),
        "PYTHONPATH": str(Path(livemel.__file__).parents[1]),
    }
    told = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)
    found = json.loads(told.stdout)

    assert found["ratio"] == factor
    assert found["device"] == [round(factor * size) for size in found["logical"]]
    assert found["raster"] == found["device"]
    assert found["grabbed"] == pytest.approx(found["device"], abs=1)
