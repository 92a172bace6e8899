"""Bands: which mel bands a rule looks at, and what happens to a range in which there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Doubles
from livemel.errors import ConfigError
from livemel.monitor.rules.rule import RANGED, Rule


def bands_of(rule: Rule, frequencies: Doubles) -> NDArray[np.bool_]:
    """Whether each band is looked at, shape (n_mels,).

    A band stands for what is nearer to its centre than to any other, hence every range is looked at in whole: what
    sounds in it is heard about 3 dB too low at most, and what sounds beyond by more than a band is not heard.

    Parameters
    ----------
    rule
        The range is `low_hz` to `high_hz`.
    frequencies
        Hz of the bands' centres, shape (n_mels,), ascending.
    """
    edges = _edges(frequencies)
    return (edges[1:] > rule.low_hz) & (edges[:-1] < (rule.high_hz or np.inf))


def refuse_deaf(rules: Sequence[Rule], frequencies: Doubles) -> None:
    """Raise ConfigError for rules that would wait for ever: their range holds no band."""
    deaf = [rule for rule in rules if rule.measure in RANGED and not bands_of(rule, frequencies).any()]
    if deaf:
        raise ConfigError([_why(rule, frequencies) for rule in deaf])


def _edges(frequencies: Doubles) -> Doubles:
    """Hz between the bands, shape (n_mels + 1,).

    The outermost lie beyond where the outermost triangles end, which is nearer on every scale that there is.
    """
    if len(frequencies) == 1:
        return np.array([0.0, np.inf])
    between = (frequencies[:-1] + frequencies[1:]) / 2
    lowest = max(0.0, 2 * frequencies[0] - frequencies[1])
    highest = frequencies[-1] * (frequencies[-1] / frequencies[-2]) ** 2
    return np.concatenate([[lowest], between, [highest]])


def _why(rule: Rule, frequencies: Doubles) -> str:
    asked = f"{rule.low_hz:g} to {rule.high_hz:g} Hz" if rule.high_hz else f"what is above {rule.low_hz:g} Hz"
    return (
        f"rule {rule.name!r} looks at {asked}, where there is no mel band: their centres lie from"
        f" {frequencies[0]:.0f} to {frequencies[-1]:.0f} Hz; change low_hz and high_hz, or mel.fmin, mel.fmax and the"
        " sample rate"
    )
