"""The spectrum as text that every spreadsheet reads."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from livemel.dsp.arrays import Doubles

Levels = NDArray[np.float32]


def spectrum_csv(edges_hz: Doubles, now: Levels, average: Levels, peak: Levels, unit: str) -> str:
    """A head line, and a line for each band from the lowest on.

    Parameters
    ----------
    edges_hz
        Of `band_edges`, shape (n_mels + 2,).
    now, average, peak
        Levels, shape (n_mels,) each; a field is empty where one is not finite.
    unit
        Of the levels, for the head line; may be empty.

    Returns
    -------
    str
        Comma-separated, with a point as decimal mark.
    """
    of = f" ({unit})" if unit else ""
    lines = [f"frequency (Hz),lower (Hz),upper (Hz),now{of},average{of},peak{of}"]
    for band, levels in enumerate(zip(now, average, peak, strict=True)):
        lower, centre, upper = edges_hz[band : band + 3]
        fields = [f"{hz:.3f}" for hz in (centre, lower, upper)]
        fields += [f"{level:.3f}" if np.isfinite(level) else "" for level in levels]
        lines.append(",".join(fields))
    return "\n".join(lines) + "\n"
