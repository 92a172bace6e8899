"""Viewport: which part of the endless picture is looked at, and how it is moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST_SECONDS = 0.05
MOST_SECONDS = 600.0
LEAST_HEIGHT = 1 / 64
"""Of the frequency axis."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What there is to look at, in seconds since the start of the run."""

    oldest: float
    newest: float


@dataclass(frozen=True, slots=True)
class Viewport:
    """A rectangle of time and frequency. A change makes a new one.

    Examples
    --------
    >>> Viewport().zoomed_in_time(0.5, 8.0, Extent(0.0, 10.0)).seconds
    5.0
    >>> Viewport(end=30.0).panned(-2.0, Extent(0.0, 60.0)).end
    28.0
    """

    seconds: float = 10.0
    """From the left edge to the right."""
    end: float | None = None
    """Seconds since the start of the run at the right edge; None: it follows the newest sound."""
    low: float = 0.0
    high: float = 1.0
    """Fractions of the whole frequency axis at the bottom and at the top."""

    @property
    def follows(self) -> bool:
        """Whether the newest sound is at the right edge."""
        return self.end is None

    @property
    def shows_all_frequencies(self) -> bool:
        """Whether nothing of the frequency axis is left out."""
        return self.low == 0.0 and self.high == 1.0

    def edge(self, extent: Extent) -> float:
        """Seconds since the start at the right edge."""
        return extent.newest if self.end is None else self.end

    def zoomed_in_time(self, factor: float, anchor: float, extent: Extent) -> Viewport:
        """`factor` times as long, the moment `anchor` staying where it is; the newest, while it is followed."""
        seconds = min(MOST_SECONDS, max(LEAST_SECONDS, self.seconds * factor))
        if self.end is None:
            return replace(self, seconds=seconds)
        end = anchor + (self.end - anchor) * seconds / self.seconds
        return replace(self, seconds=seconds, end=end).within(extent)

    def panned(self, seconds: float, extent: Extent) -> Viewport:
        """So many seconds later, or earlier; whoever reaches the newest sound follows it."""
        end = self.edge(extent) + seconds
        if seconds > 0 and end >= extent.newest:
            return self.following()
        return replace(self, end=end).within(extent)

    def held(self, extent: Extent) -> Viewport:
        """Standing still where it is."""
        return replace(self, end=self.edge(extent))

    def following(self) -> Viewport:
        """With the newest sound at the right edge."""
        return replace(self, end=None)

    def at_oldest(self, extent: Extent) -> Viewport:
        """With the oldest sound at the left edge."""
        return replace(self, end=extent.oldest + self.seconds).within(extent)

    def showing(self, begin: float, end: float, extent: Extent) -> Viewport:
        """From one moment to another, which are seconds since the start."""
        seconds = min(MOST_SECONDS, max(LEAST_SECONDS, end - begin))
        return replace(self, seconds=seconds, end=begin + seconds).within(extent)

    def within(self, extent: Extent) -> Viewport:
        """Shifted so that it does not look beyond what there is; what is too long for that ends with the newest."""
        if self.end is None:
            return self
        least = min(extent.newest, extent.oldest + self.seconds)
        return replace(self, end=min(max(self.end, least), extent.newest))

    def zoomed_in_frequency(self, factor: float, anchor: float) -> Viewport:
        """`factor` times as high, the fraction `anchor` of the whole axis staying where it is."""
        height = min(1.0, max(LEAST_HEIGHT, (self.high - self.low) * factor))
        low = anchor - (anchor - self.low) * height / (self.high - self.low)
        return self._from(low, height)

    def raised(self, share: float) -> Viewport:
        """Higher by `share` of what is seen, lower where that is negative."""
        height = self.high - self.low
        return self._from(self.low + share * height, height)

    def with_frequencies(self, low: float, high: float) -> Viewport:
        """From one fraction of the whole axis to another."""
        return self._from(min(low, high), max(LEAST_HEIGHT, abs(high - low)))

    def with_all_frequencies(self) -> Viewport:
        """Nothing of the frequency axis left out."""
        return replace(self, low=0.0, high=1.0)

    def _from(self, low: float, height: float) -> Viewport:
        low = min(max(0.0, low), 1.0 - height)
        return replace(self, low=low, high=min(1.0, low + height))
