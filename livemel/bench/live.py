"""Blocks of one hop, as from a microphone: microseconds each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from livemel.bench import engine
from livemel.bench.comparison import Comparison
from livemel.bench.contender import Hop, Name, Timed
from livemel.bench.peers import Peer
from livemel.bench.preparing import as_levels, checked, name_of, peers_of, try_peers
from livemel.bench.recipes import Recipe
from livemel.bench.rounds import Step, time_in_turn
from livemel.bench.sound import speech_like
from livemel.dsp.arrays import Floats

CHECKED_HOPS = 100

Task = tuple[Timed, Callable[[], None]]


@dataclass(frozen=True)
class Blocks:
    """The sound, cut so that every block of `checked` and `timed` is one hop and completes one frame."""

    lead_in: list[Floats]
    """Up to the end of the first frame, the first block shorter than a hop."""
    checked: list[Floats]
    timed: list[Floats]

    @classmethod
    def cut(cls, recipe: Recipe, hops: int, scaled: bool) -> Blocks:
        """Enough for `hops` timed hops; `scaled` as peers take them."""
        stft = recipe.config().stft
        frame, hop = stft.win_length or stft.n_fft, stft.hop_length
        count = frame + (CHECKED_HOPS + hops) * hop
        samples = speech_like(count / recipe.sample_rate, recipe.sample_rate)
        if scaled:
            samples = recipe.scaled(samples)
        blocks = [samples[: frame % hop or hop]]
        blocks += [samples[begin : begin + hop] for begin in range(len(blocks[0]), count, hop)]
        first = len(blocks) - CHECKED_HOPS - hops
        return cls(blocks[:first], blocks[first : first + CHECKED_HOPS], blocks[first + CHECKED_HOPS :])

    def frames(self, hop: Hop) -> Floats:
        """What a contender gives of the checked blocks, shape (CHECKED_HOPS, n_mels)."""
        for block in self.lead_in:
            hop(block)
        return np.concatenate([np.atleast_2d(as_levels(hop(block))) for block in self.checked])


def compare(recipe: Recipe, rounds: int, hops: int, peers: bool, step: Step) -> Comparison:
    """Measure livemel, the FFT alone and, if asked for, the peers, `hops` hops in a row each round."""
    blocks, scaled = Blocks.cut(recipe, hops, scaled=False), Blocks.cut(recipe, hops, scaled=True)
    first, *others = engine.names()
    hop = engine.hop(recipe, first)
    expected = blocks.frames(hop)
    tasks: list[Task] = [(Timed(first), _in_a_row(hop, blocks.timed))]
    for name in others:
        hop = engine.hop(recipe, name)
        tasks.append((checked(name, blocks.frames(hop), expected, recipe), _in_a_row(hop, blocks.timed)))
    unmeasured: dict[str, str] = {}

    def ready(peer: Peer) -> Task:
        hop = peer.live[recipe.key](recipe)
        return checked(name_of(peer), scaled.frames(hop), expected, recipe), _in_a_row(hop, scaled.timed)

    possible = peers_of(recipe.key, live=True) if peers else []
    tasks += [made for _, made in try_peers(possible, ready, unmeasured)]
    tasks += [_floor(name, recipe, blocks.timed) for name in engine.floors()]
    time_in_turn(tasks, rounds, step, units=hops)
    return Comparison(
        title=recipe.title,
        key=recipe.key,
        sample_rate=recipe.sample_rate,
        seconds_of_sound=recipe.config().stft.hop_length / recipe.sample_rate,
        is_live=True,
        timed=[timed for timed, _ in tasks],
        unmeasured=unmeasured,
    )


def _floor(name: Name, recipe: Recipe, blocks: Sequence[Floats]) -> Task:
    transform = engine.fft_of_frames(name, recipe.config().stft.n_fft, 1)
    return Timed(name, is_floor=True), _in_a_row(lambda _: transform(), blocks)


def _in_a_row(hop: Hop, blocks: Sequence[Floats]) -> Callable[[], None]:
    def run() -> None:
        for block in blocks:
            hop(block)

    return run
