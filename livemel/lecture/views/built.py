"""A tone built of harmonics: how strong each is, each by itself, and the wave that they make together."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Bars, Figure, Line, Plot
from livemel.lecture.parameters import Level, Range, Seed, Share
from livemel.lecture.sound import Sound
from livemel.lecture.sounds.built import Fundamental, Phases, partials
from livemel.lecture.views.axes import time_axis

START_SECONDS = 0.1
"""Where the wave is shown: after its ramp; about, so that it begins with a cycle."""
HEADROOM = 1.08


def built(
    *,
    sound: Sound,
    fundamental: Fundamental = 200.0,
    h1: Share = 1.0,
    h2: Share = 0.0,
    h3: Share = 0.0,
    h4: Share = 0.0,
    h5: Share = 0.0,
    h6: Share = 0.0,
    phases: Phases = "sine",
    seed: Seed = 0,
    level: Level = -30.0,
    periods: Annotated[float, Range(0.5, 20.0)] = 3.0,
    title: str = "",
) -> Figure:
    """Bars and wave of what `harmonics_by_hand` makes of the same numbers."""
    strengths = (h1, h2, h3, h4, h5, h6)
    places = np.arange(1, len(strengths) + 1, dtype=np.float64)
    ticks = tuple((float(place), f"{place * fundamental:g}") for place in places)
    texts = tuple(f"{strength:.2f}" for strength in strengths)
    heights = Plot(
        Axis("frequency (Hz)", 0.4, len(strengths) + 0.6, ticks),
        Axis("amplitude", 0.0, 1.25, ((0.0, "0"), (0.5, "0.5"), (1.0, "1"))),
        (Bars(places - 0.3, places + 0.3, np.array(strengths), "first", texts=texts),),
        title,
    )
    first = round(round(START_SECONDS * fundamental) / fundamental * sound.rate)
    samples = sound.samples[first : first + 1 + round(periods / fundamental * sound.rate)].astype(np.float64)
    times = (first + np.arange(len(samples))) / sound.rate
    each = partials(times, fundamental, strengths, phases, seed, level)
    limit = max(HEADROOM * float(np.abs(samples).max(initial=0.0)), HEADROOM * float(np.abs(each).max()), 1e-4)
    lines = [
        Line(times, part, "faint", "each by itself" if number == 0 else "", 1.5) for number, part in enumerate(each)
    ]
    wave = Plot(
        time_axis(times[0], times[-1]),
        Axis("amplitude", -limit, limit),
        (*lines, Line(times, samples, "first", "all together", 3.0)),
    )
    return Figure(((heights, wave),))
