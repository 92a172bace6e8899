"""The lecture's program: its window until it is closed, and a report at its end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from secrets import randbits
from typing import Any

import numpy as np
from PyQt6.QtCore import QEvent, QTimer
from PyQt6.QtWidgets import QApplication

from livemel.config.remembering import Start
from livemel.config.saved import saved_file, write_saved
from livemel.errors import LivemelError
from livemel.gui.app import application, close_at_signals
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone
from livemel.gui.lecture.window import LectureWindow
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.icons import application_icon
from livemel.lecture.presenter import Presenter
from livemel.lecture.results import save_results
from livemel.lecture.scene import Scene
from livemel.lecture.views.spectrograms import warm_engine
from livemel.lecture.workshop import Workshop


@dataclass(frozen=True, kw_only=True)
class Lecture:
    """What the command line asks for."""

    scenes: list[Scene]
    place: tuple[int, int]
    """Scene and step to begin with, from 0."""
    start: Start
    results: str | None = None
    duration: float | None = None
    """Seconds after which it ends by itself; such a run leaves nothing behind."""
    screenshot: str | None = None
    problems: tuple[str, ...] = ()
    """Of scenes that are left out."""


@dataclass(frozen=True)
class Report:
    """How it went."""

    stats: dict[str, Any]
    exit_code: int
    error: LivemelError | None


def run_lecture(lecture: Lecture) -> Report:
    """Show the window until it is closed, its time is over or a signal comes."""
    qt = application()
    qt.setWindowIcon(application_icon())
    config = lecture.start.config
    apply_theme(qt, config.display.theme, config.display.text_scale)
    workshop = Workshop()
    workshop.prepare([], then=warm_engine)
    presenter = Presenter(lecture.scenes, workshop, seed=randbits(24))
    presenter.go(lecture.place)
    loudspeaker = Loudspeaker(config.lecture.output, config.lecture.ceiling_dbfs)
    window = LectureWindow(presenter, workshop, loudspeaker, Microphone(config))
    code = close_at_signals(window)
    errors: list[LivemelError] = []
    window.closed.connect(lambda: errors.extend(_end(lecture, window)))
    window.commands.said = "; ".join(lecture.problems)
    window.show()
    if lecture.duration is not None:
        QTimer.singleShot(round(1000 * lecture.duration), window.close)
    qt.exec()
    stats = _stats(window)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return Report(stats, code[0] if code else 0, errors[0] if errors else None)


def _end(lecture: Lecture, window: LectureWindow) -> list[LivemelError]:
    """While the window still stands: its picture, the answers, the loudspeaker that was chosen."""
    errors: list[LivemelError] = []
    if lecture.screenshot is not None and not window.grab().save(lecture.screenshot, "PNG"):
        errors.append(LivemelError(f"cannot write {lecture.screenshot}"))
    try:
        if lecture.results is not None:
            _save(window.presenter, lecture.results)
        if lecture.duration is None:
            _remember(lecture.start, window.loudspeaker.device)
    except LivemelError as error:
        errors.append(error)
    return errors


def _save(presenter: Presenter, path: str) -> None:
    """Where it was asked for, or at least somewhere: a class cannot be asked again."""
    try:
        save_results(presenter, path)
    except LivemelError as error:
        elsewhere = Path.home() / f"livemel-answers-{presenter.began:%Y%m%dT%H%M%SZ}.csv"
        save_results(presenter, str(elsewhere))
        raise LivemelError(f"{error}; the answers are in {elsewhere} instead") from error


def _remember(start: Start, output: str) -> None:
    """The loudspeaker, where another one was chosen."""
    config = start.config
    if output != config.lecture.output:
        now = replace(config, lecture=replace(config.lecture, output=output))
        write_saved(start.to_save(now, start.saved.window), saved_file())


def _stats(window: LectureWindow) -> dict[str, Any]:
    """What `--stats` writes: how soon steps appeared, how long moving pictures took, what was played."""
    return {
        "scene": window.presenter.scene.name,
        "step": window.presenter.place[1] + 1,
        "elapsed_s": window.presenter.elapsed_s,
        "steps_shown": len(window.stepping.step_ms),
        "step_ms": _percentiles(window.stepping.step_ms),
        "moving_pictures": len(window.stepping.picture_ms),
        "moving_picture_ms": _percentiles(window.stepping.picture_ms),
        "sounds_played": window.loudspeaker.played,
        "underruns": window.loudspeaker.underruns,
        "errors": [
            text for text in (window.stepping.problem, window.workshop.failure, window.microphone.detail) if text
        ],
    }


def _percentiles(milliseconds: Any) -> dict[str, float] | None:
    if not len(milliseconds):
        return None
    p50, p95, p99, most = np.percentile(milliseconds, [50, 95, 99, 100]).tolist()
    return {"p50": p50, "p95": p95, "p99": p99, "max": most}
