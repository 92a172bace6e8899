"""Screen: a snapshot as lines of a terminal; the same snapshot always gives the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment, SegmentLines
from rich.style import Style

from livemel.monitor.cells import PLAIN_UNFED, UNFED, Row, block_rows, character_rows
from livemel.monitor.level_bar import level_bar
from livemel.monitor.snapshot import Snapshot, Status
from livemel.picture.captions import unfed_name
from livemel.picture.colours import colour_indices
from livemel.picture.ticks import Tick, clock_label, frequency_ticks, time_ticks

LABELS = 6
"""Characters left of the picture."""
FURNITURE = 4
"""Rows that are no picture: status, time axis, level, help."""
SMALLEST_PICTURE = (16, 4)
"""Columns and rows; in a smaller terminal there are words alone."""
ROWS_PER_LABEL = 2.0
COLUMNS_PER_LABEL = 10.0
STRONG = Style(bold=True)
ALARM = Style(bold=True, reverse=True)
CALM = ("live", "ok", "starting")
"""States that need nobody."""


class Drawing(Enum):
    """What a terminal can show."""

    BLOCKS = "blocks"
    """Half blocks in colour."""
    CHARACTERS = "characters"
    """Plain ASCII."""


def drawing_for(console: Console) -> Drawing:
    """The best that `console` can show; NO_COLOR and an ASCII terminal are respected."""
    coloured = console.color_system in ("truecolor", "256") and not console.no_color
    return Drawing.BLOCKS if coloured and not console.options.ascii_only else Drawing.CHARACTERS


def picture_columns(width: int) -> int:
    """How many columns of levels a terminal of `width` characters shows."""
    return max(1, width - LABELS)


def render(snapshot: Snapshot, width: int, height: int, drawing: Drawing) -> SegmentLines:
    """Exactly `height` lines of `width` characters.

    Parameters
    ----------
    snapshot
        With `picture_columns(width)` columns.
    width, height
        In characters.
    drawing
        What the terminal can show.
    """
    rows = height - FURNITURE
    lines = [_status_line(snapshot.status, width)]
    if rows >= SMALLEST_PICTURE[1] and width - LABELS >= SMALLEST_PICTURE[0]:
        lines += _picture(snapshot, rows, drawing)
        lines.append(_time_line(snapshot.display.seconds, picture_columns(width)))
    lines.append(level_bar(snapshot.meter, width, drawing is Drawing.CHARACTERS))
    lines.append(_last_line(snapshot, drawing))
    fitted = [Segment.adjust_line_length(line, width) for line in lines[:height]]
    fitted += [[Segment(" " * width)] for _ in range(height - len(fitted))]
    return SegmentLines(fitted, new_lines=True)


def _status_line(status: Status, width: int) -> Row:
    clock = clock_label(int(status.seconds))
    calm = status.state in CALM
    after = f"  {status.sample_rate} Hz  {status.losses}"
    state = status.state if calm else f" {status.state} "
    room = width - cell_len(f"livemel  {state}{after}  {clock}") - 2
    name = status.name if cell_len(status.name) <= room else set_cell_size(status.name, max(4, room - 3)) + "..."
    row = [Segment("livemel  ", STRONG), Segment(f"{name}  "), Segment(state, None if calm else ALARM), Segment(after)]
    return [*row, Segment(clock.rjust(width - Segment.get_line_length(row)))]


def _picture(snapshot: Snapshot, rows: int, drawing: Drawing) -> Iterator[Row]:
    display = snapshot.display
    indices = colour_indices(snapshot.levels, display.db_min, display.db_max)
    if drawing is Drawing.BLOCKS:
        picture = block_rows(indices, snapshot.is_gap, rows, display.colormap, snapshot.is_unfed)
    else:
        picture = character_rows(indices, snapshot.is_gap, rows, snapshot.is_unfed)
    labels = _labels(frequency_ticks(snapshot.axis, rows, ROWS_PER_LABEL), rows)
    for label, row in zip(labels, picture, strict=True):
        yield [Segment(label.rjust(LABELS - 1) + " "), *row]


def _labels(ticks: Sequence[Tick], rows: int) -> list[str]:
    """What stands left of each row, from the top."""
    labels = [""] * rows
    for tick in ticks:
        if tick.major:
            labels[min(rows - 1, int((1.0 - tick.position) * rows))] = tick.label
    return labels


def _time_line(seconds: float, columns: int) -> Row:
    line = [" "] * columns
    for tick in time_ticks(seconds, columns, COLUMNS_PER_LABEL):
        if tick.major:
            start = round(tick.position * columns - len(tick.label) / 2)
            start = min(columns - len(tick.label), max(0, start))
            line[start : start + len(tick.label)] = tick.label
    return [Segment(" " * LABELS + "".join(line))]


def _last_line(snapshot: Snapshot, drawing: Drawing) -> Row:
    """What is wrong, else what the colours and the dots mean."""
    if snapshot.status.detail:
        return [Segment(snapshot.status.detail, STRONG)]
    display = snapshot.display
    colours = f"colours {display.db_min:g} to {display.db_max:g}, {snapshot.level_name}"
    mark = UNFED if drawing is Drawing.BLOCKS else PLAIN_UNFED
    dots = f"   {mark} {unfed_name(snapshot.is_unfed)}" if snapshot.is_unfed is not None else ""
    return [Segment(f"q quit{dots}   height in Hz   {colours}")]
