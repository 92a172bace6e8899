"""Paints noise in livemel's way and in pyqtgraph's, in turn, each 1920 x 1080; prints the times in ms as JSON.

`painting_run.py ROUNDS SECONDS_OF_HISTORY SECONDS_SHOWN`; the screen must be as wide and twice as high.
"""

import gc
import json
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

sys.path.insert(1, str(Path(__file__).parents[2]))

import numpy as np
import pyqtgraph as pg
from PyQt6.QtWidgets import QApplication

from livemel.audio.source import Block, SampleClock, SourceState
from livemel.config import Config
from livemel.gui.app import send_small_pictures_as_they_are
from livemel.gui.page import Page
from livemel.gui.picture.live_picture import LivePicture
from livemel.gui.picture.spectrogram_view import SpectrogramView
from livemel.picture.axis import MelAxis
from livemel.picture.colormaps import lookup_table
from livemel.runtime.feed import FEED_COLUMNS, Feed
from livemel.runtime.past.chronicle import Chronicle
from livemel.runtime.session import Session

WIDTH, HEIGHT = 1920, 1080
FRAMES_PER_SECOND = 60
FRAMES_IN_ROUND = 60
FRAMES_TO_SETTLE = 5  # after the other's round
RATE = 48_000


class Noise:
    """A source that began `seconds` ago, and gives what has come since as fast as it is asked."""

    kind = name = "noise"
    sample_rate, channels = RATE, 1
    state, detail, overflows = SourceState.LIVE, "", 0

    def __init__(self, seconds):
        self._samples = np.random.default_rng(1).uniform(-0.5, 0.5, (RATE, 1)).astype(np.float32)
        self._given = 0
        self._clock = SampleClock(0.0, time.monotonic() - seconds, RATE)

    def open(self):
        pass

    def read(self):
        due = int(self._clock.sample_at(time.monotonic())) - self._given
        block = Block(self._samples[:due])
        self._given += len(block.samples)
        return block

    def clock(self):
        return self._clock

    def close(self):
        pass


class Livemel:
    """The live picture, alone in a window."""

    def __init__(self, config, history_seconds):
        page = Page(config, MelAxis(config.mel, RATE), RATE, datetime.now().astimezone())
        self.view = SpectrogramView()
        self.view.set_page(page)
        self.view.setGeometry(0, 0, WIDTH, HEIGHT)
        self.view.show()
        feed = Feed(FEED_COLUMNS)
        self._session = Session(Noise(history_seconds), config, [feed])
        self._live = LivePicture(Chronicle(self._session, feed, config), self.view, page, config.display)

    def prepare(self):
        """Hear what is due; how much that was."""
        return self._session.step()

    def paint(self):
        self._live.tick(time.monotonic())

    def shown(self):
        """Levels of the columns that are to be seen, shape (columns, n_mels)."""
        history = self._live.history
        columns = round(self._live.display.seconds * RATE / history.hop_length)
        return history.read(np.arange(history.end - columns, history.end))[0]


class Pyqtgraph:
    """An image item in a view box, which takes the whole picture each time."""

    def __init__(self, config):
        self._widget = pg.GraphicsLayoutWidget()
        self._widget.setGeometry(0, HEIGHT, WIDTH, HEIGHT)
        self._widget.ci.setContentsMargins(0, 0, 0, 0)
        box = self._widget.addViewBox(enableMenu=False, defaultPadding=0)
        # an image wider than the screen is thinned out first, else it takes far longer still
        self._item = pg.ImageItem(axisOrder="row-major", autoDownsample=True)
        self._item.setLookupTable(lookup_table(config.display.colormap))
        box.addItem(self._item)
        self._levels = (config.display.db_min, config.display.db_max)
        self._widget.show()

    def prepare(self, columns):
        self._image = np.ascontiguousarray(columns.T)

    def paint(self):
        self._item.setImage(self._image, autoLevels=False, levels=self._levels)
        self._widget.viewport().repaint()


def timed(paint):
    """Milliseconds by the clock, and of this thread's own work."""
    begun, worked = time.perf_counter(), time.thread_time()
    paint()
    return 1000 * (time.perf_counter() - begun), 1000 * (time.thread_time() - worked)


def run(rounds, history_seconds, seconds_shown):
    send_small_pictures_as_they_are()
    application = QApplication(sys.argv[:1])
    config = Config()
    config = replace(config, display=replace(config.display, seconds=seconds_shown))
    ours, theirs = Livemel(config, history_seconds), Pyqtgraph(config)
    while ours.prepare() == RATE:
        ours.paint()
    gc.freeze()  # as the program does
    times = {"livemel": [], "pyqtgraph": []}
    for _ in range(rounds):
        for name in times:
            due = time.monotonic()
            for frame in range(FRAMES_IN_ROUND):
                due = max(due + 1 / FRAMES_PER_SECOND, time.monotonic())
                time.sleep(max(0.0, due - time.monotonic()))
                application.processEvents()
                ours.prepare()
                if name == "pyqtgraph":
                    theirs.prepare(ours.shown())
                took = timed(ours.paint if name == "livemel" else theirs.paint)
                if frame >= FRAMES_TO_SETTLE:
                    times[name].append(took)
    return {name: summary(np.array(taken)) for name, taken in times.items()}


def summary(times):
    p50, p95 = np.percentile(times[:, 0], (50, 95))
    return {"p50": p50, "p95": p95, "cpu_p95": np.percentile(times[:, 1], 95)}


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]))))
