"""The whole window with a scene of `window_scenes` played in it; prints what the scene measured as JSON.

`window_run.py ARGUMENTS_OF_RUN_AS_JSON`, on a screen. The program is the one that people start, with its command line
and its loop of events; the demonstration signal that it shows may have begun some minutes ago.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(1, str(Path(__file__).resolve().parents[2]))

import window_scenes
from past_demo import PastDemo
from PyQt6.QtCore import QTimer
from window_hand import Hand, time_beats

from livemel.audio import source
from livemel.cli import main
from livemel.commands import view
from livemel.gui.app import application
from livemel.runtime.past import chronicle


def run(
    scene: str, options: dict[str, Any], past: float = 0.0, history: float | None = None, sound: float | None = None
) -> Any:
    """What the scene gives, in a window that opens in the middle of the demonstration.

    Parameters
    ----------
    scene, options
        A function of `window_scenes`, and what it takes.
    past
        So many seconds ago the demonstration began.
    history, sound
        Seconds that are kept of the columns and of the sound; None: what the program keeps.
    """
    PastDemo.began_seconds_ago = past
    source.SOURCES["demo"] = "past_demo:PastDemo"
    if history is not None:
        chronicle.HISTORY_SECONDS = view.HISTORY_SECONDS = history
    if sound is not None:
        view.HISTORY_SECONDS = sound
    time_beats()
    found: list[Any] = []

    def play() -> None:
        hand = Hand()
        try:
            found.append(getattr(window_scenes, scene)(hand, **options))
        finally:
            hand.window.close()

    application()
    QTimer.singleShot(0, play)
    code = main(["view", "--source", "demo"])
    if code or not found:
        raise SystemExit(code or 1)
    return found[0]


if __name__ == "__main__":
    words = json.loads(sys.argv[1])
    print(json.dumps(run(**words)))
