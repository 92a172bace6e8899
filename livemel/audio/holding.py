"""Holding: blocks that wait until it is known whether something was lost before them."""

from __future__ import annotations

from collections import deque

import numpy as np

from livemel.audio.source import Block, Samples


class Holding:
    """A queue of blocks. Worker thread."""

    def __init__(self, channels: int) -> None:
        self._blocks: deque[Block] = deque()
        self.nothing = Block(np.empty((0, channels), np.float32))

    def add(self, samples: Samples, lost: int, cause: str) -> None:
        """Put a block at the end."""
        if lost or len(samples):
            self._blocks.append(Block(samples, lost, cause))

    def add_loss_before(self, lost: int, cause: str) -> None:
        """Something was lost before everything that is held."""
        first = self._blocks.popleft() if self._blocks else self.nothing
        self._blocks.appendleft(Block(first.samples, lost + first.lost, cause))

    def discard(self) -> int:
        """Throw everything away. Returns how many samples, received or lost, were held."""
        held = sum(len(block.samples) + block.lost for block in self._blocks)
        self._blocks.clear()
        return held

    def take(self) -> Block:
        """The first block, with those after it as long as nothing was lost between them."""
        if not self._blocks:
            return self.nothing
        first = self._blocks.popleft()
        parts = [first.samples]
        while self._blocks and not self._blocks[0].lost:
            parts.append(self._blocks.popleft().samples)
        samples = parts[0] if len(parts) == 1 else np.concatenate(parts)
        return Block(samples, first.lost, first.cause)
