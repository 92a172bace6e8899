"""The wall's program: its window until it is closed, and a report at its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PyQt6.QtCore import QEvent, QTimer
from PyQt6.QtWidgets import QApplication

from livemel.gui.app import application, close_at_signals
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.icons import application_icon
from livemel.gui.wall.window import WallWindow
from livemel.picture.wall.shown import WallShown
from livemel.picture.wall.strips import Scale

TEXT_STEP, TEXT_RANGE = 1.1, (0.5, 4.0)
"""How much larger a key makes the text, and how small and large it may be."""


@dataclass(frozen=True, kw_only=True)
class WallProgram:
    """What the command line asks for."""

    look: Callable[[], WallShown]
    """All rooms now; called in the GUI thread."""
    scale: Scale
    broker: str
    theme: str
    text_scale: float
    duration: float | None = None
    """Seconds after which it ends by itself."""


@dataclass(frozen=True)
class Report:
    """How it went."""

    stats: dict[str, Any]
    exit_code: int


def run_wall(program: WallProgram) -> Report:
    """Show the window until it is closed, its time is over or a signal comes."""
    qt = application()
    qt.setWindowIcon(application_icon())
    apply_theme(qt, program.theme, program.text_scale)
    window = WallWindow(program.look, program.scale, program.broker)
    text = [program.text_scale]

    def scale_text(steps: int) -> None:
        text[0] = min(TEXT_RANGE[1], max(TEXT_RANGE[0], text[0] * TEXT_STEP**steps))
        apply_theme(qt, program.theme, text[0])

    window.textScaled.connect(scale_text)
    codes = close_at_signals(window)
    window.show()
    if program.duration is not None:
        QTimer.singleShot(round(1000 * program.duration), window.close)
    qt.exec()
    stats = {"rows_paint_ms": _percentiles(window.rows.paint_ms)}
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return Report(stats, codes[0] if codes else 0)


def _percentiles(milliseconds: Any) -> dict[str, float] | None:
    if not len(milliseconds):
        return None
    p50, p95, most = np.percentile(milliseconds, [50, 95, 100]).tolist()
    return {"p50": p50, "p95": p95, "max": most}
