"""Paints what stands over a plot: its title at the left, at the right what its curves are, each with a sample of it."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from livemel.gui.lecture.layer_painters import paint_shape
from livemel.gui.lecture.roles import colour_of
from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Dots, Layer, Line, Plot, Raster, Stems

LINE_EMS = 1.25
SWATCH_EMS, SWATCH_GAP_EMS, ENTRY_GAP_EMS = 1.6, 0.4, 0.9


def head_height(plot: Plot, width: float, em: QFontMetricsF) -> float:
    """Pixels that title and key, and the unit of a bar of colours, take over a plot of this width."""
    has_unit = any(isinstance(layer, Raster) and layer.bar for layer in plot.layers)
    return max(0.5, LINE_EMS * max(len(_rows(plot, width, em)), has_unit) + 0.1) * em.height()


def paint_head(painter: QPainter, plot: Plot, box: QRectF, theme: Theme, em: QFontMetricsF) -> None:
    """Paint both over `box`; what is too long for one line goes on to the next."""
    rows = _rows(plot, box.width(), em)
    line = LINE_EMS * em.height()
    for number, (title, entries) in enumerate(rows):
        place = QRectF(box.left(), box.top() - (len(rows) - number) * line - 0.05 * em.height(), box.width(), line)
        painter.setPen(QColor(theme.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        right = place.right()
        for layer in reversed(entries):
            right = _entry(painter, layer, right, place, theme, em)


def _rows(plot: Plot, width: float, em: QFontMetricsF) -> list[tuple[str, list[Layer]]]:
    """Lines from top to bottom, each with its part of the title and of the key."""
    titles = _wrapped(plot.title, width, em)
    keys: list[list[Layer]] = []
    used = width + 1.0
    for layer in plot.layers:
        if getattr(layer, "label", ""):
            needed = _entry_width(layer, em)
            if used + needed > width:
                keys.append([])
                used = 0.0
            keys[-1].append(layer)
            used += needed
    fits = titles and keys and em.horizontalAdvance(titles[-1]) + sum(_entry_width(e, em) for e in keys[0]) <= width
    rows: list[tuple[str, list[Layer]]] = [(title, []) for title in titles]
    if fits:
        rows[-1] = (titles[-1], keys.pop(0))
    return rows + [("", entries) for entries in keys]


def _wrapped(text: str, width: float, em: QFontMetricsF) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and em.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _entry_width(layer: Layer, em: QFontMetricsF) -> float:
    words = em.horizontalAdvance(getattr(layer, "label", ""))
    return words + (SWATCH_EMS + SWATCH_GAP_EMS + ENTRY_GAP_EMS) * em.height()


def _entry(painter: QPainter, layer: Layer, right: float, place: QRectF, theme: Theme, em: QFontMetricsF) -> float:
    """Paint one that ends at `right`; returns where the one before it may end."""
    label = getattr(layer, "label", "")
    words = QRectF(right - em.horizontalAdvance(label), place.top(), em.horizontalAdvance(label) + 1, place.height())
    painter.setPen(QColor(theme.text))
    painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
    left = words.left() - (SWATCH_EMS + SWATCH_GAP_EMS) * em.height()
    _swatch(painter, layer, QRectF(left, place.top(), SWATCH_EMS * em.height(), place.height()), theme)
    return left - ENTRY_GAP_EMS * em.height()


def _swatch(painter: QPainter, layer: Layer, room: QRectF, theme: Theme) -> None:
    colour = colour_of(getattr(layer, "role", "first"), theme)
    middle = room.center().y()
    if isinstance(layer, Line):
        style = Qt.PenStyle.DashLine if layer.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour, 4, style))
        painter.drawLine(QPointF(room.left(), middle), QPointF(room.right(), middle))
    elif isinstance(layer, Stems | Dots):
        size = room.height() / 3
        sample = Dots(np.zeros(1), np.zeros(1), layer.role, shape=getattr(layer, "shape", "circle"))
        paint_shape(painter, sample.shape, room.center(), size / 2, colour)
    else:
        painter.fillRect(room.adjusted(0, room.height() * 0.25, 0, -room.height() * 0.25), colour)
