"""Whether two libraries computed the same thing."""

from __future__ import annotations

import numpy as np

from livemel.bench.contender import Agreement
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats


def agreement(ours: Floats, theirs: Floats, recipe: Recipe) -> Agreement:
    """Compare levels of shape (frames, n_mels), from the first frame on.

    Levels further than `recipe.span` below the largest of `ours` are left out.
    """
    frames = (len(ours), len(theirs))
    count = min(frames)
    if not count or ours.shape[1:] != theirs.shape[1:]:
        return Agreement(np.inf, recipe.unit, frames, False)
    heard = ours[:count] > ours.max() - recipe.span
    difference = float(np.abs(ours[:count] - theirs[:count])[heard].max())
    return Agreement(difference, recipe.unit, frames, frames[0] == frames[1] and difference <= recipe.tolerance)
