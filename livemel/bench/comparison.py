"""Comparison: one recipe, all contenders, and what came of it; ready for tables and for JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from livemel.bench.contender import Agreement, Name, Spread, Timed, ratio


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What was measured of one recipe; the first of `timed` is livemel's exact engine."""

    title: str
    key: str
    sample_rate: int
    seconds_of_sound: float
    """That one time of a contender stands for: the whole signal, or one hop."""
    is_live: bool
    timed: list[Timed]
    unmeasured: dict[str, str]
    """Libraries that could have been measured, and why they were not."""

    def named(self, library: str, kernel: str | None = None, precision: str | None = None) -> list[Timed]:
        """The contenders of that name; None: any."""
        return [
            timed
            for timed in self.timed
            if timed.name.library == library
            and kernel in (None, timed.name.kernel)
            and precision in (None, timed.name.precision)
        ]

    @property
    def peers(self) -> list[Timed]:
        """Other libraries that do the whole work and agree with livemel."""
        return [
            timed
            for timed in self.timed
            if timed.name.library != "livemel" and timed.agreement is not None and timed.agreement.agrees
        ]

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {
            "title": self.title,
            "recipe": self.key,
            "live": self.is_live,
            "sample_rate": self.sample_rate,
            "seconds_of_sound": self.seconds_of_sound,
            "contenders": [self._row(timed) for timed in self.timed],
            "unmeasured": self.unmeasured,
        }

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Comparison:
        """The comparison that `as_dict` wrote."""
        return cls(
            title=values["title"],
            key=values["recipe"],
            sample_rate=values["sample_rate"],
            seconds_of_sound=values["seconds_of_sound"],
            is_live=values["live"],
            timed=[_timed(row) for row in values["contenders"]],
            unmeasured=values["unmeasured"],
        )

    def _row(self, timed: Timed) -> dict[str, Any]:
        per_hop = {"microseconds_per_hop": 1e6 * timed.median_seconds} if self.is_live else {}
        return {
            **asdict(timed.name),
            "floor": timed.is_floor,
            "times_real_time": self.seconds_of_sound / timed.median_seconds,
            **per_hop,
            "of_livemel_exact": asdict(self.of_exact(timed)),
            "agreement": None if timed.agreement is None else asdict(timed.agreement),
            "seconds": timed.seconds,
        }

    def of_exact(self, timed: Timed) -> Spread:
        """How many times longer a contender takes than livemel's exact engine."""
        return ratio(timed, self.timed[0])


def _timed(row: dict[str, Any]) -> Timed:
    name = Name(**{field: row[field] for field in ("library", "version", "kernel", "precision")})
    return Timed(name, row["floor"], _agreement(row["agreement"]), row["seconds"])


def _agreement(values: dict[str, Any] | None) -> Agreement | None:
    return None if values is None else Agreement(**{**values, "frames": tuple(values["frames"])})
