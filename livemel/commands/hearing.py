"""What a second of a microphone says about it: alive, silent, stuck, clipped, or dead."""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from livemel.commands.findings import Finding, Level

SUBJECT = "microphone"
FAINT_DBFS = -80.0
"""Below, a room with people in it is hardly heard."""

ZEROS_ADVICE = {
    "linux": "unmute it in the sound settings (pactl set-source-mute, alsamixer) and look for a switch on it",
    "darwin": "allow the terminal in System Settings, Privacy & Security, Microphone, then start the terminal anew",
    "win32": "allow desktop apps in Settings, Privacy & security, Microphone, and look for a mute switch",
}
NOTHING_ADVICE = "another program may hold it, or the sound server gives nothing; choose another with --device"


def hearing(samples: NDArray[np.float32], name: str, seconds: float, silence: str = "") -> Finding:
    """The verdict on `samples`, shape (n, channels), that came from the microphone `name` within `seconds`.

    `silence` says why exact zeros are to be expected, where that is known.
    """
    if samples.size == 0:
        return Finding(Level.FAIL, SUBJECT, f"{name} opens, but no sound came in {seconds:.1f} s: {NOTHING_ADVICE}")
    if np.ptp(samples) == 0:
        return _constant(float(samples.flat[0]), name, silence)
    level, peak = _dbfs(_rms(samples) * np.sqrt(2)), _dbfs(float(np.abs(samples).max()))
    heard = f"{name}: {level:.1f} dBFS, peak {peak:.1f} dBFS"
    if peak >= 0:
        return Finding(Level.WARN, SUBJECT, f"{heard}: clipped; turn its gain down in the sound settings")
    if level < FAINT_DBFS:
        return Finding(Level.WARN, SUBJECT, f"{heard}: very faint; speak into it, turn its gain up")
    return Finding(Level.OK, SUBJECT, heard)


def _constant(value: float, name: str, silence: str) -> Finding:
    if value != 0:
        text = f"{name} gives the same value all the time ({value:.3g}): it is stuck; plug it in again"
    else:
        advice = silence or ZEROS_ADVICE.get(sys.platform, ZEROS_ADVICE["linux"])
        text = f"{name} gives nothing but exact zeros: {advice}"
    return Finding(Level.FAIL, SUBJECT, text)


def _rms(samples: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _dbfs(amplitude: float) -> float:
    """A sine of full scale is 0 dBFS."""
    return float(20 * np.log10(max(amplitude, 1e-10)))
