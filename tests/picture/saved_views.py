"""A view to print and to write."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from livemel.config import load_config
from livemel.picture.history import History
from livemel.picture.printed.saved_view import SavedView

RATE, HOP, BANDS = 16000, 512, 24


def filled_history(slots=400, gap=(150, 170)):
    """Noise of 12.8 s with a gap near its fifth second."""
    levels = np.random.default_rng(1).uniform(-90, 0, (slots, BANDS)).astype(np.float32)
    history = History(10_000, BANDS, HOP)
    history.add_columns(0.0, levels)
    if gap is not None:
        history.add_gap(round(gap[0] * HOP), round((gap[1] - gap[0]) * HOP))
    return history


def saved(settings=(), gap=(150, 170), **others):
    """A view of it, from second 3.25 to 5.75."""
    config = load_config(
        overrides=[f"mel.n_mels={BANDS}", f"stft.hop_length={HOP}", "display.colormap=viridis", *settings]
    )
    parts = {
        "source": "Mikrofon für <Umlaute> & mehr",
        "config": config,
        "version": "0.1",
        "sample_rate": RATE,
        "analysis_rate": RATE,
        "started": datetime(2026, 11, 22, 20, 15, 3, tzinfo=UTC),
        "begin": 3.25,
        "seconds": 2.5,
    }
    return SavedView(**{**parts, **others}).seen(filled_history(gap=gap))
