"""The ledger of losses as text for people, and as CSV or TSV for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from livemel.runtime.ledger import Ledger, Loss, Total

COLUMNS = ("time", "at_s", "lost_s", "of", "count", "cause")
NOTHING_LOST = "Nothing was lost."
Form = Literal["csv", "tsv"]


def as_table(ledger: Ledger, form: Form = "csv") -> str:
    """One line a loss under a line of names; times in ISO 8601 with their zone, seconds with six digits."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="," if form == "csv" else "\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, ledger.losses()))
    return text.getvalue()


def as_text(ledger: Ledger) -> str:
    """Totals by cause, then every loss, aligned."""
    losses = ledger.losses()
    if not losses:
        return NOTHING_LOST + "\n"
    totals = [(total.cause, f"{total.count} x", length_name(total.lost_seconds)) for total in ledger.totals()]
    lines = [
        (clock_name(loss.wall_seconds), f"{loss.at_seconds:.3f} s", length_name(loss.lost_seconds), _cause(loss))
        for loss in losses
    ]
    older = [f"{ledger.not_listed} older ones are only in the totals."] if ledger.not_listed else []
    return "\n".join(["Losses by cause", *_aligned(totals), "", "Losses", *_aligned(lines), *older, ""])


def total_name(total: Total) -> str:
    """A total in a few words."""
    length = f", {length_name(total.lost_seconds)}" if total.lost_seconds else ""
    return f"{total.count} x{length}"


def clock_name(wall_seconds: float) -> str:
    """The time of day here, to the millisecond."""
    return datetime.fromtimestamp(wall_seconds).strftime("%H:%M:%S.%f")[:-3]


def length_name(seconds: float) -> str:
    """A length of sound; a dash where none is missing."""
    if seconds <= 0:
        return "\u2013"
    return f"{1000 * seconds:.3g} ms" if seconds < 1 else f"{seconds:.3f} s"


def _cause(loss: Loss) -> str:
    return loss.cause if loss.count == 1 else f"{loss.cause} ({loss.count} x)"


def _row(loss: Loss) -> tuple[str, ...]:
    moment = datetime.fromtimestamp(loss.wall_seconds).astimezone().isoformat(timespec="milliseconds")
    return (moment, f"{loss.at_seconds:.6f}", f"{loss.lost_seconds:.6f}", loss.of, str(loss.count), loss.cause)


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
