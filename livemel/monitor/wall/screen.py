"""The wall in a terminal: a row for every room, with its level, its state and a strip of its last minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from rich.style import Style
from rich.table import Table
from rich.text import Text

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import colour_indices

STRIP_COLUMNS = 40
LOW_DB, HIGH_DB = -110.0, -20.0
"""One scale of colours for all rooms."""
COLORMAP = "viridis"
WELL = ("ok", "starting")
ALARM = Style(bold=True, reverse=True)


def wall_table(
    rooms: Sequence[Mapping[str, Any]], strips: Mapping[str, list[list[int]]], clock: str, trouble: str
) -> Table:
    """All rooms; `clock` and `trouble` stand above."""
    title = f"livemel wall   {clock}" + (f"   {trouble}" if trouble else "")
    table = Table(title=title, expand=True, title_justify="left")
    for name, right in (("room", False), ("state", False), ("LAeq", True), ("line", True), ("last minute", False)):
        table.add_column(name, justify="right" if right else "left", no_wrap=True)
    table.add_column("events", justify="right")
    for room in rooms:
        is_well = room["condition"] in WELL
        table.add_row(
            str(room["node"]),
            Text(str(room["condition"]), style="" if is_well else ALARM),
            _level(room),
            "-" if room["dominant_hz"] is None else f"{room['dominant_hz']:.0f} Hz",
            strip(strips.get(room["node"], [])),
            f"{room['events']} {room['last_event']}".strip(),
        )
    return table


def _level(room: Mapping[str, Any]) -> str:
    if room["laeq_db_spl"] is not None:
        return f"{room['laeq_db_spl']:.1f} dB SPL"
    return "-" if room["laeq_dbfs"] is None else f"{room['laeq_dbfs']:.1f} dBFS"


def strip(frames: list[list[int]]) -> Text:
    """Half blocks in a line, the upper and the lower half of the frequencies; the newest at the right."""
    text = Text()
    table = lookup_table(COLORMAP)
    for frame in frames[-STRIP_COLUMNS:]:
        levels = np.array(frame, np.float32)
        middle = max(1, len(levels) // 2)
        halves = np.array([levels[:middle].max(), levels[middle:].max(initial=LOW_DB)])
        lower, upper = table[colour_indices(halves, LOW_DB, HIGH_DB)]
        colours = Style(color=_hex(upper), bgcolor=_hex(lower))
        text.append("\N{UPPER HALF BLOCK}", colours)
    return text


def _hex(rgb: np.ndarray) -> str:
    red, green, blue = (int(each) for each in rgb)
    return f"#{red:02x}{green:02x}{blue:02x}"
