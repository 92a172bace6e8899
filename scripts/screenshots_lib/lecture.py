"""Every step of every scene of the lecture, as a class sees it at 1920x1080: docs/lecture and its index."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PyQt6.QtCore import QBuffer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QWidget

from livemel.config import Config
from livemel.gui.app import application
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone
from livemel.gui.lecture.window import LectureWindow
from livemel.gui.looks.dressing import apply_theme
from livemel.lecture.presenter import Presenter
from livemel.lecture.scene import Scene
from livemel.lecture.shelf import all_scenes
from livemel.lecture.workshop import Workshop
from screenshots_lib.saving import IMAGES, save

FOLDER = IMAGES.parent / "lecture"
SIZE = (1920, 1080)
KEPT_WIDTH = 1280
RUN_TO = 0.6


def lecture() -> None:
    """Take them all, and write the index."""
    app = application()
    apply_theme(app, "projector")
    scenes = all_scenes()
    workshop = Workshop()
    presenter = Presenter(scenes, workshop, seed=1)
    window = LectureWindow(presenter, workshop, Loudspeaker("", -12.0), Microphone(Config()))
    window.resize(*SIZE)
    window.show()
    for old in FOLDER.glob("*.png"):
        old.unlink()
    while True:
        while window.page.preparing.isVisible() or not workshop.is_idle:
            QTest.qWait(20)
        for name in presenter.step.knobs:
            knob = presenter.scene.knobs[name]
            if knob.seconds:  # it runs: a picture from the middle tells more than one from the beginning
                window.page.knobs.turned.emit(name, knob.held(knob.low + RUN_TO * (knob.high - knob.low)))
        QTest.qWait(100)
        save(_small(window), picture_of(presenter.scene, presenter.place[1]).removesuffix(".png"), FOLDER)
        if not presenter.move(1):
            break
        window.show_step()
    window.close()
    (FOLDER / "README.md").write_text(index(scenes), encoding="utf-8")


def _small(widget: QWidget) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.ReadWrite)
    widget.grab().save(buffer, "PNG")
    image = Image.open(BytesIO(bytes(buffer.data()))).convert("RGB")
    return image.resize((KEPT_WIDTH, round(image.height * KEPT_WIDTH / image.width)), Image.Resampling.LANCZOS)


def picture_of(scene: Scene, place: int) -> str:
    """The file of step number `place`, from 0."""
    return f"{scene.name}-{place + 1:02d}.png"


def index(scenes: list[Scene]) -> str:
    """All pictures, scene by scene."""
    lines = [
        "# The lecture, step by step",
        "",
        "Every step of every scene of `livemel lecture`, as a class sees it, made by `scripts/screenshots lecture`.",
        "[How to give it, and how to write scenes of your own](../scenes.md).",
    ]
    for number, scene in enumerate(scenes, 1):
        extra = ", an extra" if scene.optional else ""
        lines += ["", f"## {number}. {scene.title}", "", f"{scene.aim} {scene.minutes:.0f} minutes{extra}."]
        for place, step in enumerate(scene.steps):
            lines += ["", f"![{step.title}]({picture_of(scene, place)})"]
    return "\n".join(lines) + "\n"
