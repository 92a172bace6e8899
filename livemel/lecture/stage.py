"""Stage: a scene with its knobs as they are turned: its sounds, numbers and pictures of this moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import isnan
from typing import Any, Protocol

import numpy as np

from livemel.errors import LivemelError
from livemel.lecture.figure import Figure, stacked
from livemel.lecture.measures import MEASURES
from livemel.lecture.parameters import is_knob, parameters_of
from livemel.lecture.recipe import HEARD, Order, Recipe
from livemel.lecture.scene import Call, NumberSpec, Scene, Step
from livemel.lecture.sound import Sound
from livemel.lecture.sounds import EFFECTS, MAKERS
from livemel.lecture.views import VIEWS

MOST_MEASURED = 256


class SceneError(LivemelError):
    """A part of a scene cannot be made, though it could be read: file, key and reason."""


class Maker(Protocol):
    """Who makes sounds of recipes, and keeps them."""

    def sound(self, recipe: Recipe) -> Sound:
        """Made now, or taken from what is kept."""


class Stage:
    """One scene. What the microphone hears may stand in the place of one of its sounds.

    Parameters
    ----------
    scene
        Read and checked.
    maker
        Makes its sounds.
    """

    def __init__(self, scene: Scene, maker: Maker) -> None:
        self.scene = scene
        self.knobs = {name: knob.start for name, knob in scene.knobs.items()}
        """Their values now; the owner turns them."""
        self._maker = maker
        self._heard: dict[str, Sound] = {}
        self._measured: dict[Order, float] = {}

    def hear(self, name: str, sound: Sound | None) -> None:
        """Let `sound`, from a microphone, stand in the place of sound `name`, and no other; None: none at all."""
        self._heard = {} if sound is None else {name: sound}

    def recipe(self, name: str) -> Recipe:
        """How sound `name` is made now."""
        spec = self.scene.sounds[name]
        effects = tuple(self._order(effect, EFFECTS) for effect in spec.then)
        if name in self._heard:
            return Recipe(Order(HEARD, (("sound", self._heard[name]),)), effects)
        if spec.made is None:
            origin = self.recipe(spec.origin)
            return Recipe(origin.made, origin.then + effects)
        return Recipe(self._order(spec.made, MAKERS), effects)

    def sound(self, name: str) -> Sound:
        """Sound `name` now."""
        if name in self._heard:
            return self._heard[name]
        with self.told(f"sounds.{name}"):
            return self._maker.sound(self.recipe(name))

    def number(self, spec: NumberSpec) -> float:
        """Measured now, once for every way in which the knobs stand."""
        order = self._order(spec.measure, MEASURES)
        if order not in self._measured:
            if len(self._measured) >= MOST_MEASURED:
                self._measured.clear()
            # silence from a microphone has no ratio to anything
            with self.told(f"numbers.{spec.name}"), np.errstate(all="ignore"):
                self._measured[order] = float(MEASURES[order.name](**self._arguments(spec.measure, MEASURES)))
        return self._measured[order]

    def text(self, template: str) -> str:
        """A text with its numbers."""
        numbers = {name: _said(spec, self) for name, spec in self.scene.numbers.items() if f"{{{name}}}" in template}
        return template.format(**numbers)

    def figure(self, step: Step) -> Figure | None:
        """What a step shows; None where it shows nothing."""
        place = self.scene.steps.index(step) + 1
        figures = []
        for number, view in enumerate(step.show, 1):
            with self.told(f"steps[{place}].show[{number}]"):
                figures.append(VIEWS[view.name](**self._arguments(view, VIEWS)))
        return stacked(figures) if figures else None

    def sounds_of(self, step: Step) -> list[str]:
        """Names of all the sounds that a step plays, shows or measures."""
        names = list(step.play)
        for view in step.show:
            names += _sounds_in(view, VIEWS)
        texts = step.text + (" ".join([step.question.ask, *step.question.why]) if step.question else "")
        for name, spec in self.scene.numbers.items():
            if f"{{{name}}}" in texts:
                names += _sounds_in(spec.measure, MEASURES)
        return list(dict.fromkeys(names))

    def warm(self, step: Step) -> None:
        """Compute once what the step shows and says, so that it appears at once; in any thread."""
        self.text(step.text)
        self.figure(step)

    def recipes_of(self, step: Step) -> list[Recipe]:
        """How they are made; what the microphone gives is not made."""
        return [self.recipe(name) for name in self.sounds_of(step)]

    @contextmanager
    def told(self, key: str) -> Iterator[None]:
        """Whatever goes wrong, with the numbers that the scene gives, is told as file, key and reason."""
        try:
            yield
        except SceneError:
            raise
        except Exception as error:
            reason = str(error) if isinstance(error, LivemelError | ValueError) else f"{type(error).__name__}: {error}"
            raise SceneError(f"{self.scene.path}: {key} cannot be made: {reason}") from error

    def _order(self, call: Call, registry: Mapping[str, Any]) -> Order:
        values = []
        for name, value in call.arguments.items():
            parameter = parameters_of(registry[call.name])[name]
            if is_knob(value):
                value = _of_kind(self.knobs[value[1:]], parameter.kind)
            elif parameter.kind is Sound:
                value = self.recipe(value)
            elif isinstance(value, list):
                value = tuple(self.recipe(each) if parameter.item is Sound else each for each in value)
            values.append((name, value))
        return Order(call.name, tuple(sorted(values, key=lambda pair: pair[0])))

    def _arguments(self, call: Call, registry: Mapping[str, Any]) -> dict[str, Any]:
        """For a measure or a view: names of sounds as sounds, of knobs as numbers."""
        arguments: dict[str, Any] = {}
        for name, value in call.arguments.items():
            parameter = parameters_of(registry[call.name])[name]
            if is_knob(value):
                value = _of_kind(self.knobs[value[1:]], parameter.kind)
            elif parameter.kind is Sound:
                value = self.sound(value)
            elif isinstance(value, list) and parameter.item is Sound:
                value = [self.sound(each) for each in value]
            arguments[name] = value
        return arguments


def _of_kind(value: float, kind: Any) -> Any:
    if kind is int:
        return round(value)
    return bool(value) if kind is bool else value


def _sounds_in(call: Call, registry: Mapping[str, Any]) -> list[str]:
    known = parameters_of(registry[call.name])
    names: list[str] = []
    for name, value in call.arguments.items():
        if known[name].kind is Sound:
            names.append(value)
        elif known[name].kind == list[Sound]:
            names += value
    return names


def _said(spec: NumberSpec, stage: Stage) -> str:
    number = stage.number(spec)
    if isnan(number):
        return "\N{EM DASH}"
    return spec.form.format(number).replace("-", "\N{MINUS SIGN}").replace("inf", "\N{INFINITY}")
