"""Activity: what a class does, one key after the other; knows neither window nor loudspeaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from livemel.lecture.figure import Figure
from livemel.lecture.sound import Sound


@dataclass(frozen=True, kw_only=True)
class Result:
    """One line of what came out."""

    item: str
    """What was asked."""
    answer: str
    right: bool | None = None
    """None: there is no right answer."""
    value: float | None = None
    low: float | None = None
    """Of the interval around `value`."""
    high: float | None = None
    unit: str = ""


class Activity(Protocol):
    """A test with a state. The same arguments and the same answers give the same sounds and results."""

    @property
    def is_done(self) -> bool:
        """Whether there is nothing more to answer."""

    def prompt(self) -> str:
        """What to do now, in Markdown, with the keys."""

    def answers(self) -> tuple[str, ...]:
        """What the keys 1, 2, ... mean now; may be empty."""

    def sound(self) -> Sound | None:
        """What is to be heard now; None: nothing, as while votes are counted."""

    def answer(self, number: int) -> bool:
        """Take key `number`, from 1; whether it means anything now."""

    def figure(self) -> Figure:
        """What has come out so far; it never tells what plays."""

    def results(self) -> list[Result]:
        """Everything that was answered so far."""

    def restart(self) -> None:
        """Forget all answers and begin again, in another order."""


def lines_of(*lines: str) -> str:
    """Lines of Markdown, below each other; an empty one parts paragraphs."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join("  \n".join(paragraph) for paragraph in paragraphs if paragraph)


def keys_of(answers: Iterable[str]) -> list[str]:
    """A line for every key."""
    return [f"**{number}** \N{EN SPACE}{answer}" for number, answer in enumerate(answers, 1)]
