"""Rehearsal: a scene gone through once before anybody sees it, with its knobs at both ends and as they start."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from livemel.lecture.presenter import Presenter
from livemel.lecture.scene import NumberSpec, Scene, Step
from livemel.lecture.stage import Maker, SceneError, Stage

MOST_LETTERS = 420
"""Of a text on the page: more cannot be read from the last row."""
ENDS = ("low", "start", "high")


def rehearse(scene: Scene, maker: Maker, tell: Callable[[float], None] = lambda share: None) -> list[str]:
    """What cannot be shown, heard or said, each as file, key and reason; `tell` is told how much is done, 0 to 1."""
    problems: list[str] = []
    for number, step in enumerate(scene.steps, 1):
        for end in ENDS:
            stage = Stage(scene, maker)
            stage.knobs |= {name: getattr(scene.knobs[name], end) for name in step.knobs}
            try:
                _show(stage, step)
            except SceneError as error:
                problems.append(f"{error} ({', '.join(_said(stage, step))})" if step.knobs else str(error))
        letters = len(step.text)
        if letters > MOST_LETTERS:
            problems.append(
                f"{scene.path}: steps[{number}].text must have at most {MOST_LETTERS} letters, got {letters}"
            )
        problems += _run(scene, maker, number - 1)
        tell(number / len(scene.steps))
    return list(dict.fromkeys(problems))


def off(stage: Stage, spec: NumberSpec) -> bool:
    """Whether a number is not what its scene claims; what is no number at all is not."""
    return not abs(stage.number(spec) - spec.expected) <= spec.within


def _show(stage: Stage, step: Step) -> None:
    stage.figure(step)
    stage.text(step.text)
    for name in step.play:
        stage.sound(name)


def _run(scene: Scene, maker: Maker, number: int) -> Iterator[str]:
    """A listening test is begun."""
    presenter = Presenter([scene], maker)
    presenter.go((0, number))
    try:
        if presenter.activity is not None:
            presenter.activity.sound()
            presenter.activity.figure()
    except SceneError as error:
        yield str(error)


def _said(stage: Stage, step: Step) -> Iterator[str]:
    for name in step.knobs:
        yield f"${name} = {stage.knobs[name]:g}"
