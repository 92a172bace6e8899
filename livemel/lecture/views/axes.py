"""Axes that many views have."""

from __future__ import annotations

import numpy as np

from livemel.dsp.scales import hz_to_mel
from livemel.lecture.figure import Axis

NAMED_HZ = (20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000)
LINEAR_STEPS_HZ = (100, 200, 500, 1000, 2000, 5000)
UNITS = {"slaney": "mel", "htk": "mel", "bark": "Bark", "erb": "ERB", "log": "octaves", "linear": "Hz"}
TITLES = {
    "slaney": "mel (Slaney)",
    "htk": "mel (HTK)",
    "bark": "Bark",
    "erb": "ERB",
    "log": "logarithmic",
    "linear": "linear",
}
LOWEST_LOG_HZ = 50.0
"""Where an axis in octaves begins: 0 Hz lies infinitely far below."""


def hz_text(frequency: float) -> str:
    """For people: kilohertz from 1000 on."""
    return f"{frequency / 1000:g}k" if frequency >= 1000 else f"{frequency:g}"


def frequency_ticks(scale: str, low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Heights on a scale and what they are in Hz, round ones between `low` and `high` Hz."""
    if scale == "linear":
        step = next((step for step in LINEAR_STEPS_HZ if (high - low) / step <= 8), 5000)
        named = list(range(int(np.ceil(low / step)) * step, int(high) + 1, step))
    else:
        named = [hz for hz in NAMED_HZ if low <= hz <= high]
    return spaced(tuple((float(hz_to_mel(float(hz), scale)), hz_text(hz)) for hz in named if hz or scale != "log"))


def spaced(ticks: tuple[tuple[float, str], ...], share: float = 0.045) -> tuple[tuple[float, str], ...]:
    """Without those that stand too close to the one below."""
    if len(ticks) < 2:
        return ticks
    least = share * (ticks[-1][0] - ticks[0][0])
    kept = [ticks[-1]]
    for tick in reversed(ticks[:-1]):
        if kept[-1][0] - tick[0] >= least:
            kept.append(tick)
    return tuple(reversed(kept))


def frequency_axis(scale: str = "linear", low: float = 0.0, high: float = 8000.0, label: str = "") -> Axis:
    """An axis of heights on a scale, its ticks in Hz."""
    low = max(low, LOWEST_LOG_HZ) if scale == "log" else low
    ends = hz_to_mel([low, high], scale)
    name = label or ("frequency (Hz)" if scale == "linear" else f"Hz, {TITLES[scale]}")
    return Axis(name, float(ends[0]), float(ends[1]), frequency_ticks(scale, low, high))


def time_axis(start_s: float, stop_s: float) -> Axis:
    """Seconds, or milliseconds where it is short. The axis counts seconds in any case."""
    if stop_s - start_s >= 0.5:
        return Axis("time (s)", start_s, stop_s)
    milliseconds = (stop_s - start_s) * 1000
    step = next(
        step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100) if milliseconds / step <= 8
    )
    first = int(np.ceil(start_s * 1000 / step - 1e-6))
    count = int(milliseconds / step + 1e-6) + 1
    ticks = tuple(((first + i) * step / 1000, f"{(first + i) * step:g}") for i in range(count))
    return Axis("time (ms)", start_s, stop_s, tuple(tick for tick in ticks if tick[0] <= stop_s + 1e-9))
