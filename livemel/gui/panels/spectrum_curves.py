"""How the curves of the spectrum look: each by its colour and by its stroke, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QPointF, QRectF, QSize, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QPolygonF

from livemel.gui.looks.theme import Theme
from livemel.picture.ticks import level_ticks

GAP = 4
STROKE_PX = 30
"""Of a curve's sample in the legend."""
LEGEND_OPACITY = 215
"""Of 255."""
LEGEND_TEXT = 0.85
"""Times the text around it: it lies over the curves."""


@dataclass(frozen=True, slots=True)
class Style:
    """Of one curve."""

    colour: str
    width: float
    dashes: tuple[float, ...] = ()
    """Lengths of strokes and of gaps between them, in widths; none: it goes through."""

    def pen(self) -> QPen:
        """One that draws it."""
        pen = QPen(QColor(self.colour), self.width)
        if self.dashes:
            pen.setDashPattern(self.dashes)
        return pen


def styles(theme: Theme) -> dict[str, Style]:
    """Of "peak", "average", "now" and "pointed", in the order in which they are drawn."""
    width = theme.line_width
    return {
        "peak": Style(theme.peak, width, (2, 2)),
        "average": Style(theme.average, width, (5, 2)),
        "now": Style(theme.now, 1.5 * width),
        "pointed": Style(theme.accent, 1.5 * width, (4, 2, 1, 2)),
    }


def polygon(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> QPolygonF:
    """Points of a curve, shape (m,) each, in pixels."""
    points = QPolygonF()
    points.fill(QPointF(), len(xs))
    if len(xs):
        memory: Any = points.data()  # written at once: a point at a time takes ten times as long
        memory.setsize(len(xs) * 2 * np.dtype(np.float64).itemsize)
        np.frombuffer(memory, np.float64).reshape(-1, 2)[:] = np.column_stack([xs, ys])
    return points


def legend(entries: dict[str, str], theme: Theme, font: QFont, ratio: float) -> QPixmap:
    """A box with a stroke and a name for each curve; `entries` maps keys of `styles` to names."""
    font = QFont(font)
    font.setPointSizeF(LEGEND_TEXT * font.pointSizeF())
    metrics = QFontMetrics(font)
    line = metrics.height()
    width = STROKE_PX + 3 * GAP + max(metrics.horizontalAdvance(name) for name in entries.values())
    box = _empty(QSize(width, line * len(entries) + GAP), ratio)
    ground = QColor(theme.panel)
    ground.setAlpha(LEGEND_OPACITY)
    box.fill(ground)
    painter = QPainter(box)
    painter.setFont(font)
    for row, (key, name) in enumerate(entries.items()):
        y = GAP / 2 + (row + 0.5) * line
        painter.setPen(styles(theme)[key].pen())
        painter.drawLine(QPointF(GAP, y), QPointF(GAP + STROKE_PX, y))
        painter.setPen(QColor(theme.text))
        where = QRectF(2 * GAP + STROKE_PX, GAP / 2 + row * line, width, line)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, name)
    painter.end()
    return box


def grid(size: QSize, levels: tuple[float, float], unit: str, theme: Theme, font: QFont, ratio: float) -> QPixmap:
    """Ground and lines at round levels, with the numbers below; the unit stands beside the last."""
    metrics = QFontMetrics(font)
    ground = _empty(size, ratio)
    ground.fill(QColor(theme.panel))
    painter = QPainter(ground)
    painter.setFont(font)
    width, line = size.width(), metrics.height()
    top = size.height() - line
    for tick in level_ticks(*levels, width, 1.4 * metrics.horizontalAdvance("-80")):
        x = tick.position * (width - 1)
        if tick.major:
            painter.setPen(QColor(theme.grid))
            painter.drawLine(QPointF(x, 0), QPointF(x, top))
            wide = metrics.horizontalAdvance(tick.label)
            painter.setPen(QColor(theme.faint))
            if x >= wide / 2:  # the one at the left edge would run into the next
                painter.drawText(QPointF(min(x - wide / 2, width - wide), top + metrics.ascent()), tick.label)
    painter.setPen(QColor(theme.faint))
    painter.drawText(QRectF(GAP, top - line, width - 2 * GAP, line), Qt.AlignmentFlag.AlignRight, unit)
    painter.end()
    return ground


def _empty(size: QSize, ratio: float) -> QPixmap:
    empty = QPixmap(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    empty.setDevicePixelRatio(ratio)
    return empty
