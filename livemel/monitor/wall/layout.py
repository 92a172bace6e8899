"""Layout: how wide the columns of the wall are in a terminal."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from livemel.monitor.wall.strip import STRIP_SECONDS

NAME, STATE, LEVEL, LINE, REMARKS = (4, 24), 11, 12, 9, 26
"""Characters, each with a space after it; of the name at least and at most."""
SHORT_REMARKS, NARROW = 16, 100
"""In a terminal that is narrower there is no line, and little room for remarks."""
LEAST_STRIP = 10


@dataclass(frozen=True)
class Layout:
    """Characters; 0: there is no room for it."""

    name: int
    state: int
    level: int
    line: int
    strip: int
    """A second is one character."""
    remarks: int

    @property
    def before_strip(self) -> int:
        """Where the strip begins."""
        return self.name + self.state + self.level + self.line


def layout_of(width: int, names: list[str]) -> Layout:
    """The columns of a terminal of `width` characters."""
    longest = max((cell_len(name) for name in names), default=0)
    name = min(NAME[1], max(NAME[0], longest)) + 1
    is_narrow = width < NARROW
    line, remarks = (0, SHORT_REMARKS) if is_narrow else (LINE, REMARKS)
    left = width - name - STATE - LEVEL - line - remarks - 1
    if left < LEAST_STRIP:
        left, remarks = left + remarks, 0
    strip = min(STRIP_SECONDS, left) if left >= LEAST_STRIP else 0
    return Layout(name, STATE, LEVEL, line, strip, max(0, remarks + left - strip) if remarks else 0)


def fitted(text: str, width: int, right: bool = False) -> str:
    """Exactly `width` characters, the last a space; what is cut off is shown to be."""
    room = width - 1
    if room < 1:
        return " " * width
    text = text if cell_len(text) <= room else set_cell_size(text, room - 1) + "\N{HORIZONTAL ELLIPSIS}"
    gap = " " * (room - cell_len(text))
    return (gap + text if right else text + gap) + " "
