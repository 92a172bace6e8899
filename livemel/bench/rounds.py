"""Contenders timed in turn, round by round, so that what disturbs the machine disturbs all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from livemel.bench.contender import Timed

Task = Callable[[], object]
Step = Callable[[], None]
"""Told whenever a piece of the work is done."""


def time_in_turn(tasks: Sequence[tuple[Timed, Task]], rounds: int, step: Step, units: int = 1) -> None:
    """Add the seconds of each task, divided by `units`, to its `Timed`, `rounds` times.

    Each round begins with another task, so that nobody always follows the same neighbour.
    """
    for number in range(rounds):
        first = number % max(1, len(tasks))
        for timed, task in [*tasks[first:], *tasks[:first]]:
            begun = perf_counter()
            result = task()
            timed.seconds.append((perf_counter() - begun) / units)
            del result  # freed outside of the time, and before the next allocates
            step()
