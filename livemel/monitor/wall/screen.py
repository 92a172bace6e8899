"""The wall in a terminal: a row for every room, all strips on one time axis and one scale of colours."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.segment import Segment, SegmentLines
from rich.style import Style

from livemel.monitor.cells import Row, block_rows, character_rows
from livemel.monitor.report import utc_text
from livemel.monitor.screen import Drawing
from livemel.monitor.wall.layout import Layout, fitted, layout_of
from livemel.picture.colours import colour_indices
from livemel.picture.ticks import clock_ticks
from livemel.picture.wall.shown import NO_ROOM, START, Grade, Levels, RoomShown, WallShown
from livemel.picture.wall.strips import Scale, missing

FURNITURE = 5
"""Lines that are no rooms: clock, trouble, titles, time axis, help."""
ALARM, WARNING, STRONG, FAINT = Style(bold=True, reverse=True), Style(bold=True), Style(bold=True), Style(dim=True)
STYLES = {Grade.ALARM: ALARM, Grade.WARNING: WARNING}
MARKS = {Grade.WELL: " ", Grade.IDLE: "\u25cb", Grade.WARNING: "\u25b2", Grade.ALARM: "\u2716"}
PLAIN_MARKS = {Grade.WELL: " ", Grade.IDLE: "-", Grade.WARNING: "!", Grade.ALARM: "X"}
TICK_CHARACTERS = 14.0
"""From one time to the next."""
DAY_SECONDS = 86400


def rows_that_fit(height: int) -> int:
    """Rooms in a terminal of so many lines."""
    return max(1, height - FURNITURE)


def wall_lines(
    shown: WallShown, width: int, height: int, first: int, drawing: Drawing, scale: Scale, broker: str
) -> SegmentLines:
    """Exactly `height` lines of `width` characters.

    Parameters
    ----------
    shown
        All rooms.
    width, height
        In characters.
    first
        The room that stands at the top.
    drawing
        What the terminal can show.
    scale
        Of the colours.
    broker
        Where a room would have to tell.
    """
    marks = PLAIN_MARKS if drawing is Drawing.CHARACTERS else MARKS
    layout = layout_of(width, [room.name for room in shown.rooms])
    page = rows_that_fit(height)
    rooms, levels = shown.rooms[first : first + page], shown.levels[first : first + page]
    lines: list[Row] = [_clock(shown), _trouble(shown, width, marks), _titles(layout)]
    unheard = max(0, shown.unheard - (shown.levels.shape[1] - layout.strip))
    for room, each in zip(rooms, levels, strict=True):
        strip = _strip(each[len(each) - layout.strip :], unheard, drawing, scale) if layout.strip else []
        lines.append(_room(room, strip, layout, marks))
    if not rooms and not shown.trouble:
        lines.append([Segment(f"{NO_ROOM}: {START.format(broker=broker)}", STRONG)])
    lines += [[] for _ in range(height - 2 - len(lines))]
    lines += [_times(shown.end, layout), _help(shown, first, len(rooms), scale)]
    return SegmentLines([Segment.adjust_line_length(line, width) for line in lines[:height]], new_lines=True)


def _clock(shown: WallShown) -> Row:
    clock = utc_text(shown.utc)[:19].replace("T", " ")
    return [Segment("livemel wall  ", STRONG), Segment(f"{clock} UTC   {shown.summary}")]


def _trouble(shown: WallShown, width: int, marks: dict[Grade, str]) -> Row:
    """Of the broker; else which rooms are not well, wherever they stand."""
    text = shown.trouble or shown.troubled(lambda text: cell_len(text) <= width, lambda grade: marks[grade])
    return [Segment(text, ALARM if shown.trouble or shown.count(Grade.ALARM) else STRONG)]


def _titles(layout: Layout) -> Row:
    line = fitted("line", layout.line, right=True) if layout.line else ""
    strip = fitted(f"last {layout.strip} s", layout.strip + 1) if layout.strip else ""
    titles = fitted("room", layout.name) + fitted("state", layout.state) + fitted("LAeq", layout.level, right=True)
    return [Segment(titles + line + strip + ("remarks" if layout.remarks else ""), FAINT)]


def _room(room: RoomShown, strip: Row, layout: Layout, marks: dict[Grade, str]) -> Row:
    state = fitted(f"{marks[room.grade]} {room.condition}", layout.state)
    row = [
        Segment(fitted(room.name, layout.name), STYLES.get(room.grade)),
        Segment(state, STYLES.get(room.grade)),
        Segment(fitted(room.level_text, layout.level, right=True)),
    ]
    if layout.line:
        row.append(Segment(fitted(_line(room.dominant_hz), layout.line, right=True)))
    row += [*strip, Segment(" ")]
    if layout.remarks:
        row.append(Segment(fitted(", ".join(room.remarks), layout.remarks)))
    return row


def _line(hertz: float | None) -> str:
    return "-" if hertz is None else f"{hertz:.0f} Hz"


def _strip(levels: Levels, unheard: int, drawing: Drawing, scale: Scale) -> Row:
    """A second a character; in colour its upper half is the upper half of the bands. Blank: nobody listened yet."""
    levels = levels[unheard:]
    if not len(levels):
        return [Segment(" " * unheard)]
    indices, is_gap = colour_indices(levels, scale.low, scale.high), missing(levels)
    rows: Iterator[Row]
    if drawing is Drawing.BLOCKS:
        rows = block_rows(indices, is_gap, 1, scale.colormap)
    else:
        rows = character_rows(indices, is_gap, 1)
    return [Segment(" " * unheard), *next(iter(rows))]


def _times(end: int, layout: Layout) -> Row:
    """The time of day below the strips, each beginning under its second."""
    if not layout.strip:
        return []
    line = [" "] * layout.strip
    for tick in clock_ticks(layout.strip, layout.strip, TICK_CHARACTERS, (end - layout.strip) % DAY_SECONDS):
        begin, text = round(tick.position * layout.strip), f"|{tick.label}"
        if tick.major and begin + len(text) <= layout.strip:
            line[begin : begin + len(text)] = text
    return [Segment(" " * layout.before_strip + "".join(line), FAINT)]


def _help(shown: WallShown, first: int, fitting: int, scale: Scale) -> Row:
    count = len(shown.rooms)
    rows = (
        f"   rooms {first + 1} to {first + fitting} of {count}: arrows, Page Up, Page Down" if fitting < count else ""
    )
    return [Segment(f"q quit{rows}   colours {scale.low:g} to {scale.high:g} dBFS   / nothing was told")]
