"""Blind pairs: a class votes which of two tones is higher, or whether they are the same, and nobody knows the order."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np

from livemel.lecture.activities.activity import Activity, Result, keys_of, lines_of
from livemel.lecture.activities.trials import (
    GAP_SECONDS,
    HIGHEST_HZ,
    LEVEL_DBFS,
    ROVE_DB,
    TONE_SECONDS,
    Gap,
    PairShape,
    Rove,
    ToneLevel,
    ToneSeconds,
    dealt,
    hz,
)
from livemel.lecture.figure import Axis, Bars, Figure, Layer, Line, Mark, Note, Plot, figure_of
from livemel.lecture.hearing.intervals import binomial_interval
from livemel.lecture.parameters import Hertz, Range, Seed
from livemel.lecture.sound import Sound

WORDS = {"higher": ("the first was higher", "the second was higher"), "same": ("the same", "different")}
SHORT = {"higher": ("first", "second"), "same": ("same", "different")}
BACK, NEXT = 3, 4
"""Keys."""


def blind_pairs(
    *,
    low: list[Hertz],
    high: list[Hertz],
    trials: Annotated[int, Range(2, 40)] = 4,
    ask: Literal["higher", "same"] = "higher",
    level: ToneLevel = LEVEL_DBFS,
    rove: Rove = ROVE_DB,
    seconds: ToneSeconds = TONE_SECONDS,
    gap: Gap = GAP_SECONDS,
    seed: Seed = 0,
) -> Activity:
    """`trials` of each pair `low[i]`, `high[i]`, mixed; half of them one way and half the other."""
    if len(low) != len(high) or not low:
        raise ValueError(f"low and high must be equally long, at least 1, got {len(low)} and {len(high)}")
    for first, second in zip(low, high, strict=True):
        if not 0 < first < second <= HIGHEST_HZ:
            raise ValueError(f"high must be above low and at most {HIGHEST_HZ:g} Hz, got {first:g} and {second:g}")
    pairs = tuple(zip(map(float, low), map(float, high), strict=True))
    return BlindPairs(pairs, trials, ask, PairShape(level, rove, seconds, gap), seed)


class BlindPairs:
    """Votes are counted for a trial after it was heard; from the first vote on it is not heard again."""

    def __init__(
        self,
        pairs: tuple[tuple[float, float], ...],
        trials: int,
        ask: str,
        shape: PairShape,
        seed: int,
    ) -> None:
        self.pairs = pairs
        self._count, self._ask, self._shape, self._seed = trials, ask, shape, seed
        self._restarts = 0
        self._begin()

    def _begin(self) -> None:
        chance = np.random.default_rng([self._seed, self._restarts])
        made = dealt(self.pairs, self._count, self._ask, chance)
        self.trials = [made[place] for place in chance.permutation(len(made))]
        self._votes: list[list[int]] = [[]]
        """Of every trial so far, as they came; the last is the present one."""

    def restart(self) -> None:
        """Forget all votes; another order."""
        self._restarts += 1
        self._begin()

    @property
    def is_done(self) -> bool:
        """Whether every trial has its votes."""
        return len(self._votes) > len(self.trials)

    @property
    def at(self) -> int:
        """The number of the present trial, from 0."""
        return len(self._votes) - 1

    def answers(self) -> tuple[str, ...]:
        """Two votes, one back, the next."""
        if self.is_done:
            return ()
        return (*WORDS[self._ask], "take a vote back", "next pair" if self.at + 1 < len(self.trials) else "the result")

    def sound(self) -> Sound | None:
        """The present trial, until somebody has voted."""
        if self.is_done or self._votes[-1]:
            return None
        trial = self.trials[self.at]
        return self._shape.sound(trial.tones[0], trial.tones[1], trial.seed)

    def answer(self, number: int) -> bool:
        """A vote, one vote back, or on; no trial is left without a vote."""
        if self.is_done:
            return False
        votes = self._votes[-1]
        if number in (1, 2):
            votes.append(number - 1)
        elif number == BACK and votes:
            votes.pop()
        elif number == NEXT and votes:
            self._votes.append([])
        else:
            return False
        return True

    def prompt(self) -> str:
        """The keys, the count, and how the last one went."""
        last = self._told(self.at - 1) if self.at else ""
        if self.is_done:
            return lines_of(
                last, "", "Bars: all votes, with 95 % intervals as if every vote were independent. Dashed: guessing."
            )
        votes = self._votes[-1]
        counted = ", ".join(f"{word} **{votes.count(i)}**" for i, word in enumerate(SHORT[self._ask]))
        heard = f"Votes: {counted}" if votes else "Space: hear it, also again, until you vote"
        head = f"**Pair {self.at + 1} of {len(self.trials)}.** Not sure? Guess."
        return lines_of(head, *keys_of(self.answers()), "", heard, "", last)

    def _told(self, number: int) -> str:
        trial, votes = self.trials[number], self._votes[number]
        first, second = (hz(each) for each in trial.tones)
        return f"Last pair: {first}, then {second} Hz. {votes.count(trial.right)} of {len(votes)} right."

    def score(self, pair: int) -> tuple[int, int]:
        """Right votes and all votes for one pair, of the trials that are over."""
        over = [(self.trials[i], self._votes[i]) for i in range(self.at) if self.trials[i].pair == pair]
        return sum(votes.count(trial.right) for trial, votes in over), sum(len(votes) for _, votes in over)

    def figure(self) -> Figure:
        """Percent right for every pair, with its interval."""
        layers: list[Layer] = []
        for pair in range(len(self.pairs)):
            right, count = self.score(pair)
            if count:
                layers += _bar(pair + 1.0, right, count)
        layers.append(Mark(50.0, "guessing", "accent", horizontal=True))
        ticks = tuple((pair + 1.0, f"{hz(low)} / {hz(high)} Hz") for pair, (low, high) in enumerate(self.pairs))
        percent = tuple((float(each), f"{each}") for each in range(0, 101, 25))
        x = Axis("", 0.4, len(self.pairs) + 0.6, ticks)
        return figure_of(Plot(x, Axis("right answers (%)", 0.0, 112.0, percent), tuple(layers)))

    def results(self) -> list[Result]:
        """Every trial that is over, and the score of every pair."""
        rows = []
        for number in range(self.at):
            trial, votes = self.trials[number], self._votes[number]
            right = votes.count(trial.right)
            item = f"pair {number + 1}: {trial.tones[0]:g}, then {trial.tones[1]:g} Hz"
            said = ", ".join(f"{word} {votes.count(i)}" for i, word in enumerate(SHORT[self._ask]))
            tie = 2 * right == len(votes)
            rows.append(Result(item=item, answer=said, right=None if tie else 2 * right > len(votes)))
        for pair, (low, high) in enumerate(self.pairs):
            right, count = self.score(pair)
            if count:
                ends = [100 * each for each in binomial_interval(right, count)]
                item, said = f"{low:g} and {high:g} Hz", f"{right} of {count} right"
                value = 100 * right / count
                rows.append(Result(item=item, answer=said, value=value, low=ends[0], high=ends[1], unit="%"))
        return rows


def _bar(at: float, right: int, count: int) -> list[Layer]:
    """The share of right votes, its interval, and the count."""
    ends = 100 * np.array(binomial_interval(right, count))
    caps = [Line(at + np.array([-0.06, 0.06]), np.full(2, end), "text", "", 3.0) for end in ends]
    share = 100.0 * right / count
    return [
        Bars(np.array([at - 0.3]), np.array([at + 0.3]), np.array([share]), "first"),
        Line(np.full(2, at), ends, "text", "", 3.0),
        *caps,
        Note(at, 106.0, f"{right} of {count}"),
    ]
