"""Level bar: RMS as a bar, the held peak as a mark, clipping as a word, on one line of a terminal."""

from __future__ import annotations

from math import isfinite

from rich.segment import Segment
from rich.style import Style

from livemel.runtime.loudness import Ballistics

LOWEST_DBFS = -80.0
CLIP_STYLE = Style(bold=True, color="white", bgcolor="red")


def level_bar(meter: Ballistics, width: int, ascii_only: bool) -> list[Segment]:
    """One line of about `width` characters; the bar runs from -80 dBFS to 0 dBFS."""
    full, empty, mark = "#-|" if ascii_only else "\u2588\u2500\u2502"
    before = f"level {dbfs(meter.rms_dbfs)} dBFS "
    after = f" peak {dbfs(meter.held_peak_dbfs)} dBFS"
    length = max(0, width - len(before) - len(after) - len(" CLIP "))
    filled = round(_share(meter.rms_dbfs) * length)
    bar = list(full * filled + empty * (length - filled))
    if bar and isfinite(meter.held_peak_dbfs):
        bar[min(length - 1, int(_share(meter.held_peak_dbfs) * length))] = mark
    clip = [Segment(" "), Segment("CLIP", CLIP_STYLE)] if meter.clipped else []
    return [Segment(before + "".join(bar) + after), *clip]


def dbfs(level: float) -> str:
    """A level in six characters."""
    return f"{level:6.1f}" if isfinite(level) else "  -inf"


def _share(level: float) -> float:
    return min(1.0, max(0.0, 1.0 - level / LOWEST_DBFS)) if isfinite(level) else 0.0
