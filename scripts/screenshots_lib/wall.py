"""The wall: rooms that hear the demonstration, each from another place in it, with what goes wrong in a building."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import numpy as np
from PIL import Image
from PyQt6.QtCore import QBuffer
from PyQt6.QtTest import QTest

from livemel import MelStream
from livemel.gui.app import application
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.wall.window import WallWindow
from livemel.monitor.outputs.mqtt import VERSION, coarse
from livemel.monitor.report import utc_text
from livemel.monitor.wall.moment import Moment
from livemel.monitor.wall.rooms import Rooms
from livemel.picture.wall.strips import Scale
from screenshots_lib.room import RATE, REPOSITORY, demonstration
from screenshots_lib.saving import save

sys.path.insert(0, str(REPOSITORY / "tests" / "monitor"))

from reports import report  # found by the line above

NAMES = (
    *("Aula", "Cafeteria", "Entrance", "Gym", "Kitchen", "Laboratory"),
    *("Lecture-hall-1", "Lecture-hall-2", "Library", "Music-room", "Office", "Workshop"),
)
NOW = 1_795_694_400.0
"""2026-11-26, noon in UTC."""
SECONDS = 130
NOISE_DBFS = (-70.0, -105.0)
"""Of the lowest and the highest band in a room where nothing sounds."""


def wall() -> None:
    """A dozen rooms in the dark theme, fifty in the light one."""
    heard = _seconds_of(demonstration())
    _shoot("wall", NAMES, heard, "dark", (1280, 800))
    _shoot("wall-fifty", tuple(f"Room-{number}" for number in range(101, 151)), heard, "light", (1920, 1080))


def _seconds_of(sound: np.ndarray) -> np.ndarray:
    """Levels of the bands in every second of `sound`, shape (seconds, n_mels)."""
    stream = MelStream(sample_rate=RATE)
    frames = stream.push(sound)
    per_second = RATE // stream.config.stft.hop_length
    count = len(frames) // per_second
    return frames[: count * per_second].reshape(count, per_second, -1).mean(axis=1)


def _shoot(name: str, names: tuple[str, ...], heard: np.ndarray, theme: str, size: tuple[int, int]) -> None:
    app = application()
    apply_theme(app, theme)
    rooms = Rooms("livemel", NOW - SECONDS)
    for number, node in enumerate(names):
        for topic, told, second in _told(number, node, heard):
            payload = json.dumps({"v": VERSION, "node": node, **told}).encode()
            rooms.take(f"livemel/{node}/{topic}", payload, Moment(second, second))
    rooms.take(f"livemel/{names[4]}/status", b"offline", Moment(NOW, NOW))
    window = WallWindow(lambda: rooms.shown(Moment(NOW, NOW)), Scale(), "broker")
    window.resize(*size)
    window.show()
    QTest.qWait(500)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.ReadWrite)
    window.grab().save(buffer, "PNG")
    window.close()
    save(Image.open(BytesIO(bytes(buffer.data()))), name)


def _told(number: int, node: str, heard: np.ndarray) -> Iterator[tuple[str, dict[str, object], float]]:
    """What a room sends: number 4 dies, 7 loses its network for a while, every ninth has a wrong clock."""
    rng = np.random.default_rng(number)
    floor = np.linspace(*NOISE_DBFS, heard.shape[1]) + rng.normal(0.0, 4.0)
    loudness, first = rng.uniform(-50.0, -5.0), int(rng.integers(len(heard)))
    ahead = 37.0 if number % 9 == 2 else 0.0
    for second in range(SECONDS):
        if (number == 4 and second > SECONDS - 40) or (number == 7 and 55 < second < 75):
            continue
        end = NOW - SECONDS + second + 1.0
        sound = heard[(first + second) % len(heard)] + loudness
        levels = 10 * np.log10(10 ** (sound / 10) + 10 ** ((floor + rng.normal(0.0, 1.0, len(floor))) / 10))
        laeq = float(10 * np.log10(np.sum(10 ** (levels / 10)))) - 10
        told = report(second, state="disk-low" if number == 9 else "ok", laeq=laeq, dominant_hz=440.0)
        told = replace(
            told,
            utc=end + ahead,
            detail="0.8 GB free" if number == 9 else "",
            db_spl_offset=112.0 if number % 2 else None,
            samples_lost=4800 if number == 5 else 0,
            gaps=int(number == 5),
        )
        yield "level", told.as_dict(), end
        yield "mel", {"utc": utc_text(told.utc), "bands_db": coarse(tuple(levels.tolist()))}, end
    if number % 5 == 3:
        yield "event", {"id": "1", "rule": "loud", "phase": "begin"}, NOW
