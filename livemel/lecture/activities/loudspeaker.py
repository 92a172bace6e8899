"""Loudspeaker: which tones are heard from the last row, and what that means for the lecture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np

from livemel.lecture.activities.activity import Activity, Result, keys_of, lines_of
from livemel.lecture.activities.trials import HIGHEST_HZ, LEVEL_DBFS, ToneLevel, ToneSeconds, hz
from livemel.lecture.figure import Axis, Dots, Figure, Layer, Plot, Table
from livemel.lecture.parameters import Hertz, Range, Seed
from livemel.lecture.sound import Doubles, Sound, sound_of
from livemel.lecture.sounds.shapes import amplitude, ramped, times

USUAL_HZ = [31.5, 40.0, 63.0, 125.0, 250.0, 500.0, 1000.0, 2000.0, 4000.0, 8000.0, 12000.0, 16000.0]
RAMP_SECONDS = 0.1
"""Long, so that the beginning of a low tone holds nothing higher that would be heard in its place."""
WORDS = ("a clear tone", "nothing", "something else: buzz, rattle, hiss")
SHORT = ("clear tone", "nothing", "something else")
CLEAR, NOTHING = 0, 1
BACK = 4
"""A key."""
HEIGHTS = (3.0, 1.0, 2.0)
"""Of the answers in the figure."""
SHAPES = ("circle", "cross", "triangle")
ROLES = ("first", "problem", "second")
TICKS_HZ = (31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000)
NEAR_OCTAVES = 0.5
"""A tone that is needed is judged by one that was tested so near to it."""


def loudspeaker(
    *,
    frequencies: list[Hertz] = USUAL_HZ,
    silences: Annotated[int, Range(0, 10)] = 2,
    level: ToneLevel = LEVEL_DBFS,
    seconds: ToneSeconds = 1.0,
    needed: list[str] = [],  # noqa: B006
    seed: Seed = 0,
) -> Activity:
    """Tones in an order by chance, and some silences among them; `needed`: "frequency | what needs it"."""
    if not frequencies or len(set(frequencies)) != len(frequencies):
        raise ValueError(f"frequencies must differ, at least one, got {frequencies}")
    if min(frequencies) < 10 or max(frequencies) > HIGHEST_HZ:
        raise ValueError(f"frequencies must be in 10..{HIGHEST_HZ:g} Hz, got {frequencies}")
    uses = [_use(each) for each in needed]
    return LoudspeakerCheck([float(each) for each in frequencies], silences, (level, seconds), uses, seed)


def _use(text: str) -> tuple[float, str]:
    frequency, bar, what = text.partition("|")
    try:
        if bar and what.strip() and float(frequency) > 0:
            return float(frequency), what.strip()
    except ValueError:
        pass
    raise ValueError(f'needed must hold texts such as "12000 | scene 6: 12,000 Hz", got {text!r}')


class LoudspeakerCheck:
    """One answer for every sound, by whoever sits in the last row."""

    def __init__(
        self,
        frequencies: Sequence[float],
        silences: int,
        play: tuple[float, float],
        needed: list[tuple[float, str]],
        seed: int,
    ) -> None:
        self._played = [*frequencies, *[0.0] * silences]
        self._play, self._needed, self._seed = play, needed, seed
        self._restarts = 0
        self._begin()

    def _begin(self) -> None:
        chance = np.random.default_rng([self._seed, self._restarts])
        self.order = [self._played[place] for place in chance.permutation(len(self._played))]
        """Hz; 0 is silence."""
        self._answers: list[int] = []

    def restart(self) -> None:
        """Forget all answers; another order."""
        self._restarts += 1
        self._begin()

    @property
    def is_done(self) -> bool:
        """Whether every sound has its answer."""
        return len(self._answers) == len(self.order)

    def answers(self) -> tuple[str, ...]:
        """What was heard, or the sound before once more."""
        return () if self.is_done else (*WORDS, "back to the sound before")

    def sound(self) -> Sound | None:
        """The present one."""
        if self.is_done:
            return None
        level, seconds = self._play
        frequency = self.order[len(self._answers)]
        strength = amplitude(level) if frequency else 0.0
        return sound_of(ramped(strength * np.sin(2 * np.pi * frequency * times(seconds)), RAMP_SECONDS))

    def answer(self, number: int) -> bool:
        """What was heard; or back."""
        if self.is_done:
            return False
        if number == BACK and self._answers:
            self._answers.pop()
            return True
        if not 1 <= number <= len(WORDS):
            return False
        self._answers.append(number - 1)
        return True

    def heard(self) -> dict[float, int]:
        """The answer to every tone that was played, by its frequency, the lowest first."""
        pairs = zip(self.order, self._answers, strict=False)
        return dict(sorted((frequency, answer) for frequency, answer in pairs if frequency))

    def false_alarms(self) -> int:
        """How many silences were called a sound."""
        pairs = zip(self.order, self._answers, strict=False)
        return sum(frequency == 0.0 and answer != NOTHING for frequency, answer in pairs)

    def prompt(self) -> str:
        """The keys; in the end what this loudspeaker can be used for."""
        if not self.is_done:
            head = f"**Sound {len(self._answers) + 1} of {len(self.order)}.** Last row: what do you hear?"
            return lines_of(head, *keys_of(self.answers()), "", "Space: hear it, also again")
        clear = [frequency for frequency, answer in self.heard().items() if answer == CLEAR]
        not_clear = [frequency for frequency, answer in self.heard().items() if answer != CLEAR]
        silences = self.order.count(0.0)
        return lines_of(
            f"**Clear in the last row:** {_listed(clear)}",
            f"**Not clear:** {_listed(not_clear)}",
            f"Silences taken for a sound: {self.false_alarms()} of {silences}" if silences else "",
            "",
            "What was not heard: loudspeaker, room or ear, this test cannot say which.",
        )

    def affected(self) -> list[tuple[float, str, str]]:
        """What the lecture needs and this loudspeaker did not bring: frequency, use, and why."""
        heard = self.heard()
        rows = []
        for frequency, use in self._needed:
            nearest = min(heard, key=lambda each: abs(np.log2(each / frequency)), default=None)
            if nearest is None or abs(np.log2(nearest / frequency)) > NEAR_OCTAVES:
                rows.append((frequency, use, "not tested"))
            elif heard[nearest] != CLEAR:
                rows.append((frequency, use, SHORT[heard[nearest]]))
        return rows

    def figure(self) -> Figure:
        """Answers in their order; in the end over frequency, with the scenes that are affected."""
        heights = Axis("", 0.5, 3.5, tuple(sorted(zip(HEIGHTS, SHORT, strict=True))))
        if not self.is_done:
            places = np.arange(1.0, len(self._answers) + 1)
            count = len(self.order)
            x = Axis("sound", 0.5, count + 0.5, tuple((float(i), f"{i}") for i in range(1, count + 1)))
            return Figure(((Plot(x, heights, _dots(places, self._answers)),),))
        heard = self.heard()
        low, high = min(heard) / 1.25, max(heard) * 1.25
        ticks = tuple((float(each), hz(each)) for each in TICKS_HZ if low <= each <= high)
        x = Axis("frequency (Hz)", low, high, ticks, log=True)
        plot = Plot(x, heights, _dots(np.array(list(heard)), list(heard.values())), "what the last row heard")
        affected = self.affected()
        rows = tuple((f"{hz(frequency)} Hz", use, why) for frequency, use, why in affected)
        title = (
            "The lecture needs these, and they were not a clear tone"
            if rows
            else "Nothing the lecture needs is missing"
        )
        table = Table(("tone", "needed for", "heard") if rows else ("",), rows, title)
        return Figure(((plot,), (table,)), (1.0, 0.25 + 0.12 * len(rows)))

    def results(self) -> list[Result]:
        """Every sound in the order in which it was played."""
        rows = []
        for frequency, answer in zip(self.order, self._answers, strict=False):
            item = f"{frequency:g} Hz" if frequency else "silence"
            right = None if frequency else answer == NOTHING
            rows.append(Result(item=item, answer=SHORT[answer], right=right))
        return rows


def _dots(places: Doubles, answers: list[int]) -> tuple[Layer, ...]:
    given = np.array(answers, int)
    return tuple(
        Dots(places[given == kind], np.full(int(np.sum(given == kind)), HEIGHTS[kind]), ROLES[kind], "", SHAPES[kind])
        for kind in range(len(WORDS))
    )


def _listed(frequencies: list[float]) -> str:
    return ", ".join(map(hz, frequencies)) + " Hz" if frequencies else "none"
