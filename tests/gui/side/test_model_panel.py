"""The model's eye in the window: what is chosen is computed beside the window's thread, shown, explained, saved."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt6.QtCore import Qt

from livemel import finalize, load_config, melspectrogram
from livemel.config.loading import preset_description
from livemel.gui.side.model_panel import NO_OTHER, ModelPanel
from livemel.picture.model_image import DEAF
from livemel.picture.seen import MAY_CHANGE
from livemel.runtime.model_eye import model_names

RATE = 48000
SOUND = (0.1 * np.random.default_rng(3).normal(size=3 * RATE)).astype(np.float32)


@pytest.fixture
def panel(qtbot):
    panel = ModelPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 600)
    with qtbot.waitExposed(panel):
        panel.show()
    yield panel
    panel.finish()


@pytest.fixture
def look(panel, qtbot):
    """Gives sound, and waits until it is shown."""

    def look(samples=SOUND, begin_seconds=4.0, is_over=False):
        panel.set_sound(samples, RATE, begin_seconds, is_over)
        wait_for(panel, qtbot)
        return panel.inputs

    return look


def wait_for(panel, qtbot):
    """Until something is shown that was not."""
    before = panel.inputs
    qtbot.waitUntil(lambda: panel.inputs is not before, timeout=20_000)


def pick(qtbot, box, text):
    """Chooses with the keyboard, as a person does."""
    box.setFocus()
    for _ in range(box.count()):
        if box.currentText() == text:
            break
        qtbot.keyClick(box, Qt.Key.Key_Down)
    else:
        qtbot.keyClick(box, Qt.Key.Key_Home)
        while box.currentText() != text:
            qtbot.keyClick(box, Qt.Key.Key_Down)


def pixels_of(shelf):
    picture = shelf.picture
    image = picture.grab().toImage()
    data = image.constBits().asstring(image.sizeInBytes())
    return np.frombuffer(data, np.uint32).reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


def test_the_models_are_those_whose_error_is_known(panel):
    assert [panel.model.itemText(row) for row in range(panel.model.count())] == list(model_names())
    assert panel.chosen == ("whisper-80",)
    assert panel.needs_seconds == 30


def test_before_there_is_sound_that_is_said_and_nothing_can_be_saved(panel):
    assert panel.problem.isVisible()
    assert not panel.save.isEnabled()


def test_the_array_is_that_of_the_model(panel, look, qtbot):
    pick(qtbot, panel.model, "kaldi")
    (view,) = look()
    config = load_config("kaldi")

    np.testing.assert_array_equal(view.levels, finalize(melspectrogram(SOUND, config, RATE), config))
    assert view.begin_seconds == 4.0
    assert not panel.problem.isVisible()


def test_two_models_are_shown_over_the_same_seconds(panel, look, qtbot):
    pick(qtbot, panel.model, "kaldi")
    pick(qtbot, panel.other, "parakeet")
    inputs = look(np.tile(SOUND, 5))

    assert [view.preset for view in inputs] == ["kaldi", "parakeet"]
    assert {(view.begin_seconds, view.heard_seconds) for view in inputs} == {(9.0, 10.0)}
    assert [shelf.title.text() for shelf in panel._shelves if shelf.isVisible()] == ["kaldi", "parakeet"]


def test_beside_whisper_others_are_shown_its_30_seconds(panel, look, qtbot):
    pick(qtbot, panel.other, "kaldi")
    whisper, kaldi = look(np.tile(SOUND, 11))

    assert whisper.window_seconds == kaldi.window_seconds == 30
    assert whisper.begin_seconds == kaldi.begin_seconds == 7.0


def test_the_same_model_twice_is_one(panel, look, qtbot):
    pick(qtbot, panel.other, "whisper-80")

    assert len(look()) == 1


def test_another_choice_is_told_and_computed_of_the_same_sound(panel, look, qtbot):
    look()
    with qtbot.waitSignal(panel.modelsChanged):
        pick(qtbot, panel.model, "kaldi")
    qtbot.waitUntil(lambda: panel.inputs[0].preset == "kaldi", timeout=20_000)

    assert panel.needs_seconds == 10


def test_no_other_model_is_shown_once_it_is_put_away(panel, look, qtbot):
    pick(qtbot, panel.other, "kaldi")
    look()
    pick(qtbot, panel.other, NO_OTHER)
    qtbot.waitUntil(lambda: len(panel.inputs) == 1, timeout=20_000)

    assert [shelf.isVisible() for shelf in panel._shelves] == [True, False]


def test_what_is_shown_is_explained_with_the_stated_error(panel, look):
    look()
    caption = panel._shelves[0].caption.text()

    assert "3000 frames \u00d7 80 bands" in caption
    assert "of openai-whisper 20250625" in caption
    assert "the last 27.0 s are silence that fills it up" in caption
    assert "struck: a single FFT bin (3 bands)" in caption


def test_the_picture_shows_what_may_change_and_what_is_not_heard(panel, look):
    look()
    pixels = pixels_of(panel._shelves[0])

    assert (pixels == DEAF).mean() > 0.1
    assert (pixels == MAY_CHANGE).mean() > 0.3


def test_beside_whispers_30_seconds_nothing_is_painted_where_another_has_no_sound(panel, look, qtbot):
    pick(qtbot, panel.other, "kaldi")
    look()
    left, right = np.array_split(pixels_of(panel._shelves[1]), 2, axis=1)

    assert (left == DEAF).any()
    assert not (right == DEAF).any()


def test_a_picture_of_another_size_is_painted_anew(panel, look, qtbot):
    look()
    shelf = panel._shelves[0]
    before = pixels_of(shelf).shape
    panel.resize(500, 400)
    qtbot.waitUntil(lambda: pixels_of(shelf).shape != before, timeout=5000)

    assert (pixels_of(shelf)[:, -5:] == MAY_CHANGE).any()


def test_saving_hands_over_what_is_shown(panel, look, qtbot):
    inputs = look()
    with qtbot.waitSignal(panel.saveAsked) as asked:
        qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)

    assert asked.args == [inputs]


def test_a_model_that_is_impossible_at_this_rate_is_told(panel, qtbot):
    panel.set_sound(SOUND, -1, 0.0)
    qtbot.waitUntil(lambda: panel.problem.isVisible() and panel.problem.text().startswith("\u26a0"), timeout=20_000)

    assert "-1" in panel.problem.text()


def test_other_colours_are_painted(panel, look):
    look()
    before = pixels_of(panel._shelves[0]).copy()
    panel.set_colormap("viridis")

    assert (pixels_of(panel._shelves[0]) != before).any()


def test_every_model_says_whose_numbers_it_gives(panel):
    tips = [panel.model.itemData(row, Qt.ItemDataRole.ToolTipRole) for row in range(panel.model.count())]

    assert tips == [preset_description(name) for name in model_names()]


def test_every_control_has_a_name_and_a_tip(panel):
    for widget in (panel.model, panel.other):
        assert widget.accessibleName()
    for widget in (panel.model, panel.other, panel.save):
        assert widget.toolTip()
