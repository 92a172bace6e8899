"""The foot of the page names keys that do something now, and no others."""

from __future__ import annotations

import pytest

from livemel.gui.lecture.hints import hints
from livemel.lecture.shelf import scene_paths


@pytest.mark.parametrize("name", list(scene_paths()))
def test_the_foot_of_the_page_names_what_this_step_has(lecture, name):
    window = lecture(name)
    presenter = window.presenter
    for number, step in enumerate(presenter.scene.steps):
        presenter.go((0, number))
        chosen = presenter.scene.knobs[step.knobs[0]] if step.knobs else None
        line = hints(presenter, chosen)

        assert ("M: microphone" in line) == bool(step.live)
        assert ("vote" in line) == (step.question is not None and presenter.activity is None)
        assert ("turn" in line) == bool(step.knobs)
        assert ("let it run" in line) == (chosen is not None and chosen.seconds > 0)


def test_a_listening_test_is_answered(lecture):
    window = lecture("06-hearing")
    assert window.presenter.activity is not None
    assert "1-4: answer" in hints(window.presenter, None)
