"""A report as lines for people."""

from __future__ import annotations

from collections.abc import Iterator

from livemel.bench.comparison import Comparison
from livemel.bench.contender import Spread, Timed
from livemel.bench.painting import Painting
from livemel.bench.report import Report

OFFLINE_UNIT = "x real time"
LIVE_UNIT = "us per hop"


def lines(report: Report) -> Iterator[str]:
    """The whole report."""
    machine = report.machine
    yield f"livemel {report.version}, Python {machine['python']}, numpy {machine['numpy']}, {machine['system']}"
    yield f"{machine['processor']}, {machine['threads']} thread; medians of rounds in which all take turns"
    for comparison in report.comparisons:
        yield ""
        yield from _comparison(comparison)
    if report.painting is not None:
        yield ""
        yield from _painting(report.painting)


def _comparison(comparison: Comparison) -> Iterator[str]:
    kind = "live, a hop at a time" if comparison.is_live else f"{comparison.seconds_of_sound:g} s of sound"
    yield f"{comparison.title}, {kind}"
    unit = LIVE_UNIT if comparison.is_live else OFFLINE_UNIT
    rows: list[tuple[str, ...]] = [("", "version", unit, "its time / exact's", "largest difference")]
    rows += [_row(comparison, timed) for timed in comparison.timed]
    yield from _aligned(rows)
    for library, reason in comparison.unmeasured.items():
        yield f"  not measured: {library}: {reason}"


def _row(comparison: Comparison, timed: Timed) -> tuple[str, ...]:
    median = timed.median_seconds
    value = f"{1e6 * median:.1f}" if comparison.is_live else f"{comparison.seconds_of_sound / median:.0f}"
    return str(timed.name), timed.name.version, value, _spread(comparison.of_exact(timed)), _difference(timed)


def _spread(ratio: Spread) -> str:
    return f"{ratio.median:.2f} ({ratio.smallest:.2f}..{ratio.largest:.2f})"


def _difference(timed: Timed) -> str:
    agreement = timed.agreement
    if timed.is_floor:
        return "only a part of the work"
    if agreement is None:
        return "-"
    if agreement.agrees:
        return f"{agreement.largest_difference:.1e} {agreement.unit}"
    ours, theirs = agreement.frames
    return f"DIFFERS: {agreement.largest_difference:.1e} {agreement.unit}, {theirs} frames for {ours}"


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """The first and the last column to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for first, *numbers, last in rows:
        middle = "  ".join(number.rjust(width) for number, width in zip(numbers, widths[1:-1], strict=True))
        yield f"  {first.ljust(widths[0])}  {middle}  {last}".rstrip()


def _painting(painting: Painting) -> Iterator[str]:
    yield (
        f"scrolling picture of {painting.width} x {painting.height} at {painting.pictures_per_second:g} a second, "
        f"without a screen"
    )
    yield f"  us per picture: median {painting.median_us:.0f}, p95 {painting.p95_us:.0f} of {painting.pictures}"
