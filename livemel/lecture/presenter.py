"""Presenter: where a lecture is, and everything that must not be lost on the way: votes, knobs, tests, times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.scene import Question, Scene, Step
from livemel.lecture.stage import Maker, Stage

Place = tuple[int, int]
"""Numbers of scene and step, from 0."""


@dataclass
class Answered:
    """What a class has said to one question."""

    votes: list[int]
    """For every answer."""
    is_revealed: bool = False
    order: list[int] = field(default_factory=list)
    """Votes as they came, to take the last one back."""


class Presenter:
    """Goes through scenes; going back finds everything as it was left. One thread.

    Parameters
    ----------
    scenes
        At least one.
    maker
        Makes their sounds.
    seed
        Of the listening tests: another order for every class.
    clock
        Seconds.
    """

    def __init__(
        self, scenes: Sequence[Scene], maker: Maker, seed: int = 0, clock: Callable[[], float] = monotonic
    ) -> None:
        self.scenes = tuple(scenes)
        self.stages = tuple(Stage(scene, maker) for scene in scenes)
        self.place: Place = (0, 0)
        self.answered: dict[Place, Answered] = {}
        self.activities: dict[Place, Any] = {}
        self.spent_s: dict[Place, float] = {}
        """Seconds on each step so far, the present visit left out."""
        self._seed = seed
        self._clock = clock
        self._began = self._entered = clock()
        self.began = datetime.now(UTC)

    @property
    def scene(self) -> Scene:
        """The present one."""
        return self.scenes[self.place[0]]

    @property
    def stage(self) -> Stage:
        """That of the present scene."""
        return self.stages[self.place[0]]

    @property
    def step(self) -> Step:
        """The present one."""
        return self.scene.steps[self.place[1]]

    def step_at(self, place: Place) -> Step:
        """Any step."""
        return self.scenes[place[0]].steps[place[1]]

    def neighbour(self, direction: int) -> Place | None:
        """The step before (-1) or after (1), also in another scene; None at an end."""
        places = self.places
        index = places.index(self.place) + direction
        return places[index] if 0 <= index < len(places) else None

    @property
    def places(self) -> list[Place]:
        """All steps in their order."""
        return [(i, k) for i, scene in enumerate(self.scenes) for k in range(len(scene.steps))]

    def go(self, place: Place) -> None:
        """To any step."""
        now = self._clock()
        self.spent_s[self.place] = self.spent_s.get(self.place, 0.0) + now - self._entered
        self.place, self._entered = place, now

    def move(self, direction: int) -> bool:
        """To the next or the last step; whether there is one."""
        place = self.neighbour(direction)
        if place is not None:
            self.go(place)
        return place is not None

    def to_scene(self, direction: int) -> bool:
        """To the beginning of the next scene or of this one or the one before; whether anything changed."""
        number = self.place[0] + direction if direction > 0 or self.place[1] == 0 else self.place[0]
        if not 0 <= number < len(self.scenes) or self.place == (number, 0):
            return False
        self.go((number, 0))
        return True

    @property
    def elapsed_s(self) -> float:
        """Since the lecture began."""
        return self._clock() - self._began

    @property
    def step_elapsed_s(self) -> float:
        """On this step, with earlier visits."""
        return self.spent_s.get(self.place, 0.0) + self._clock() - self._entered

    @property
    def planned_s(self) -> float:
        """What the steps up to the end of this one are meant to take, from the first that was shown."""
        shown = [place for place in self.places if place in self.spent_s or place == self.place]
        return 60.0 * sum(self.step_at(place).minutes for place in shown)

    @property
    def answers(self) -> Answered | None:
        """What was said to the question of this step; None where nothing is asked."""
        question = self.step.question
        if question is None:
            return None
        return self.answered.setdefault(self.place, Answered([0] * len(question.answers)))

    def vote(self, number: int) -> bool:
        """Count one more for answer `number`, from 1; whether there is such an answer."""
        answers = self.answers
        if answers is None or not 1 <= number <= len(answers.votes):
            return False
        answers.votes[number - 1] += 1
        answers.order.append(number - 1)
        return True

    def unvote(self) -> bool:
        """Take the last vote back; whether there was one."""
        answers = self.answers
        if answers is None or not answers.order:
            return False
        answers.votes[answers.order.pop()] -= 1
        return True

    def reveal(self) -> bool:
        """Show the right answer, or hide it again; whether something was asked."""
        answers = self.answers
        if answers is None:
            return False
        answers.is_revealed = not answers.is_revealed
        return True

    def prediction(self) -> tuple[Question, Answered] | None:
        """In a step that explains: the last question of the scene before it, and what was said to it."""
        number, last = self.place
        if self.step.kind != "explain" or self.step.question is not None:
            return None
        for step in range(last - 1, -1, -1):
            question = self.scenes[number].steps[step].question
            if question is not None:
                return question, self.answered.get((number, step), Answered([0] * len(question.answers)))
        return None

    @property
    def activity(self) -> Any:
        """The listening test of this step; None where there is none."""
        call = self.step.activity
        if call is None:
            return None
        if self.place not in self.activities:
            seed = self._seed + 1000 * self.place[0] + self.place[1]
            with self.stage.told(f"steps[{self.place[1] + 1}].activity"):
                self.activities[self.place] = ACTIVITIES[call.name](**{"seed": seed, **call.arguments})
        return self.activities[self.place]
