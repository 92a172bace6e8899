"""How far sounds are from the one they were made of."""

from __future__ import annotations

import numpy as np

from livemel.lecture.figure import Axis, Bars, Figure, Plot, figure_of
from livemel.lecture.measures.spectra import magnitude_error
from livemel.lecture.sound import Sound


def errors(*, sounds: list[Sound], labels: list[str], reference: Sound, x: str = "") -> Figure:
    """Percent, measured: of each sound's spectrogram against that of `reference`."""
    found = [
        sound.keep(
            ("error", id(reference)),
            lambda sound=sound: (magnitude_error(sound=sound, reference=reference), reference),  # type: ignore[misc]
        )[0]
        for sound in sounds
    ]
    places = np.arange(1, len(found) + 1, dtype=np.float64)
    ticks = tuple((float(place), label) for place, label in zip(places, labels, strict=False))
    texts = tuple(f"{error:.0f} %" for error in found)
    bars = Bars(places - 0.35, places + 0.35, np.array(found), "first", texts=texts)
    y = Axis("error of magnitudes (%)", 0.0, 1.2 * max(100.0, *found))
    return figure_of(Plot(Axis(x, 0.4, len(found) + 0.6, ticks), y, (bars,)))
