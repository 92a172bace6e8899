"""One bin as a phasor: the samples, each turned by its place, laid end to end; the arrow is what they come to."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.figure import Arrow, Axis, Figure, Line, Plot, Table
from livemel.lecture.framing import windowed
from livemel.lecture.parameters import Range
from livemel.lecture.sound import Sound
from livemel.lecture.views.axes import time_axis


def phasor(
    *,
    sound: Sound,
    at: Annotated[float, Range(0.0, 600.0, "s")] = 0.1,
    n_fft: Annotated[int, Range(16, 4096, "samples")] = 256,
    bin: Annotated[int, Range(0, 2048)] = 4,
    window: Literal["hann", "boxcar", "hamming", "blackman"] = "hann",
    done: Annotated[float, Range(0.0, 1.0)] = 1.0,
) -> Figure:
    """Bin number `bin` of the frame at `at`, summed over the first part `done` of its samples, with its numbers."""
    times, samples, weights = windowed(sound, at, n_fft, window)
    bin = min(bin, n_fft // 2)
    turns = np.exp(-2j * np.pi * bin * np.arange(n_fft) / n_fft)
    steps = samples * weights * turns * (2 / weights.sum())
    whole = np.concatenate([[0.0], np.cumsum(steps)])
    path = whole[: 1 + round(done * n_fft)]
    end = path[-1]
    reach = 1.15 * max(float(np.abs(whole.real).max()), float(np.abs(whole.imag).max()), 1e-6)
    hertz = bin * sound.rate / n_fft
    plane = Plot(
        Axis("real part", -reach, reach),
        Axis("imaginary part", -reach, reach),
        (
            Line(np.array([-reach, reach]), np.zeros(2), "faint"),
            Line(np.zeros(2), np.array([-reach, reach]), "faint"),
            Line(path.real, path.imag, "first", "", 2.0),
            Arrow(0.0, 0.0, float(end.real), float(end.imag), "accent", f"|X| = {abs(end):.4f}"),
        ),
        f"bin {bin}: {hertz:.4g} Hz",
        square=True,
    )
    limit = max(1.1 * float(np.abs(samples).max()), 1e-4)
    shown = max(1, round(done * n_fft))
    above = Plot(
        time_axis(times[0], times[-1] + 1 / sound.rate),
        Axis("amplitude", -limit, limit),
        (
            Line(times, samples * weights, "faint", "", 2.0),
            Line(times[:shown], (samples * weights)[:shown], "first", "added so far", 3.0),
            Line(times, limit * 0.9 * turns.real, "second", f"{hertz:.4g} Hz", 1.5, dashed=True),
        ),
    )
    numbers = Table(
        ("quantity", "value"),
        (
            ("re", _signed(float(end.real))),
            ("im", _signed(float(end.imag))),
            ("|X| = \N{SQUARE ROOT}(re² + im²)", f"{abs(end):.4f}"),
            ("phase", f"{_signed(float(np.degrees(np.angle(end))), 0)}°" if abs(end) > 1e-9 else "none"),
        ),
    )
    return Figure(((plane, numbers), (above,)), (2.0, 1.0))


def _signed(number: float, decimals: int = 4) -> str:
    return f"{round(number, decimals) + 0.0:.{decimals}f}".replace("-", "\N{MINUS SIGN}")
