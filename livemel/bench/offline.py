"""Whole signals: how many times faster than real time."""

from __future__ import annotations

from livemel.bench import engine
from livemel.bench.comparison import Comparison
from livemel.bench.contender import Timed, Whole
from livemel.bench.peers import Peer
from livemel.bench.preparing import as_levels, checked, name_of, peers_of, try_peers
from livemel.bench.recipes import Recipe
from livemel.bench.rounds import Step, time_in_turn
from livemel.bench.sound import speech_like
from livemel.dsp.arrays import Floats


def compare(recipe: Recipe, seconds: float, rounds: int, peers: bool, step: Step) -> Comparison:
    """Measure livemel, the FFT alone and, if asked for, the peers, over `seconds` of sound."""
    samples = speech_like(seconds, recipe.sample_rate)
    first, *others = engine.names()
    run = engine.whole(samples, recipe, first)
    expected = as_levels(run())
    contenders: list[tuple[Timed, Whole]] = [(Timed(first), run)]
    for name in others:
        run = engine.whole(samples, recipe, name)
        contenders.append((checked(name, as_levels(run()), expected, recipe), run))
    unmeasured: dict[str, str] = {}
    scaled = recipe.scaled(samples)

    def ready(peer: Peer) -> tuple[Timed, Whole]:
        run = peer.offline[recipe.key](scaled, recipe)
        return checked(name_of(peer), as_levels(run()), expected, recipe), run

    possible = peers_of(recipe.key, live=False) if peers else []
    contenders += [made for _, made in try_peers(possible, ready, unmeasured)]
    contenders += _floors(recipe, expected)
    time_in_turn(contenders, rounds, step)
    return Comparison(
        title=recipe.title,
        key=recipe.key,
        sample_rate=recipe.sample_rate,
        seconds_of_sound=seconds,
        is_live=False,
        timed=[timed for timed, _ in contenders],
        unmeasured=unmeasured,
    )


def _floors(recipe: Recipe, levels: Floats) -> list[tuple[Timed, Whole]]:
    n_fft = recipe.config().stft.n_fft
    return [(Timed(name, is_floor=True), engine.fft_of_frames(name, n_fft, len(levels))) for name in engine.floors()]
