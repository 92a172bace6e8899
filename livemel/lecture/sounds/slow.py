"""Marks effects that take longer than a step may take to appear: they are prepared in the background."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Effect = TypeVar("Effect", bound=Callable[..., Any])


def slow(effect: Effect) -> Effect:
    """`effect` takes a `progress` besides its sound, tells it how much is done, and may take its time."""
    effect.takes_its_time = True  # type: ignore[attr-defined]
    return effect


def is_slow(function: Callable[..., Any]) -> bool:
    """Whether it is marked."""
    return getattr(function, "takes_its_time", False)
