"""Reading: what one second of sound measured, as a value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Levels are dBFS, a full-scale sine 0 (AES17); None where there was not sound enough to tell."""

    begin: int
    """Its first sample, counted from the start of the run, gaps included; a multiple of the rate."""
    end: int
    """The sample behind its last: a second after `begin`, earlier where sound stopped in its middle."""
    sample_rate: int
    """Hz."""
    heard: int
    """Samples that came of it; fewer than `sample_rate` where some were lost."""
    clipped: int
    """Samples at full scale."""
    rms: float
    peak: float
    """Largest sample."""
    laeq: float
    """A-weighted mean of the second."""
    lceq: float
    laf_max: float
    """Highest and lowest A-weighted level with time weighting Fast."""
    laf_min: float
    las: float
    """With time weighting Slow, at its end."""
    l10_minute: float | None
    """Exceeded in 10, 50, 90 % of the last minute, and of the last hour: A-weighted, Fast."""
    l50_minute: float | None
    l90_minute: float | None
    l10_hour: float | None
    l50_hour: float | None
    l90_hour: float | None
    momentary: float | None
    """EBU R128, LUFS, over the last 0.4 s and 3 s."""
    short_term: float | None
    dominant_hz: float | None
    """The strongest line; None where none stands out."""
    dominant_dbfs: float | None
    thirds: tuple[float, ...] = ()
    """Of every third octave; empty where they were not asked for."""
    bands: tuple[float, ...] = ()
    """Mean power of every mel band, dB; empty where no frame was completed."""
