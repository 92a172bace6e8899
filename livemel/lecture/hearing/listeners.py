"""Listeners that are simulated: how often one answers right when two tones differ by so many Hz."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

TWO_DOWN_ONE_UP = 0.5**0.5
"""The share of right answers to which the rule leads: two in a row are then as probable as not (Levitt 1971)."""


@dataclass(frozen=True)
class Listener:
    """Says which of two tones is higher; d' grows in proportion to the difference.

    d' = difference / sigma and p = Phi(d' / sqrt(2)), as for any choice between two (D. M. Green and J. A. Swets,
    Signal Detection Theory and Psychophysics, 1966). The slopes that were measured are close to it (H. E. Gockel, B.
    C. J. Moore and R. P. Carlyon, J. Acoust. Soc. Am. 148, 3322, 2020).
    """

    sigma: float
    """Hz, of what the ear adds to each tone, as if it were noise."""
    lapses: float = 0.0
    """Share of the answers that are guessed whatever is heard."""

    def share_right(self, difference: float) -> float:
        """0.5 to 1."""
        heard = float(ndtr(difference / self.sigma / np.sqrt(2.0)))
        return self.lapses / 2 + (1 - self.lapses) * heard

    def threshold(self, share: float = TWO_DOWN_ONE_UP) -> float:
        """Hz at which a share of the answers is right: sqrt(2) sigma Phi^-1(share), where nothing lapses."""
        heard = (share - self.lapses / 2) / (1 - self.lapses)
        return float(np.sqrt(2.0) * self.sigma * ndtri(heard))

    def is_right(self, difference: float, chance: np.random.Generator) -> bool:
        """One answer."""
        return bool(chance.random() < self.share_right(difference))


def listener_with(threshold: float) -> Listener:
    """One whose 70.7 % point lies at `threshold` Hz."""
    return Listener(threshold / Listener(1.0).threshold())
