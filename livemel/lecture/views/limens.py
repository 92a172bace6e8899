"""The smallest differences of frequency that listeners hear, as published, over the widths of bands."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from livemel.lecture.figure import Axis, Dots, Figure, Layer, Line, Note, Plot, figure_of
from livemel.lecture.hearing.published import MODEL_HIGH_HZ, MODEL_LOW_HZ, NAMES, Study, limens_of, model_of
from livemel.lecture.measures.formulas import erb_width
from livemel.lecture.measures.hearing import critical_band, mel_spacing
from livemel.lecture.sound import Doubles
from livemel.lecture.views.axes import hz_text

LOW_HZ, HIGH_HZ = 80.0, 20000.0
TICKS_HZ = (100, 200, 500, 1000, 2000, 5000, 10000, 20000)
LOW_DIFFERENCE, HIGH_DIFFERENCE = 0.3, 5000.0
DIFFERENCE_TICKS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
SHAPES = {"moore1973": "circle", "moore2012": "square", "gockel2020": "triangle", "lau2017": "cross"}
ROLES = {"moore1973": "first", "moore2012": "second", "gockel2020": "third", "lau2017": "fourth"}
WIDTHS: tuple[tuple[str, Callable[[float], float], float], ...] = (
    ("one Bark (critical band)", lambda hz: critical_band(frequency=hz), 260.0),
    ("one ERB", lambda hz: erb_width(frequency=hz), 1100.0),
    ("step of 128 mel bands (Slaney, to 24 kHz)", lambda hz: mel_spacing(frequency=hz), 300.0),
)
"""Name, width in Hz, and where the name stands."""
USUAL: list[Study] = ["moore1973", "moore2012", "gockel2020"]


def limens(*, studies: list[Study] = USUAL, widths: bool = True, model: bool = True) -> Figure:
    """Thresholds of studies as dots, the model as a curve, and widths of bands, which are no thresholds."""
    return figure_of(limen_plot(studies, widths=widths, model=model))


def limen_plot(
    studies: list[Study] = USUAL, *, widths: bool = True, model: bool = True, measured: tuple[Layer, ...] = ()
) -> Plot:
    """The plot, with what was `measured` over all else."""
    for study in studies:
        if study not in NAMES:
            raise ValueError(f"a study must be one of {', '.join(NAMES)}, got {study!r}")
    layers: list[Layer] = [*(_width_layers() if widths else []), *(_model_layers() if model else [])]
    for study in studies:
        frequencies, thresholds = limens_of(study)
        layers.append(Dots(frequencies, thresholds, ROLES[study], NAMES[study], SHAPES[study]))
    x = Axis("frequency (Hz)", LOW_HZ, HIGH_HZ, tuple((float(hz), hz_text(hz)) for hz in TICKS_HZ), log=True)
    label = "difference, or width (Hz)" if widths else "difference (Hz)"
    y = Axis(label, LOW_DIFFERENCE, HIGH_DIFFERENCE, tuple((float(hz), f"{hz:g}") for hz in DIFFERENCE_TICKS), log=True)
    return Plot(x, y, (*layers, *measured))


def _width_layers() -> list[Layer]:
    hz = np.geomspace(LOW_HZ, HIGH_HZ, 120)
    layers: list[Layer] = []
    for name, width, at in WIDTHS:
        layers.append(Line(hz, np.array([width(float(each)) for each in hz]), "faint", "", 2.0))
        layers.append(Note(at, width(at), name))
    return layers


def _model_layers() -> list[Layer]:
    inside = np.geomspace(MODEL_LOW_HZ, MODEL_HIGH_HZ, 60)
    below = np.geomspace(LOW_HZ, MODEL_LOW_HZ, 10)
    above = np.geomspace(MODEL_HIGH_HZ, HIGH_HZ, 20)
    return [
        Line(inside, model_of(inside), "text", "", 2.5),
        *(Line(part, _shown(model_of(part)), "text", "", 2.0, dashed=True) for part in (below, above)),
        Note(3500.0, 0.6, "model (Micheyl et al. 2012); dashed: extrapolated"),
    ]


def _shown(values: Doubles) -> Doubles:
    return np.where(values <= HIGH_DIFFERENCE, values, np.nan)
