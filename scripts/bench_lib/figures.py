"""A figure: what was measured, what came out, what it should be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One line of a report."""

    what: str
    measured: float | str
    goal: str = ""
    met: bool = True

    def __str__(self) -> str:
        value = self.measured if isinstance(self.measured, str) else f"{self.measured:.4g}"
        goal = f" (goal {self.goal}{'' if self.met else ', MISSED'})" if self.goal else ""
        return f"{self.what}: {value}{goal}"

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        return asdict(self)


def at_most(what: str, measured: float, goal: float) -> Figure:
    return Figure(what, measured, f"at most {goal:g}", measured <= goal)


def at_least(what: str, measured: float, goal: float) -> Figure:
    return Figure(what, measured, f"at least {goal:g}", measured >= goal)


def exactly(what: str, measured: float, goal: float) -> Figure:
    return Figure(what, measured, f"{goal:g}", measured == goal)


def told(what: str, texts: Iterable[str], *words: str) -> Figure:
    """Whether each of `texts` holds all of `words`."""
    texts = list(texts)
    met = all(word in text for text in texts for word in words)
    return Figure(what, " | ".join(dict.fromkeys(texts)), f"names {', '.join(words)}", met)
