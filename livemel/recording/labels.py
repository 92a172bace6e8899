"""Labels: what is said of a stretch of a recording, as Audacity, Praat and Raven read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNKNOWN = -1.0
"""Audacity's word for a frequency that nobody gave."""


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of a recording and what is said of it; a moment where both ends are the same."""

    begin_s: float
    """Seconds from the first sample of the file."""
    end_s: float
    text: str
    low_hz: float | None = None
    high_hz: float | None = None

    @property
    def is_moment(self) -> bool:
        """Whether it has no length that the files can hold: they count microseconds."""
        return _time(self.begin_s) == _time(self.end_s)


def audacity_labels(labels: Iterable[Label]) -> str:
    """A label track for File > Import > Labels: begin, end and text, the frequencies on a line of their own."""
    lines = []
    for label in in_order(labels):
        lines.append(f"{_time(label.begin_s)}\t{_time(label.end_s)}\t{_one_line(label.text)}\n")
        if label.low_hz is not None or label.high_hz is not None:
            low, high = (UNKNOWN if hz is None else hz for hz in (label.low_hz, label.high_hz))
            lines.append(f"\\\t{_time(low)}\t{_time(high)}\n")
    return "".join(lines)


def read_audacity_labels(text: str) -> list[Label]:
    """The labels of a label track; lines that are none are left out."""
    labels: list[Label] = []
    for line in text.splitlines():
        first, *rest = line.split("\t", 2)
        try:
            if first == "\\" and labels:
                low, high = (None if float(hz) < 0 else float(hz) for hz in rest)
                last = labels[-1]
                labels[-1] = Label(last.begin_s, last.end_s, last.text, low, high)
            else:
                end, words = rest
                labels.append(Label(float(first), float(end), words))
        except ValueError:
            continue
    return labels


def raven_table(labels: Iterable[Label], highest_hz: float) -> str:
    """A selection table for Raven; a label without frequencies reaches from 0 to `highest_hz`."""
    columns = ("Selection", "View", "Channel", "Begin Time (s)", "End Time (s)", "Low Freq (Hz)", "High Freq (Hz)")
    lines = ["\t".join((*columns, "Annotation"))]
    for number, label in enumerate(in_order(labels), start=1):
        low = 0.0 if label.low_hz is None else label.low_hz
        high = highest_hz if label.high_hz is None else label.high_hz
        times = (_time(label.begin_s), _time(label.end_s))
        fields = (str(number), "Spectrogram 1", "1", *times, f"{low:.3f}", f"{high:.3f}", _one_line(label.text))
        lines.append("\t".join(fields))
    return "\n".join(lines) + "\n"


def text_grid(labels: Sequence[Label], seconds: float) -> str:
    """A TextGrid for Praat: intervals that tile the whole sound, and points for moments.

    Labels that overlap lie in tiers of their own, as many as it takes.

    Parameters
    ----------
    labels
        What lies beyond the sound is cut to it.
    seconds
        How long the sound is.
    """
    inside = [_cut(label, seconds) for label in in_order(labels)]
    spans = _lanes([label for label in inside if not label.is_moment]) or [[]]
    moments = _lanes([label for label in inside if label.is_moment])
    tiers = [_interval_tier(_numbered("labels", number), lane, seconds) for number, lane in enumerate(spans)]
    tiers += [_point_tier(_numbered("markers", number), lane, seconds) for number, lane in enumerate(moments)]
    head = [
        'File type = "ooTextFile"',
        'Object class = "TextGrid"',
        "",
        "xmin = 0",
        f"xmax = {_time(seconds)}",
        "tiers? <exists>",
        f"size = {len(tiers)}",
        "item []:",
    ]
    body = [line for number, tier in enumerate(tiers, start=1) for line in (f"    item [{number}]:", *tier)]
    return "\n".join([*head, *body]) + "\n"


def in_order(labels: Iterable[Label]) -> list[Label]:
    """By their begin, then by their end."""
    return sorted(labels, key=lambda label: (label.begin_s, label.end_s))


def _cut(label: Label, seconds: float) -> Label:
    begin, end = (min(max(0.0, at), seconds) for at in (label.begin_s, label.end_s))
    return Label(begin, end, label.text)


def _lanes(labels: Sequence[Label]) -> list[list[Label]]:
    """Labels in order, so that within a lane each begins where the one before has ended."""
    lanes: list[list[Label]] = []
    for label in labels:
        free = (lane for lane in lanes if _follows(label, lane[-1]))
        lane = next(free, None)
        if lane is None:
            lanes.append([label])
        else:
            lane.append(label)
    return lanes


def _follows(label: Label, last: Label) -> bool:
    """Two points at the same moment do not follow each other."""
    begin, end = float(_time(label.begin_s)), float(_time(last.end_s))
    return begin > end if label.is_moment else begin >= end


def _interval_tier(name: str, labels: Sequence[Label], seconds: float) -> list[str]:
    tiles: list[tuple[str, str, str]] = []
    at, end = _time(0.0), _time(seconds)
    for label in labels:
        begin = _time(label.begin_s)
        if begin != at:
            tiles.append((at, begin, ""))
        at = _time(label.end_s)
        tiles.append((begin, at, label.text))
    if at != end or not tiles:
        tiles.append((at, end, ""))
    lines = _tier_head("IntervalTier", name, end, "intervals", len(tiles))
    for number, (begin, tile_end, text) in enumerate(tiles, start=1):
        lines += [f"        intervals [{number}]:", f"            xmin = {begin}", f"            xmax = {tile_end}"]
        lines.append(f"            text = {_quoted(text)}")
    return lines


def _point_tier(name: str, labels: Sequence[Label], seconds: float) -> list[str]:
    lines = _tier_head("TextTier", name, _time(seconds), "points", len(labels))
    for number, label in enumerate(labels, start=1):
        lines += [f"        points [{number}]:", f"            number = {_time(label.begin_s)}"]
        lines.append(f"            mark = {_quoted(label.text)}")
    return lines


def _tier_head(kind: str, name: str, end: str, items: str, count: int) -> list[str]:
    return [
        f'        class = "{kind}"',
        f'        name = "{name}"',
        "        xmin = 0",
        f"        xmax = {end}",
        f"        {items}: size = {count}",
    ]


def _numbered(name: str, number: int) -> str:
    return f"{name} {number + 1}" if number else name


def _time(seconds: float) -> str:
    return f"{seconds:.6f}"


def _one_line(text: str) -> str:
    """Tabs and line ends part the fields of a table: here they are spaces."""
    return " ".join(text.split())


def _quoted(text: str) -> str:
    """As Praat quotes: a quotation mark is written twice."""
    return '"' + _one_line(text).replace('"', '""') + '"'
