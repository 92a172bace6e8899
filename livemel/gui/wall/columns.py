"""Columns: where each thing of a row stands; rows, titles and time axis share them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PyQt6.QtGui import QFont, QFontMetrics

STATE, NUMBER, MOST_NAME = 12, 11, 20
"""Widths in digits."""
BARS_AND_REMARKS = ((9, 26), (9, 18), (0, 18), (0, 0))
"""Too: they give way before the strip does."""
LEAST_STRIP_SHARE = 0.3
"""Of the width."""
LARGEST = 1.8
"""Times the window's own text: where rows are high, names are large."""
LARGEN_STEP = 0.1
LINES_BEFORE_LARGER = 3.0
"""Heights of a line in a row whose text grows."""

ROUNDING_PX = 2
"""By which a text may be wider than its advance."""


@dataclass(frozen=True)
class Span:
    """From left to right, in pixels."""

    left: int
    width: int

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.left + self.width


@dataclass(frozen=True)
class Columns:
    """One of a row's things each; a width of 0: there is no room for it."""

    font: QFont
    """Of the rows."""
    name: Span
    state: Span
    number: Span
    bar: Span
    strip: Span
    remarks: Span


def columns_of(width: int, row_height: int, names: Iterable[str], font: QFont) -> Columns:
    """The columns of a wall of `width` pixels, with the largest text that leaves room for the strips."""
    names = list(names)
    factor = LARGEST
    while factor > 1.0:
        made = _columns(width, names, _times(font, factor))
        line = QFontMetrics(made.font).height()
        if row_height >= LINES_BEFORE_LARGER * line and made.bar.width:
            return made
        factor -= LARGEN_STEP
    return _columns(width, names, font)


def _times(font: QFont, factor: float) -> QFont:
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * factor)
    return larger


def _columns(width: int, names: list[str], font: QFont) -> Columns:
    em = QFontMetrics(font).horizontalAdvance("0")
    bold = QFont(font)
    bold.setBold(True)
    longest = max((QFontMetrics(bold).horizontalAdvance(name) for name in names), default=0) + ROUNDING_PX
    fixed = [min(MOST_NAME * em, max(4 * em, longest)), STATE * em, NUMBER * em]
    for bar, remarks in BARS_AND_REMARKS:
        widths = [*fixed, bar * em, 0, remarks * em]
        gaps = em * (1 + sum(1 for each in (*fixed, bar, 1, remarks) if each))
        widths[4] = max(0, width - sum(widths) - gaps)
        if widths[4] >= LEAST_STRIP_SHARE * width:
            break
    spans, left = [], em
    for each in widths:
        spans.append(Span(left, each))
        left += each + em if each else 0
    return Columns(font, *spans)
