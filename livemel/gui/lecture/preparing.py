"""Preparing: what the steps to come need is made before they are asked for."""

from __future__ import annotations

from functools import partial

from livemel.lecture.presenter import Place, Presenter
from livemel.lecture.recipe import Recipe
from livemel.lecture.workshop import Workshop


class Preparing:
    """Tells the workshop what is wanted next. GUI thread."""

    def __init__(self, presenter: Presenter, workshop: Workshop) -> None:
        self._presenter, self._workshop = presenter, workshop
        self._asked: set[Place] = set()
        self._awaited: list[Recipe] = []

    def await_step(self) -> bool:
        """Whether slow sounds of this step are not there yet; they are made before anything else."""
        recipes = self._slow(self._presenter.place)
        missing = [recipe for recipe in recipes if not self._workshop.is_ready(recipe)]
        if missing and not self._awaited:
            self._workshop.prepare(missing, first=True)
        self._awaited = recipes if missing else []
        return bool(missing)

    def was_awaited(self) -> bool:
        """Whether the step was still being prepared when last asked."""
        return bool(self._awaited)

    @property
    def share(self) -> float:
        """How much of what is awaited is done, 0 to 1."""
        return self._workshop.progress(self._awaited)

    def look_ahead(self) -> None:
        """The next step first, then the one before, then all of the scene.

        Once, at the beginning, all that is quick of the other scenes goes behind, so that a jump is as quick as a step.
        """
        presenter = self._presenter
        is_beginning = not self._asked
        neighbours = [place for place in (presenter.neighbour(1), presenter.neighbour(-1)) if place is not None]
        same_scene = [(presenter.place[0], number) for number in range(len(presenter.scene.steps))]
        for place in reversed(dict.fromkeys([*neighbours, *same_scene])):
            self._ask(place, first=True)
        for place in presenter.places if is_beginning else []:
            if not self._slow(place):
                self._ask(place, first=False)

    def _ask(self, place: Place, first: bool) -> None:
        if place not in self._asked:
            self._asked.add(place)
            stage, step = self._presenter.stages[place[0]], self._presenter.step_at(place)
            self._workshop.prepare(stage.recipes_of(step), first=first, then=partial(stage.warm, step))

    def _slow(self, place: Place) -> list[Recipe]:
        stage = self._presenter.stages[place[0]]
        return [recipe for recipe in stage.recipes_of(self._presenter.step_at(place)) if recipe.is_slow]
