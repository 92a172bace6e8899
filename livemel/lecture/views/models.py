"""What speech models are given: their own pictures, and how many numbers these have."""

from __future__ import annotations

from typing import Annotated, get_args

import numpy as np

from livemel.lecture.figure import Axis, Bars, Figure, Plot, Raster, Table, figure_of
from livemel.lecture.measures.models import Counted, ModelName, config_of, model_frames, numbers_per_second
from livemel.lecture.parameters import Range
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import hz_text, time_axis

TITLES: dict[str, str] = {
    "whisper-80": "Whisper: 80 bands, log10, (x + 4) / 4",
    "whisper-128": "Whisper large-v3: 128 bands",
    "kaldi": "Kaldi: 80 HTK bands, ln",
    "parakeet": "Parakeet: 128 bands, each centred",
}


def models(*, sound: Sound, names: list[ModelName], beside: bool = True) -> Figure:
    """The finished array of each model, its bands from low to high, in its own numbers and over their whole range."""
    plots = tuple(_plot(sound, _model(name)) for name in names)
    return Figure((plots,)) if beside else figure_of(*plots)


def _plot(sound: Sound, name: ModelName) -> Plot:
    frames = model_frames(sound, name)
    low, high = (float(np.percentile(frames, 1)), float(frames.max())) if len(frames) else (0.0, 1.0)
    bands = frames.shape[1]
    ticks = tuple((float(band), f"{band}") for band in range(0, bands + 1, 20))
    raster = Raster(frames.T, low, high if high > low else low + 1, 0.0, sound.seconds, 0.0, bands, bar="value")
    return Plot(time_axis(0.0, sound.seconds), Axis("band", 0.0, bands, ticks), (raster,), TITLES[name], cursor=True)


def counts(*, names: list[ModelName]) -> Figure:
    """Numbers per second on the way from samples to bands, and how many samples stand for one of the last."""
    rows = []
    for name in names:
        numbers = [numbers_per_second(model=_model(name), what=kind) for kind in get_args(Counted)]
        rows.append((name, *map(_whole, numbers), f"{numbers[0] / numbers[3]:.3g} : 1"))
    header = ("model", "samples", "re and im", "magnitudes", "mel bands", "to bands")
    return figure_of(Table(header, tuple(rows), "numbers in every second"))


def counted(
    *, sound: Sound, model: ModelName = "whisper-80", until: Annotated[float, Range(0.0, 60.0, "s")] = 1.0
) -> Figure:
    """How many numbers the first seconds of this very sound have become, at every stage of the way into a model."""
    config = config_of(model)
    rate, hop, bins = config.stft.sample_rate, config.stft.hop_length, 1 + config.stft.n_fft // 2
    frames = model_frames(sound, model)
    heard = min(until, sound.seconds)
    done = min(int(heard * rate / hop + 1e-9), len(frames))
    numbers = (round(heard * sound.rate), round(heard * rate), 2 * bins * done, bins * done, frames.shape[1] * done)
    names = (f"samples {hz_text(sound.rate)}", f"samples {hz_text(rate)}", "re and im", "magnitudes", "mel bands")
    places = np.arange(1, 6, dtype=np.float64)
    x = Axis("", 0.4, 5.6, tuple(zip(places.tolist(), names, strict=True)))
    highest = max(sound.rate, 2 * bins * rate / hop) * sound.seconds
    bars = Bars(places - 0.35, places + 0.35, np.array(numbers, np.float64), "first", texts=tuple(map(_whole, numbers)))
    return figure_of(Plot(x, Axis("numbers so far", 0.0, 1.15 * highest), (bars,), f"{heard:.1f} s, {model}"))


def _whole(number: float) -> str:
    return f"{number:,.0f}"


def _model(name: str) -> ModelName:
    if name not in TITLES:
        raise ValueError(f"a model must be one of {', '.join(TITLES)}, got {name!r}")
    return name  # type: ignore[return-value]
