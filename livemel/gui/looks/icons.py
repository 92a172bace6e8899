"""Icons: drawings of the program's own, in the colours of a theme, sharp at every size."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PyQt6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PyQt6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PyQt6.QtSvg import QSvgRenderer

from livemel.gui.looks.style import DRAWINGS
from livemel.gui.looks.theme import Theme

ICONS = (
    *("record", "stop", "freeze", "live", "play", "pause", "loop"),
    *("zoom-in", "zoom-out", "zoom-fit", "selection", "marker", "tone"),
    *("settings", "model", "info", "panels", "theme", "full-screen", "help"),
    *("export", "open", "copy", "undo", "redo", "reset", "search", "close", "microphone", "warning"),
)
"""The names that `icon` knows."""
APPLICATION_ICON = DRAWINGS / "livemel.svg"


def icon(name: str, theme: Theme) -> QIcon:
    """The icon in the text's colour; of what is switched on in the accent's, of what cannot be used fainter.

    Parameters
    ----------
    name
        One of ICONS. "record" is red, whatever its state.
    theme
        An icon keeps its colours: after a change of theme, set new ones.

    Raises
    ------
    ValueError
        If there is no such icon.
    """
    if name not in ICONS:
        raise ValueError(f"icon must be one of {', '.join(ICONS)}, got {name!r}")
    ink = theme.record if name == "record" else theme.text
    chosen = theme.record if name == "record" else theme.accent
    return QIcon(_Drawing(_drawing(DRAWINGS / f"{name}.svg"), ink, chosen, theme.disabled))


def application_icon() -> QIcon:
    """The icon of the window and of the task bar."""
    return QIcon(_Drawing(_drawing(APPLICATION_ICON), "", "", ""))


@cache
def _drawing(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class _Drawing(QIconEngine):
    """Paints an SVG whose `currentColor` is `ink`, `chosen` while switched on, or `disabled`."""

    def __init__(self, svg: str, ink: str, chosen: str, disabled: str) -> None:
        super().__init__()
        self._svg = svg
        self._colours = (ink, chosen, disabled)

    def clone(self) -> QIconEngine:
        """Another that paints the same."""
        return _Drawing(self._svg, *self._colours)

    def paint(self, painter: QPainter | None, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Fill `rect` as far as a square does."""
        ink, chosen, disabled = self._colours
        colour = disabled if mode == QIcon.Mode.Disabled else chosen if state == QIcon.State.On else ink
        renderer = QSvgRenderer(QByteArray(self._svg.replace("currentColor", colour).encode()))
        side = min(rect.width(), rect.height())
        square = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        renderer.render(painter, square)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The drawing on clear ground, `size` in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap
