"""Explanation: a point of the picture from its samples to its colour, as lines that people can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from livemel.config import Config, LevelConfig
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.compression import decibels_per_decade
from livemel.dsp.explain import Derivation
from livemel.dsp.finalize import DEVIATION_OFFSET
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import STEPS, colour_indices, rgb_of
from livemel.picture.reading import short_level_unit

Finalised = Callable[[Floats], Floats]
"""Finalises levels, shape (m, n_mels)."""

DIGITS = 4
FAR_BELOW = -1e5
"""A level that is at any finalizer's floor."""
FAR_ABOVE = 1000.0
"""One that is at none."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way."""

    name: str
    formula: str
    """With its numbers; the result stands behind the last equals sign."""


@dataclass(frozen=True, eq=False)
class Explanation:
    """A level with what was done to it afterwards."""

    derivation: Derivation
    shown: float
    """The level as it is shown: finalised."""
    whole: str
    """What was done with the whole of what is seen, as a formula; empty where nothing was."""
    level_min: float
    level_max: float
    """Of the darkest and the brightest colour."""
    colour_index: int
    """0 to 255."""
    rgb: tuple[int, int, int]
    colormap: str

    @property
    def headline(self) -> str:
        """Band, frequency, level and colour in one line."""
        band, unit = self.derivation.band, short_level_unit(self.derivation.config)
        return (
            f"Band {band.number} ({band.lower_hz:.1f} to {band.upper_hz:.1f} Hz): "
            f"{f'{self.shown:.4g} {unit}'.rstrip()}, colour {self.colour_index} of 255"
        )

    def steps(self) -> tuple[Step, ...]:
        """Every step, from the samples to the colour."""
        return tuple(_steps(self))

    def as_text(self) -> str:
        """The headline, the steps, and a line for each FFT bin of the band."""
        width = max(len(step.name) for step in self.steps())
        steps = [f"{step.name:{width}}  {step.formula}" for step in self.steps()]
        return "\n".join([self.headline, "", *steps, "", *bin_lines(self.derivation)])


def explanation(
    derivation: Derivation, level_min: float, level_max: float, colormap: str, finalised: Finalised | None = None
) -> Explanation:
    """What happens to the derived level until it is a colour.

    Parameters
    ----------
    derivation
        Of the level.
    level_min, level_max
        Of the darkest and the brightest colour, in the finalised levels' unit.
    colormap
        By name.
    finalised
        Finalises levels, shape (m, n_mels), as the picture does now; None where there is nothing to finalise.
    """
    probed = _Probed.of(derivation, finalised)
    index = int(colour_indices(np.array([probed.shown], np.float32), level_min, level_max)[0])
    return Explanation(
        derivation=derivation,
        shown=probed.shown,
        whole=_whole_formula(derivation, probed),
        level_min=level_min,
        level_max=level_max,
        colour_index=index,
        rgb=rgb_of(lookup_table(colormap)[index]),
        colormap=colormap,
    )


@dataclass(frozen=True, slots=True)
class _Probed:
    """What a finalizer makes of a level, and of some that tell its numbers."""

    shown: float
    lowest: float
    """Of silence."""
    at_zero: float
    at_one: float
    maximum: float
    """What it takes off a level far above its floor."""

    @classmethod
    def of(cls, derivation: Derivation, finalised: Finalised | None) -> _Probed:
        levels = np.array([derivation.level, FAR_BELOW, 0.0, 1.0, FAR_ABOVE], np.float32)
        if finalised is not None:
            columns = np.repeat(levels[:, None], derivation.config.mel.n_mels, axis=1)
            levels = finalised(columns)[:, derivation.band.number]
        shown, lowest, at_zero, at_one, highest = levels.tolist()
        return cls(shown, lowest, at_zero, at_one, FAR_ABOVE - highest)


def _steps(it: Explanation) -> Iterator[Step]:
    yield from _before_the_transform(it.derivation)
    yield from _sums(it.derivation)
    yield Step("Level", _level_formula(it.derivation))
    if it.whole:
        yield Step("Of the whole", it.whole)
    yield Step("Colour", _colour_formula(it))


def _before_the_transform(it: Derivation) -> Iterator[Step]:
    stft = it.config.stft
    begin = (it.centre - len(it.samples) / 2 * it.source_rate / it.analysis_rate) / it.source_rate
    resampled = f", resampled from {it.source_rate} Hz" if it.source_rate != it.analysis_rate else ""
    yield Step(
        "Samples",
        f"{len(it.samples)} at {it.analysis_rate} Hz{resampled}: {1000 * len(it.samples) / it.analysis_rate:.4g} ms "
        f"from {begin:.4f} s; {_listed(it.samples)}",
    )
    if stft.preemphasis and stft.preemphasis_scope == "signal":
        yield Step("Pre-emphasis", f"x[i] - {stft.preemphasis:g} x[i - 1], of the signal before it is cut: done above")
    if stft.remove_dc:
        yield Step("Mean", f"x - mean, mean = {_number(it.mean)}")
    if stft.preemphasis and stft.preemphasis_scope == "frame":
        yield Step("Pre-emphasis", f"x[i] - {stft.preemphasis:g} x[i - 1] = {_listed(it.emphasised)}")
    scaled = f" times {stft.input_scale:g}" if stft.input_scale != 1 else ""
    yield Step("Window", f"x w, w = {stft.window} of {_window_length(it)}{scaled} = {_listed(it.windowed)}")
    yield Step("Transform", f"X = FFT(x w), n_fft {stft.n_fft}: {it.analysis_rate / stft.n_fft:.4g} Hz per bin")


def _sums(it: Derivation) -> Iterator[Step]:
    count = len(it.bins.numbers)
    bins = f"{count} bin{'s' if count != 1 else ''}"
    if count:
        bins += f", {it.bins.hz[0]:.1f} to {it.bins.hz[-1]:.1f} Hz" if count > 1 else f" at {it.bins.hz[0]:.1f} Hz"
    yield Step("Bins", f"{bins} under the triangle {_triangle(it)}")
    summands = " + ".join(_number(each) for each in it.bins.contributions[:DIGITS])
    more = " + \u2026" if count > DIGITS else ""
    yield Step("Sum", f"E = sum of {_weighted(it.config)} = {summands or '0'}{more} = {_number(it.value)}")


def bin_lines(it: Derivation) -> list[str]:
    """A line of numbers for each FFT bin that feeds the band, under a head."""
    head = ("bin", "Hz", "re X", "im X", "|X|^2", "weight", "adds", "%")
    return ["  ".join(cell.rjust(11) for cell in cells) for cells in (head, *bin_cells(it))]


def bin_cells(it: Derivation) -> list[tuple[str, ...]]:
    """Number, Hz, real and imaginary part, power, weight, contribution and its share in percent, of each bin."""
    sums, whole = it.bins, it.value
    columns = (sums.real, sums.imaginary, sums.powers, sums.weights, sums.contributions)
    return [
        (
            str(number),
            f"{hz:.1f}",
            *map(_number, numbers),
            f"{100 * numbers[-1] / whole:.1f}" if whole > 0 else "0.0",
        )
        for number, hz, *numbers in zip(sums.numbers.tolist(), sums.hz.tolist(), *columns, strict=True)
    ]


def _level_formula(it: Derivation) -> str:
    config = it.config
    level, value, result = config.level, _number(it.value), f"{it.level:.6g}"
    if level.compression == "none":
        return f"L = E = {result}"
    if level.compression == "pcen":
        pcen = config.pcen
        energy = f"{value} / ({pcen.eps:g} + {_number(it.smoothed)})^{pcen.gain:g}"
        if pcen.power == 0:
            return f"L = ln(1 + {energy}) = {result}"
        return f"L = ({energy} + {pcen.bias:g})^{pcen.power:g} - {pcen.bias:g}^{pcen.power:g} = {result}"
    floored = f"{value} + {level.floor:.3g}" if level.floor_mode == "add" else f"max({value}, {level.floor:.3g})"
    if level.compression != "db":
        return f"L = {level.compression}({floored}) = {result}"
    per_decade = decibels_per_decade(config.mel.power)
    return f"L = {per_decade:g} log10({_per_reference(floored, config)}) = {result} dB"


def _per_reference(floored: str, config: Config) -> str:
    level = config.level
    if isinstance(level.reference, str):
        return floored
    if level.floor_mode == "add":
        return f"({floored}) / ({level.reference:g} + {level.floor:.3g})"
    return f"{floored} / {max(level.reference, level.floor):g}"


def _whole_formula(it: Derivation, probed: _Probed) -> str:
    level, shown, config = f"{it.level:.6g}", f"{probed.shown:.6g}", it.config
    kind = config.level.finalize
    if kind == "whisper":
        return f"(max({level}, maximum - 8 = {4 * probed.lowest - 4:.6g}) + 4) / 4 = {shown}"
    if kind == "per_feature":
        return _per_feature_formula(level, shown, probed)
    if kind == "top_db" and config.level.compression == "db":
        return _top_db_formula(level, shown, probed, config.level)
    return ""


def _per_feature_formula(level: str, shown: str, probed: _Probed) -> str:
    slope = probed.at_one - probed.at_zero
    if slope <= 0:
        return ""
    mean, deviation = -probed.at_zero / slope, 1 / slope - DEVIATION_OFFSET
    return f"({level} - mean {mean:.5g}) / (deviation {deviation:.5g} + {DEVIATION_OFFSET:g}) = {shown}"


def _top_db_formula(level: str, shown: str, probed: _Probed, levels: LevelConfig) -> str:
    if levels.reference == "max":
        relative = f"{level} - maximum {probed.maximum:.5g}"
        return f"max({relative}, -{levels.top_db:g}) = {shown}" if levels.top_db else f"{relative} = {shown}"
    if not levels.top_db:
        return ""
    return f"max({level}, maximum - {levels.top_db:g} = {probed.lowest:.6g}) = {shown}"


def _colour_formula(it: Explanation) -> str:
    share = f"{STEPS} ({it.shown:.6g} - {it.level_min:g}) / ({it.level_max:g} - {it.level_min:g})"
    colour = "#" + "".join(f"{channel:02x}" for channel in it.rgb)
    return f"floor({share}), within 0 to {STEPS - 1} = {it.colour_index}: {colour} of {it.colormap}"


def _triangle(it: Derivation) -> str:
    return f"{it.band.lower_hz:.1f}, {it.band.centre_hz:.1f}, {it.band.upper_hz:.1f} Hz"


def _weighted(config: Config) -> str:
    offset = config.stft.magnitude_offset
    power = f"(|X|^2 + {offset:g})" if offset else "|X|^2"
    return f"weight {power}" if config.mel.power == 2 else f"weight sqrt({power})" if offset else "weight |X|"


def _window_length(it: Derivation) -> str:
    length = it.config.stft.win_length or it.config.stft.n_fft
    return f"{length} samples" + (f" in {len(it.samples)}" if length < len(it.samples) else "")


def _listed(numbers: Doubles) -> str:
    """The first few around the middle, where the window is largest."""
    middle = len(numbers) // 2
    few = numbers[middle : middle + DIGITS - 1].tolist()
    return f"[\u2026 {' '.join(_number(each) for each in few)} \u2026]"


def _number(number: float) -> str:
    """In so many digits."""
    if number == 0 or 1e-3 <= abs(number) < 1e5:
        return f"{number:.{DIGITS}g}"
    return f"{number:.{DIGITS - 1}e}"
