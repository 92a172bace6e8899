"""Hints: the keys that do something in this step, for the line at the foot of the page."""

from __future__ import annotations

from livemel.lecture.presenter import Presenter
from livemel.lecture.scene import Knob

GAP = "   "
ALWAYS = ("O: steps", "N: notes", "B: black", "H: all keys")


def hints(presenter: Presenter, chosen: Knob | None) -> str:
    """One line; `chosen` is the knob that the arrow keys turn."""
    step = presenter.step
    told = ["Page Down: on"]
    if presenter.activity is not None:
        told += ["1-4: answer", "Space: hear it again", "R: begin anew"]
    elif step.question is not None:
        told += [f"1-{len(step.question.answers)}: vote", "Enter: the answer"]
        told += ["Space: play"] if step.play else []
    elif step.play:
        told.append("1: play" if len(step.play) == 1 else f"1-{min(9, len(step.play))}: play")
    if chosen is not None:
        told.append("\N{UPWARDS ARROW}\N{DOWNWARDS ARROW}: turn")
        told += ["Tab: the next knob"] if len(step.knobs) > 1 else []
        told += ["Enter: let it run"] if chosen.seconds else []
    if step.live:
        told.append("M: microphone")
    return GAP.join([*told, *ALWAYS])
