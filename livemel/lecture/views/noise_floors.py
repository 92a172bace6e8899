"""What rounding leaves besides the sound: its spectrum, its sum, and how both compare with the formula."""

from __future__ import annotations

from typing import Annotated

import numpy as np

from livemel.lecture.figure import Axis, Figure, Line, Mark, Note, Plot, Table, figure_of
from livemel.lecture.measures.formulas import bits_snr
from livemel.lecture.measures.levels import snr
from livemel.lecture.parameters import Hertz, Range
from livemel.lecture.sound import Doubles, Sound
from livemel.lecture.sounds.bits import quantize
from livemel.lecture.views.axes import frequency_axis
from livemel.lecture.views.spectra import mean_levels

Bits = Annotated[int, Range(2, 24, "bits")]


def noise_floor(
    *,
    sound: Sound,
    quantized: Sound,
    bits: Bits,
    dither: bool = False,
    high: Hertz = 24000.0,
    floor: Annotated[float, Range(-200.0, 0.0, "dB")] = -150.0,
    n_fft: Annotated[int, Range(64, 65536, "samples")] = 16384,
) -> Figure:
    """The spectrum of a rounded sound and that of the error alone, with a line at the power of all the error together.

    That line is the one to compare with 6.02 N + 1.76: every bin holds only a part of the error.
    """
    frequencies, levels, error_levels, together, _ = quantized.keep(
        ("noise floor", id(sound), n_fft), lambda: _measured(sound, quantized, n_fft)
    )
    seen = frequencies <= high
    formula = f"6.02 × {bits} + 1.76" + (" − 4.77" if dither else "")
    by_formula = bits_snr(bits=bits, dither=dither)
    measured = snr(sound=quantized, reference=sound)
    layers = (
        Line(frequencies[seen], np.maximum(levels[seen], floor - 20), "first", "the rounded sound", 3.0),
        Line(frequencies[seen], np.maximum(error_levels[seen], floor - 20), "second", "its error alone, bin by bin"),
        Mark(together, f"all of the error together: {_plain(together)} dB", "problem", True),
        Note(0.98 * high, 7.0, f"signal over error {_plain(measured)} dB", "text", "right"),
        Note(0.98 * high, -3.0, f"{formula} = {_plain(by_formula)} dB", "text", "right"),
    )
    return figure_of(Plot(frequency_axis("linear", 0.0, high), Axis("level (dB)", floor, 15.0), layers))


def bits_table(*, sound: Sound, bits: list[Bits], level: Annotated[float, Range(-120.0, 0.0, "dBFS")] = 0.0) -> Figure:
    """Signal over error in dB for numbers of bits: by the formula for a sine of `level`, and measured on `sound`."""
    rows = sound.keep(("bits", tuple(bits), level), lambda: tuple(_row(sound, each, level) for each in bits))
    header = ("bits", "numbers", "6.02 N + 1.76", "rounded", "formula − 4.77", "dithered")
    return figure_of(Table(header, rows, "signal over error (dB), measured on a sine near full scale"))


def _measured(sound: Sound, quantized: Sound, n_fft: int) -> tuple[Doubles, Doubles, Doubles, float, Sound]:
    """Hz, dB of the rounded sound and of the error, dB of all the error; and the sound, which must live as long."""
    error = quantized.samples.astype(np.float64) - sound.samples
    frequencies, levels = mean_levels(quantized, n_fft)
    _, error_levels = mean_levels(Sound(error.astype(np.float32), sound.rate), n_fft)
    together = float(10 * np.log10(max(2 * float(np.mean(error**2)), 1e-20)))
    return frequencies, levels, error_levels, together, sound


def _row(sound: Sound, bits: int, level: float) -> tuple[str, ...]:
    rounded, dithered = (
        snr(sound=quantize(sound, bits=bits, dither=dither), reference=sound) for dither in (False, True)
    )
    formula, less = (bits_snr(bits=bits, level=level, dither=dither) for dither in (False, True))
    return (f"{bits}", f"{2**bits:,}", *(_plain(each) for each in (formula, rounded, less, dithered)))


def _plain(decibels: float) -> str:
    return f"{decibels:.1f}".replace("-", "\N{MINUS SIGN}")
