"""Recipe: how a sound is made, as a value; equal recipes give the same samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from livemel.lecture.sound import Sound
from livemel.lecture.sounds import EFFECTS, MAKERS, is_slow

Progress = Callable[[float], None]
"""Told how much is done, 0 to 1; may raise to give up."""


HEARD = "heard"
"""Of an order: no maker, a sound that is there, as from a microphone."""


@dataclass(frozen=True)
class Order:
    """The name of a maker or an effect and what it is told, names of sounds as recipes, lists as tuples."""

    name: str
    arguments: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Recipe:
    """A maker, and the effects that follow it."""

    made: Order
    then: tuple[Order, ...] = ()

    @property
    def before_last(self) -> Recipe:
        """Without the last effect."""
        return Recipe(self.made, self.then[:-1])

    @property
    def is_heard(self) -> bool:
        """Whether it begins with what a microphone heard."""
        return self.made.name == HEARD

    @property
    def is_slow(self) -> bool:
        """Whether any part of it takes longer than a step may take to appear."""
        own = any(is_slow(EFFECTS[effect.name]) for effect in self.then)
        return own or any(each.is_slow for order in (self.made, *self.then) for each in _recipes_in(order))

    def make(self, of: Callable[[Recipe], Sound], progress: Progress) -> Sound:
        """The sound; `of` gives those that it is made from."""
        if not self.then:
            if self.is_heard:
                heard: Sound = dict(self.made.arguments)["sound"]
                return heard
            made: Sound = MAKERS[self.made.name](**_values(self.made, of))
            return made
        last = self.then[-1]
        effect = EFFECTS[last.name]
        more = {"progress": progress} if is_slow(effect) else {}
        sound = of(self.before_last)
        affected: Sound = effect(sound, **_values(last, of), **more)
        return affected


def _recipes_in(order: Order) -> list[Recipe]:
    values = [value for _, value in order.arguments]
    flat = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
    return [each for each in flat if isinstance(each, Recipe)]


def _values(order: Order, of: Callable[[Recipe], Sound]) -> dict[str, Any]:
    return {name: _value(value, of) for name, value in order.arguments}


def _value(value: Any, of: Callable[[Recipe], Sound]) -> Any:
    if isinstance(value, Recipe):
        return of(value)
    return [_value(each, of) for each in value] if isinstance(value, tuple) else value
