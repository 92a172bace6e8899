"""What ears tell apart, as published, and how wide the steps of scales are there."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.dsp.scales import hz_to_mel, mel_to_hz
from livemel.lecture.hearing.published import Study, limens_of, model_of
from livemel.lecture.parameters import Hertz, Range


def published_limen(*, study: Study, frequency: Hertz) -> float:
    """Hz: the smallest difference that a study found at one of its frequencies."""
    frequencies, thresholds = limens_of(study)
    if frequency not in frequencies:
        raise ValueError(
            f"frequency must be one of {', '.join(f'{each:g}' for each in frequencies)}, got {frequency:g}"
        )
    return float(thresholds[np.searchsorted(frequencies, frequency)])


def model_limen(*, frequency: Hertz) -> float:
    """Hz: by the model of Micheyl, Xiao and Oxenham (2012), for 500 ms at 40 dB above the threshold of hearing."""
    return float(model_of(frequency))


def critical_band(*, frequency: Hertz) -> float:
    """Hz: the width of one Bark, 25 + 75 (1 + 1.4 F^2)^0.69, F in kHz.

    E. Zwicker and E. Terhardt, J. Acoust. Soc. Am. 68, 1523, 1980.
    """
    return float(25.0 + 75.0 * (1.0 + 1.4 * (frequency / 1000.0) ** 2) ** 0.69)


def mel_spacing(
    *,
    frequency: Hertz,
    n_mels: Annotated[int, Range(4, 1024, "bands")] = 128,
    high: Annotated[float, Range(1000.0, 24000.0, "Hz")] = 24000.0,
) -> float:
    """Hz from one centre to the next around a frequency, where `n_mels` Slaney bands reach from 0 Hz to `high`."""
    half = float(hz_to_mel(high)) / (n_mels + 1) / 2
    height = float(hz_to_mel(frequency))
    return float(mel_to_hz(height + half) - mel_to_hz(max(0.0, height - half)))
