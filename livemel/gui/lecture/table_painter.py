"""Paints a table: words and numbers in rows, as large as fits."""

from __future__ import annotations

import re
from itertools import zip_longest

from PyQt6.QtCore import QPointF, QRectF, Qt
from PyQt6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from livemel.gui.looks.theme import Theme
from livemel.lecture.figure import Table

ROW_EMS = 1.55
GAP_EMS = 1.2
"""Between two columns."""
SMALLEST = 0.55
"""Of the font asked for: so small a table may become."""
LARGEST = 1.5
"""And so large, with a place of its own."""
LOOKS_LIKE_A_NUMBER = re.compile(r"\W{0,2}\d.*|\W?")


def paint_table(painter: QPainter, table: Table, place: QRectF, theme: Theme, font_px: float) -> None:
    """Paint it into the middle of `place`; smaller where it would not fit."""
    font = QFont(painter.font())
    font.setPixelSize(max(1, round(font_px)))
    widths, height = _size(table, QFontMetricsF(font))
    wanted = max(sum(widths) / max(1.0, place.width()), height / max(1.0, place.height()), 1e-6)
    font.setPixelSize(max(1, int(font_px * max(SMALLEST, min(LARGEST, 1 / wanted)))))
    em = QFontMetricsF(font)
    widths, height = _size(table, em)
    painter.setFont(font)
    row = ROW_EMS * em.height()
    left = place.left() + max(0.0, (place.width() - sum(widths)) / 2)
    top = place.top() + max(0.0, (place.height() - height) / 2)
    painter.setPen(QColor(theme.text))
    if table.title:
        painter.drawText(QRectF(place.left(), top, place.width(), row), Qt.AlignmentFlag.AlignCenter, table.title)
        top += row
    bold = QFont(font)
    bold.setBold(True)
    painter.setFont(bold)
    sides = _sides(table)
    _row(painter, table.header, left, top, widths, row, sides, em)
    painter.setPen(QPen(QColor(theme.outline), 2))
    painter.drawLine(QPointF(left, top + row), QPointF(left + sum(widths), top + row))
    for number, cells in enumerate(table.rows):
        top += row
        painter.setFont(font)
        if number in table.highlighted:
            painter.fillRect(QRectF(left, top + 2, sum(widths), row - 2), QColor(theme.notice_ground))
        painter.setPen(QColor(theme.notice_text if number in table.highlighted else theme.text))
        _row(painter, cells, left, top, widths, row, sides, em)


def _size(table: Table, em: QFontMetricsF) -> tuple[list[float], float]:
    """Width of every column, and the height of all."""
    columns = max(len(table.header), *(len(row) for row in table.rows)) if table.rows else len(table.header)
    widths = [0.0] * columns
    for cells in (table.header, *table.rows):
        for column, text in enumerate(cells):
            factor = 1.16 if cells is table.header else 1.0
            widths[column] = max(widths[column], factor * em.horizontalAdvance(text) + GAP_EMS * em.height())
    return widths, ROW_EMS * em.height() * (len(table.rows) + 1 + bool(table.title))


def _sides(table: Table) -> list[Qt.AlignmentFlag]:
    """Of every column: words stand at the left, numbers at the right."""
    columns = list(zip_longest(*table.rows, fillvalue=""))
    numbers = [all(LOOKS_LIKE_A_NUMBER.fullmatch(text) for text in column) for column in columns]
    sides = [Qt.AlignmentFlag.AlignRight if are else Qt.AlignmentFlag.AlignLeft for are in numbers]
    return [Qt.AlignmentFlag.AlignLeft, *sides[1:]] if sides else [Qt.AlignmentFlag.AlignLeft] * len(table.header)


def _row(
    painter: QPainter,
    cells: tuple[str, ...],
    left: float,
    top: float,
    widths: list[float],
    row: float,
    sides: list[Qt.AlignmentFlag],
    em: QFontMetricsF,
) -> None:
    for text, width, side in zip(cells, widths, sides, strict=False):
        gap = GAP_EMS / 2 * em.height()
        painter.drawText(QRectF(left + gap, top, width - 2 * gap + 2, row), side | Qt.AlignmentFlag.AlignVCenter, text)
        left += width
