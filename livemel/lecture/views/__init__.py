"""Views: what a scene may show, by name. Each takes keyword arguments, sounds among them, and gives a `Figure`.

A new one: a function, and an entry here. A view is a pure function of what it is told: a picture that moves is one
whose arguments are knobs.
"""

from __future__ import annotations

from collections.abc import Callable

from livemel.lecture.figure import Figure
from livemel.lecture.views import (
    banks,
    built,
    columns,
    courses,
    decibels,
    envelopes,
    equal_loudness,
    errors,
    folding,
    frame_levels,
    frames,
    limens,
    models,
    morphs,
    noise_floors,
    one_column,
    peak_bands,
    phasors,
    quantizers,
    rewritten,
    scales,
    spectra,
    spectrograms,
    tables,
    waves,
)

VIEWS: dict[str, Callable[..., Figure]] = {
    "wave": waves.wave,
    "waves": waves.waves,
    "sample_points": waves.sample_points,
    "integers": tables.integers,
    "table": tables.table,
    "quantizer": quantizers.quantizer,
    "noise_floor": noise_floors.noise_floor,
    "bits_table": noise_floors.bits_table,
    "half_rate": folding.half_rate,
    "folding": folding.folding,
    "spectrum": spectra.spectrum,
    "bars": spectra.bars,
    "spectrogram": spectrograms.spectrogram,
    "spectrograms": spectrograms.spectrograms,
    "morph": morphs.morph,
    "frame": frames.frame,
    "phasor": phasors.phasor,
    "built": built.built,
    "decibel_curve": decibels.decibel_curve,
    "references": decibels.references,
    "courses": courses.courses,
    "frame_levels": frame_levels.frame_levels,
    "one_column": one_column.one_column,
    "columns": columns.columns,
    "scales": scales.scales,
    "scale_differences": scales.scale_differences,
    "bank": banks.bank,
    "grouping": banks.grouping,
    "band": banks.band,
    "peak_bands": peak_bands.peak_bands,
    "limens": limens.limens,
    "models": models.models,
    "counts": models.counts,
    "counted": models.counted,
    "rewritten": rewritten.rewritten,
    "errors": errors.errors,
    "envelopes": envelopes.envelopes,
    "equal_loudness": equal_loudness.equal_loudness,
}
