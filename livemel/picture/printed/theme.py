"""Themes: the colours around a picture of levels, with contrast enough to be read."""

from __future__ import annotations

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """RGB of what stands around the levels."""

    ground: Colour
    text: Colour
    muted: Colour
    """Of what is said in passing; at least 4.5 : 1 on the ground."""
    line: Colour
    """Of frames and ticks."""


THEMES = {
    "dark": Theme(ground=(23, 23, 28), text=(240, 240, 242), muted=(168, 168, 176), line=(120, 120, 130)),
    "light": Theme(ground=(255, 255, 255), text=(20, 20, 24), muted=(90, 90, 98), line=(120, 120, 130)),
    "projector": Theme(ground=(255, 255, 255), text=(0, 0, 0), muted=(60, 63, 74), line=(74, 77, 88)),
}
