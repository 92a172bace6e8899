"""Layout: where the parts of a chart stand, from its size alone."""

from __future__ import annotations

from dataclasses import dataclass

from livemel.picture.printed.pen import text_width

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are the first that no longer belong to it."""

SMALLEST = (640, 360)
"""Width and height of the smallest chart with room for all of its text."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Sizes and places in pixels."""

    text: int
    """Size of the labels; everything else is measured in it."""
    title: int
    small: int
    line: int
    margin: int
    plot: Box
    bar: Box

    @property
    def tick(self) -> int:
        """Length of a tick with a label."""
        return round(0.45 * self.text)


def layout(width: int, height: int) -> Layout:
    """The layout of a chart of `width` x `height` pixels.

    Raises
    ------
    ValueError
        If there is no room for the text.
    """
    if width < SMALLEST[0] or height < SMALLEST[1]:
        raise ValueError(f"a chart must be at least {SMALLEST[0]} x {SMALLEST[1]} pixels, got {width} x {height}")
    text = max(11, round(min(width / 100, height / 46)))
    margin = round(1.2 * text)
    label = text_width("88.8k", text) + 0.9 * text
    left = margin + round(1.6 * text + label)
    top = margin + round(2.6 * text)
    bar_right = width - margin - round(1.6 * text + label)
    bar_left = bar_right - round(1.3 * text)
    bottom = height - margin - round(6.0 * text)
    return Layout(
        text=text,
        title=round(1.5 * text),
        small=max(11, round(0.88 * text)),
        line=max(1, text // 14),
        margin=margin,
        plot=(left, top, bar_left - round(1.2 * text), bottom),
        bar=(bar_left, top, bar_right, bottom),
    )
