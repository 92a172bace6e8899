"""Stepping: fills the page with the presenter's step, and keeps it up with knobs, sound and microphone."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import wraps
from time import perf_counter
from typing import Concatenate, ParamSpec

from livemel.errors import LivemelError
from livemel.gui.lecture.loudspeaker import Loudspeaker
from livemel.gui.lecture.microphone import Microphone, MicState
from livemel.gui.lecture.page import KIND_SIGNS, Page
from livemel.gui.lecture.preparing import Preparing
from livemel.lecture.presenter import Presenter
from livemel.lecture.sound import Sound
from livemel.lecture.workshop import Workshop

P = ParamSpec("P")

LIVE_SHARE = 0.6
"""Of the time a live picture may be computed and painted; the rest is for keys."""


def told(method: Callable[Concatenate[Stepping, P], None]) -> Callable[Concatenate[Stepping, P], None]:
    """What goes wrong in a scene is told on the page, and the lecture goes on."""

    @wraps(method)
    def tried(self: Stepping, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except LivemelError as error:
            self.stop(str(error))

    return tried


class Stepping:
    """GUI thread. A figure is computed when something that it shows has changed."""

    def __init__(
        self, presenter: Presenter, workshop: Workshop, loudspeaker: Loudspeaker, microphone: Microphone, page: Page
    ) -> None:
        self.step_ms = array("d")
        """What every step took to appear."""
        self.picture_ms = array("d")
        """What every picture of a knob that runs or of the microphone took."""
        self.problem = ""
        """Why this step, or a part of it, cannot be shown."""
        self._presenter, self._workshop = presenter, workshop
        self._loudspeaker, self._microphone = loudspeaker, microphone
        self._page = page
        self._preparing = Preparing(presenter, workshop)
        self._playing: int | None = None
        self._runs_since: float | None = None
        self._ran_from = 0.0
        self._live_again_at = 0.0
        self._play_when_ready: int | None = None

    def enter(self) -> None:
        """A step begins."""
        began = perf_counter()
        self.problem = ""
        self._runs_since = self._playing = self._play_when_ready = None
        self._loudspeaker.stop()
        self._replace_heard()
        presenter, page, step = self._presenter, self._page, self._presenter.step
        scene, number = presenter.scene, presenter.place
        page.kind.setText(KIND_SIGNS[step.kind])
        page.title.setText(step.title)
        page.where.setText(f"{scene.title}   {number[1] + 1} / {len(scene.steps)}")
        page.knobs.show_knobs([scene.knobs[name] for name in step.knobs], presenter.stage.knobs)
        asked = step.question is not None or step.activity is not None
        keys = ["Space" if asked and i == 0 else ("" if asked else str(i + 1)) for i in range(len(step.play))]
        page.show_sounds([scene.sounds[name].label for name in step.play], keys)
        self.refresh()
        page.fit()
        self.step_ms.append(1000 * (perf_counter() - began))
        self._preparing.look_ahead()

    @told
    def refresh(self) -> None:
        """Words, answers and picture of this moment."""
        if not self._await():
            self._show_words()
            self._show_figure()

    def stop(self, problem: str) -> None:
        """Nothing runs, waits or is heard any more; the page says why."""
        self.problem = problem
        self._runs_since = self._play_when_ready = None
        self._loudspeaker.stop()

    def _await(self) -> bool:
        """Slow sounds that are not there yet are made first, with their progress shown; whether there are such."""
        was_awaited = self._preparing.was_awaited()
        is_awaited = self._preparing.await_step()
        if is_awaited and not was_awaited:
            self._page.figure.show_figure(None)
            self._page.text.setText("")
            self._page.question.show_question(None, None, str)
        self._page.preparing.setVisible(is_awaited)
        if is_awaited:
            self._page.preparing.setValue(round(100 * self._preparing.share))
            self._page.preparing.setFormat("Preparing the sounds of this step: %p %")
        return is_awaited

    def _show_words(self) -> None:
        presenter, page, stage = self._presenter, self._page, self._presenter.stage
        activity = presenter.activity
        words = stage.text(presenter.step.text)
        page.text.setText(f"{words}\n\n{activity.prompt()}" if activity is not None else words)
        before = presenter.prediction()
        if before is not None and any(before[1].votes):
            page.question.show_question(*before, stage.text, brief=True)
        else:
            page.question.show_question(presenter.step.question, presenter.answers, stage.text)
        page.fit_text()

    def _show_figure(self) -> None:
        presenter = self._presenter
        activity = presenter.activity
        figure = activity.figure() if activity is not None else presenter.stage.figure(presenter.step)
        self._page.figure.setVisible(figure is not None)
        self._page.figure.show_figure(figure)

    def digit(self, number: int) -> None:
        """A digit: an answer to a test, a vote, or a sound."""
        presenter = self._presenter
        if presenter.activity is not None:
            if presenter.activity.answer(number):
                self.refresh()
                self._play_activity()
        elif presenter.step.question is not None:
            if presenter.vote(number):
                self._show_words()
        elif number <= len(presenter.step.play):
            self.play(number - 1)

    def space(self) -> None:
        """Stop what plays, or play the first sound, or again what was played last."""
        if self._loudspeaker.stop():
            return
        if self._presenter.activity is not None:
            self._play_activity()
        elif self._presenter.step.play:
            self.play(self._playing if self._playing is not None else 0)

    @told
    def _play_activity(self) -> None:
        sound: Sound | None = self._presenter.activity.sound()
        if sound is not None:
            self._loudspeaker.play(sound)

    @told
    def play(self, number: int) -> None:
        """Play a sound of this step; one that is still being made, as soon as it is there."""
        name = self._presenter.step.play[number]
        if not self._workshop.is_ready(self._presenter.stage.recipe(name)):
            self._play_when_ready = number
            return
        self._loudspeaker.play(self._presenter.stage.sound(name))
        self._playing = number

    @told
    def turn(self, name: str, value: float) -> None:
        """A knob stands elsewhere: the picture follows, and so does a sound that plays."""
        stage = self._presenter.stage
        if stage.knobs[name] == value:
            return
        self.problem = ""
        stage.knobs[name] = value
        self._page.knobs.set_values(stage.knobs)
        self.refresh()
        if self._runs_since is None and self._loudspeaker.is_playing and self._playing is not None:
            if not self._workshop.is_ready(stage.recipe(self._presenter.step.play[self._playing])):
                self._play_when_ready = self._playing
            elif self._depends(self._presenter.step.play[self._playing], name):
                self.play(self._playing)

    def _depends(self, sound: str, knob: str) -> bool:
        """Whether a sound is another one when a knob is turned."""
        stage = self._presenter.stage
        now = stage.knobs[knob]
        other = stage.scene.knobs[knob].low if now != stage.scene.knobs[knob].low else stage.scene.knobs[knob].high
        recipe = stage.recipe(sound)
        stage.knobs[knob] = other
        changed = stage.recipe(sound) != recipe
        stage.knobs[knob] = now
        return changed

    def nudge(self, steps: int) -> bool:
        """Turn the chosen knob by so many of its steps; whether there is one."""
        knob = self._page.knobs.chosen
        if knob is None:
            return False
        self._runs_since = None
        self.turn(knob.name, knob.turned(self._presenter.stage.knobs[knob.name], steps))
        return True

    def run(self) -> bool:
        """Let the chosen knob run to its end, from its beginning if it is there; or stop it. Whether it can."""
        knob = self._page.knobs.chosen
        if knob is None or not knob.seconds:
            return False
        if self._runs_since is not None:
            self._runs_since = None
            return True
        value = self._presenter.stage.knobs[knob.name]
        self._ran_from = knob.low if value >= knob.high else value
        self._runs_since = perf_counter()
        return True

    @property
    def is_running(self) -> bool:
        """Whether a knob runs by itself."""
        return self._runs_since is not None

    @told
    def beat(self) -> None:
        """60 times a second: what moves, moves."""
        self._microphone.poll()
        if self._preparing.was_awaited():
            self.refresh()
            if not self._preparing.was_awaited():
                self._page.fit_text()
        self._run_on()
        self._live()
        if self._play_when_ready is not None and not self._preparing.was_awaited():
            number, self._play_when_ready = self._play_when_ready, None
            self.play(number)
        self._page.figure.set_cursor(self._loudspeaker.position_s)
        self._page.mark_playing(self._playing if self._loudspeaker.is_playing else None)

    def _run_on(self) -> None:
        knob = self._page.knobs.chosen
        if self._runs_since is None or knob is None:
            return
        now = perf_counter()
        value = self._ran_from + (now - self._runs_since) / knob.seconds * (knob.high - knob.low)
        self._presenter.stage.knobs[knob.name] = min(value, knob.high)
        self._page.knobs.set_values(self._presenter.stage.knobs)
        self._show_figure()
        self._page.figure.repaint()
        self.picture_ms.append(1000 * (perf_counter() - now))
        if value >= knob.high:
            self._runs_since = None
            self.refresh()

    def _live(self) -> None:
        now = perf_counter()
        if self._microphone.state is not MicState.LIVE or not self._presenter.step.live or now < self._live_again_at:
            return
        self._replace_heard()
        self._show_figure()
        self._page.figure.repaint()
        took = perf_counter() - now
        self.picture_ms.append(1000 * took)
        self._live_again_at = now + took / LIVE_SHARE

    def _replace_heard(self) -> None:
        """The microphone's sound in the place that the step gives it, or its own again."""
        step, stage = self._presenter.step, self._presenter.stage
        stage.hear(step.live, None)
        if step.live:
            seconds = stage.sound(step.live).seconds
            heard = self._microphone.sound(seconds)
            slow = any(recipe.is_slow for recipe in stage.recipes_of(step))
            stage.hear(step.live, None if slow and self._microphone.state is MicState.LIVE else heard)

    def turn_microphone(self) -> bool:
        """Off, live, held: the next of them; whether this step has a place for it."""
        step, stage = self._presenter.step, self._presenter.stage
        if not step.live:
            return False
        stage.hear(step.live, None)
        self._microphone.turn(stage.sound(step.live).seconds)
        self._replace_heard()
        self.refresh()
        return True

    def state_text(self) -> str:
        """What the microphone does, for the lecturer; empty while it is off."""
        microphone = self._microphone
        texts = {
            MicState.OPENING: "The microphone opens \N{HORIZONTAL ELLIPSIS}",
            MicState.LIVE: f"Live: {microphone.name} (M: hold what was heard)",
            MicState.HELD: "Held: what the microphone heard last (M: back to the prepared sound)",
            MicState.FAILED: f"No microphone: {microphone.detail} (M: try again)",
        }
        text = texts.get(microphone.state, "")
        return f"{text}; {microphone.lost} samples lost" if microphone.lost else text
