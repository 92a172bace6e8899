"""Handout: a scene as Markdown, for students to take home: every step, its picture, questions with their answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from livemel.lecture.scene import Question, Step
from livemel.lecture.stage import Stage

Picture = Callable[[int, Step], str]
"""From a step and its number, from 1, to the path of its picture; empty: it has none."""


def handout(stage: Stage, picture: Picture) -> str:
    """The Markdown text; `picture` draws what a step shows, and may tell progress."""
    return "\n".join(_lines(stage, picture)) + "\n"


def _lines(stage: Stage, picture: Picture) -> Iterator[str]:
    scene = stage.scene
    yield from (f"# {scene.title}", "", f"*{scene.aim}*", "")
    for number, step in enumerate(scene.steps, 1):
        yield from (f"## {number}. {step.title}", "", stage.text(step.text), "")
        path = picture(number, step)
        if path:
            yield from (f"![{step.title}]({path})", "")
        if step.play:
            labels = ", ".join(scene.sounds[name].label for name in step.play)
            yield from (f"Heard in class: {labels}.", "")
        if step.question is not None:
            yield from _asked(stage, step.question)
    yield from ("## Answers", "")
    for number, step in enumerate(scene.steps, 1):
        if step.question is not None:
            yield from _answered(stage, number, step.question)
    yield from ("## Sources", "")
    yield from (f"- {source}" for source in scene.sources)


def _asked(stage: Stage, question: Question) -> Iterator[str]:
    yield from (f"**{stage.text(question.ask)}**", "")
    yield from (f"{number}. {stage.text(answer)}" for number, answer in enumerate(question.answers, 1))
    yield ""


def _answered(stage: Stage, step: int, question: Question) -> Iterator[str]:
    right = "a matter of hearing" if question.right is None else stage.text(question.answers[question.right])
    yield from (f"**{step}. {stage.text(question.ask)}** {right}.", "")
    thoughts = [
        f"- *{stage.text(answer)}*: {stage.text(why)}"
        for answer, why in zip(question.answers, question.why or ("",) * len(question.answers), strict=True)
        if why
    ]
    if thoughts:
        yield from (*thoughts, "")
