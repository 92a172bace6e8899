"""What came before, changed by what comes after: arrays that only the whole window can tell."""

from __future__ import annotations

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Plot, Raster
from livemel.lecture.measures.models import BLURRED_FRAMES, ModelName, with_and_without
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import time_axis


def rewritten(*, sound: Sound, with_: Sound, model: ModelName = "whisper-80") -> Figure:
    """The array of `sound` alone, and the same frames with `with_` after them: in colours, and one frame as curves."""
    alone, both = with_and_without(sound, with_, model)
    kept = max(1, len(alone) - BLURRED_FRAMES)
    before, after = alone[:kept], both[:kept]
    low, high = float(min(before.min(), after.min())), float(max(before.max(), after.max()))
    high = high if high > low else low + 1.0
    seconds = sound.seconds * kept / len(alone)
    bands = alone.shape[1]
    ticks = tuple((float(band), f"{band}") for band in range(0, bands + 1, 20))
    rasters = tuple(
        Plot(
            time_axis(0.0, seconds),
            Axis("band", 0.0, bands, ticks),
            (Raster(frames.T, low, high, 0.0, seconds, 0.0, bands, bar="value"),),
            title,
        )
        for frames, title in ((before, "alone"), (after, "with what came after"))
    )
    chosen = int(np.argmax(np.abs(after - before).mean(axis=1)))
    places = np.arange(bands, dtype=np.float64)
    margin = 0.08 * (high - low)
    curves = Plot(
        Axis("band", 0.0, bands - 1.0, tuple(tick for tick in ticks if tick[0] < bands)),
        Axis("value", low - margin, high + margin),
        (
            Line(places, before[chosen].astype(np.float64), "first", "alone", 3.0),
            Line(places, after[chosen].astype(np.float64), "second", "with what came after", 3.0, dashed=True),
        ),
        f"the frame at {chosen * seconds / kept:.2f} s, which changed most",
    )
    return Figure((rasters, (curves,)), (1.2, 1.0))
