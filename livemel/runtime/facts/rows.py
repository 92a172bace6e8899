"""The rows that facts are told in, and how their numbers are written."""

from __future__ import annotations

from dataclasses import dataclass

UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row."""

    label: str
    value: str
    help: str = ""
    """What it means and how it is known: measured, stated by somebody, or set."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """Durations in milliseconds: their median and the 95th percentile; None while there are none."""

    p50_ms: float | None = None
    p95_ms: float | None = None


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What only whoever paints can tell."""

    painted_per_second: float | None = None
    """Pictures that were really painted."""
    wanted_per_second: float | None = None
    late: int = 0
    skipped: int = 0
    paint: Spread = Spread()
    latency: Spread = Spread()
    """From when a sample was due in the program to the picture that shows it."""
    margin_seconds: float = 0.0
    """Kept back for columns that are not ready in time."""
    columns_dropped: int = 0


def hertz(rate: float) -> str:
    """A frequency with its unit; thousands are set apart, and no line breaks there."""
    return f"{rate:,.6g}\u00a0Hz".replace(",", "\u202f")


def milliseconds(value: float | None) -> str:
    """A duration in ms."""
    return UNKNOWN if value is None else f"{value:.3g} ms"


def spread(durations: Spread) -> str:
    """Median and 95th percentile."""
    if durations.p50_ms is None:
        return UNKNOWN
    return f"{milliseconds(durations.p50_ms)} median, {milliseconds(durations.p95_ms)} p95"
