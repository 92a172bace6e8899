"""What a second of a microphone says about it: alive, silent, stuck, clipped, or dead."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.commands.findings import Finding, Level
from livemel.runtime.health.advice import FAINT, FAINT_DBFS, NOTHING, PLUG_IN_AGAIN, STUCK, zeros_advice

SUBJECT = "microphone"


def hearing(samples: NDArray[np.float32], name: str, seconds: float, silence: str = "") -> Finding:
    """The verdict on `samples`, shape (n, channels), that came from the microphone `name` within `seconds`.

    `silence` says why exact zeros are to be expected, where that is known.
    """
    if samples.size == 0:
        return Finding(Level.FAIL, SUBJECT, f"{name} opens, but no sound came in {seconds:.1f} s: {NOTHING}")
    if np.ptp(samples) == 0:
        return _constant(float(samples.flat[0]), name, silence)
    level, peak = _dbfs(_rms(samples) * np.sqrt(2)), _dbfs(float(np.abs(samples).max()))
    heard = f"{name}: {level:.1f} dBFS, peak {peak:.1f} dBFS"
    if peak >= 0:
        return Finding(Level.WARN, SUBJECT, f"{heard}: clipped; turn its gain down in the sound settings")
    if level < FAINT_DBFS:
        return Finding(Level.WARN, SUBJECT, f"{heard}: very faint; {FAINT}")
    return Finding(Level.OK, SUBJECT, heard)


def _constant(value: float, name: str, silence: str) -> Finding:
    if value != 0:
        text = f"{name} gives the same value all the time ({value:.3g}): {STUCK}; {PLUG_IN_AGAIN}"
    else:
        text = f"{name} gives nothing but exact zeros: {silence or zeros_advice()}"
    return Finding(Level.FAIL, SUBJECT, text)


def _rms(samples: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _dbfs(amplitude: float) -> float:
    """A sine of full scale is 0 dBFS."""
    return float(20 * np.log10(max(amplitude, 1e-10)))
