"""livemel with a tap before its session, and a voice: `tapped_view.py TAP ARGUMENT ...`.

Every line on stdin is answered by a line of JSON: an empty one by how the window is at that moment, "widgets" by where
everything lies that has a name.
"""

import json
import os
import sys
import time
from dataclasses import asdict
from pathlib import Path

sys.path.insert(1, str(Path(__file__).parents[2]))

from tap import tapped

from livemel.audio.microphone import Microphone
from livemel.cli import main
from livemel.config.layers import as_tables


def watch_the_run():
    """Let every run of the window answer what comes on stdin."""
    from PyQt6.QtCore import QSocketNotifier
    from PyQt6.QtGui import QCursor

    from livemel.gui.run import Run

    start = Run.start

    def start_and_answer(run):
        QCursor.setPos(0, 0)  # a crosshair in the picture would be brighter than any sound
        start(run)
        notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, run)
        notifier.activated.connect(lambda: answer(run, notifier))

    Run.start = start_and_answer


def answer(run, notifier):
    questions = os.read(sys.stdin.fileno(), 4096)
    if not questions:
        notifier.setEnabled(False)
    for question in questions.decode().splitlines():
        print(json.dumps(named_widgets() if question == "widgets" else look_at(run)), flush=True)


def look_at(run):
    from PyQt6.QtWidgets import QApplication

    window, live = run.window, run.controller.live
    look = {
        "seconds": time.monotonic(),
        "title": window.windowTitle(),
        "notice": window._notice.text() if window._notice.isVisible() else "",
        "status": window._status.text(),
        "view": rectangle(window.view),
        "window": int(window.winId()),
        "size": [window.width(), window.height()],
        "panels": [name for name in ("spectrum", "wave", "overview") if window.is_shown(name)],
        "page": window.side.page_name,
        "is_list_open": QApplication.activePopupWidget() is not None,
        "microphone": window.tools.device_box.currentText(),
        "microphones": [window.tools.device_box.itemText(row) for row in range(window.tools.device_box.count())],
        "record": window.tool_actions["record"].text(),
        "is_recording": window.tool_actions["record"].isChecked(),
        "config": as_tables(run.controller.config),
    }
    if live is None:
        return {**look, "state": "opening", "paints": 0, "samples_received": 0}
    clock = live.session.clock
    return {
        **look,
        "state": live.session.source.state.value,
        "sample_rate": live.session.source.sample_rate,
        "samples_received": live.session.stats.samples_received,
        "samples_lost": live.session.stats.samples_lost,
        "gaps": [asdict(gap) for gap in live.session.stats.gaps],
        "sample_now": clock.sample_at(look["seconds"]),
        "sample_at_right_edge": live.right_edge,
        "newest_sample": live.history.end_sample,
        "delay": live.session.delay,
        "paints": live.paint_timings.count,
        "viewport": asdict(live.page.viewport),
        "is_changing": live.chronicle.is_changing,
        "ticks": ticks(window.frequency_axis),
    }


def named_widgets():
    """Rectangle on the screen of every widget that has an accessible name and can be seen; the lowest of each name."""
    from PyQt6.QtWidgets import QApplication

    seen = [widget for widget in QApplication.allWidgets() if not widget.visibleRegion().isEmpty()]
    places = [(widget.accessibleName(), rectangle(widget)) for widget in seen if widget.accessibleName()]
    return dict(sorted(places, key=lambda place: place[1][1]))


def rectangle(widget):
    corner = widget.mapToGlobal(widget.rect().topLeft())
    return [corner.x(), corner.y(), widget.width(), widget.height()]


def ticks(furniture):
    """Label and height on the screen of each tick, as the frequency axis paints them."""
    from livemel.picture.ticks import frequency_ticks

    top = rectangle(furniture)[1]
    shown = frequency_ticks(furniture._page.axis, furniture.height(), 1.3 * furniture._line_height())
    return {tick.label: top + furniture._y_of(tick) for tick in shown if tick.label}


if __name__ == "__main__":
    Microphone.read = tapped(Microphone.read, sys.argv[1])
    watch_the_run()
    raise SystemExit(main(["view", *sys.argv[2:]]))
