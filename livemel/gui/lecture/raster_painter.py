"""Paints levels as colours, and the bar that says which colour is which level."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Raster
from livemel.picture.colormaps import lookup_table

if TYPE_CHECKING:
    from livemel.gui.lecture.frame import Frame

LEVELS = 255
"""Colours of levels; one more is the ground, for what is not there."""
BAR_WIDTH_EMS = 0.7
BAR_ROOM_EMS = 4.1
"""From the plot to the right end of the bar's numbers."""


def paint_raster(painter: QPainter, raster: Raster, frame: Frame, theme: Theme) -> None:
    """Paint the levels where they belong; of several in one pixel the highest."""
    target = QRectF(frame.point(raster.x0, raster.y1), frame.point(raster.x1, raster.y0))
    levels = _at_most(np.asarray(raster.levels, np.float32), max(1, round(target.width())))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    painter.drawImage(target, _image(_indices(levels, raster)[::-1], raster.colormap, theme.panel))


def _at_most(levels: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    """No more columns than pixels."""
    if levels.shape[1] <= columns:
        return levels
    starts = (np.arange(columns) * levels.shape[1]) // columns
    pooled: NDArray[np.float32] = np.fmax.reduceat(levels, starts, axis=1)
    return pooled


def _indices(levels: NDArray[np.float32], raster: Raster) -> NDArray[np.uint8]:
    scaled = (levels - np.float32(raster.low)) * np.float32((LEVELS - 1) / (raster.high - raster.low)) + np.float32(1.0)
    known = np.nan_to_num(np.clip(scaled, 1.0, LEVELS), nan=0.0)
    indices: NDArray[np.uint8] = known.astype(np.uint8)
    return indices


def _image(indices: NDArray[np.uint8], colormap: str, ground: str) -> QImage:
    rows, columns = indices.shape
    aligned = np.zeros((rows, -(-columns // 4) * 4), np.uint8)
    aligned[:, :columns] = indices
    image = QImage(aligned.tobytes(), columns, rows, aligned.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(list(_colours(colormap, ground)))
    return image.copy()


@cache
def _colours(colormap: str, ground: str) -> tuple[int, ...]:
    table = lookup_table(colormap).astype(np.uint32)
    of_levels = table[np.linspace(0, 255, LEVELS).round().astype(int)]
    packed = (0xFF << 24) | (of_levels[:, 0] << 16) | (of_levels[:, 1] << 8) | of_levels[:, 2]
    return (QColor(ground).rgba(), *packed.tolist())


def paint_bar(
    painter: QPainter,
    raster: Raster,
    box: QRectF,
    theme: Theme,
    em: QFontMetricsF,
    ticks: tuple[tuple[float, str], ...],
) -> None:
    """The colours from low to high at the right of `box`, with their levels."""
    line = em.height()
    bar = QRectF(box.right() + 0.5 * line, box.top(), BAR_WIDTH_EMS * line, box.height())
    ramp = np.linspace(raster.low, raster.high, 256, dtype=np.float32)[:, None]
    painter.drawImage(bar, _image(_indices(ramp, raster)[::-1], raster.colormap, theme.panel))
    painter.setPen(QPen(QColor(theme.outline), 1.5))
    painter.drawRect(bar)
    painter.setPen(QColor(theme.text))
    lowest = 1e9
    for value, text in ticks:
        at = bar.bottom() - (value - raster.low) / (raster.high - raster.low) * bar.height()
        if lowest - at >= 1.6 * line:
            painter.drawLine(QPointF(bar.right(), at), QPointF(bar.right() + 0.2 * line, at))
            place = QRectF(bar.right() + 0.3 * line, at - line / 2, 400, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            lowest = at
    left = min(bar.left() - 0.2 * line, box.right() + BAR_ROOM_EMS * line - em.horizontalAdvance(raster.bar))
    unit = QRectF(left, bar.top() - 1.25 * line, 400, line)
    painter.drawText(unit, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, raster.bar)
