"""The form: each value is looked at where it was typed, can be undone, and comes as a whole configuration."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from itertools import pairwise

import pytest
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit

from livemel.config import Config, load_config
from livemel.config.editing import NAMES, differences
from livemel.config.loading import user_preset_names
from livemel.config.own_presets import save_as_preset
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.theme import THEMES
from livemel.gui.settings import SettingsForm
from livemel.gui.settings.field import SIGN
from livemel.gui.settings.number_edit import NumberEdit

RATE = 48000


class Asked(list):
    """The configurations that the form asked for."""

    @property
    def last(self):
        return differences(self[-1], Config())


@pytest.fixture
def make_form(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def make(config=None, rate=RATE, **options):
        apply_theme(QApplication.instance(), "dark")
        form = SettingsForm(config or Config(), rate, **options)
        qtbot.addWidget(form)
        form.resize(400, 900)
        form.asked = Asked()
        form.changeAsked.connect(form.asked.append)
        for section in form.sections.values():
            section.set_open(True)
        with qtbot.waitActive(form):
            form.show()
        return form

    return make


@pytest.fixture
def form(make_form):
    return make_form()


def type_into(qtbot, editor, text):
    line = editor.lineEdit() if isinstance(editor, NumberEdit) else editor
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def choose(qtbot, combo, value):
    """With the keys, past all that lie between, as a person without a mouse does."""
    combo.setFocus()
    steps = combo.findData(value) - combo.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(combo, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def every_field(form):
    fields = form.fields
    return [fields.preset, *fields.lengths.values(), *fields.first.values(), *fields.whole.values()]


def test_every_setting_has_a_field_that_shows_it(form):
    assert set(form.fields.whole) == set(NAMES)
    for name, field in form.fields.whole.items():
        section, key = name.split(".")
        assert field.editor.value() == getattr(getattr(Config(), section), key)
        assert field.editor.isVisible()
        assert not field.reset.isVisible()


def test_every_field_says_its_meaning_its_range_and_its_default(form):
    tip = form.fields.whole["stft.hop_length"].editor.toolTip()

    assert tip == (
        "From one frame to the next.\nMust be a whole number >= 1 [samples]. Default: 384 samples.\n"
        "stft.hop_length, of Transform"
    )
    for field in every_field(form):
        assert field.editor.toolTip()
        assert field.editor.accessibleName()


@pytest.mark.parametrize(
    ("name", "text", "changes"),
    [
        ("mel.n_mels", "80", {"mel": {"n_mels": 80}}),
        ("mel.fmin", "20.5 Hz", {"mel": {"fmin": 20.5}}),
        ("mel.fmin", "20", {"mel": {"fmin": 20.0}}),
        ("level.floor", "1e-10", {"level": {"floor": 1e-10}}),
        ("level.reference", "max", {"level": {"reference": "max"}}),
        ("source.channel", "mix", {"source": {"channel": "mix"}}),
        ("source.path", "voice.wav", {"source": {"path": "voice.wav"}}),
        ("stft.window", "kaiser,14", {"stft": {"window": "kaiser,14"}}),
    ],
)
def test_what_is_typed_is_asked_for(qtbot, form, name, text, changes):
    type_into(qtbot, form.fields.whole[name].editor, text)

    assert form.asked.last == changes
    assert form.config == form.asked[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [("mel.scale", "erb"), ("display.colormap", "cividis"), ("mel.power", 1), ("display.theme", "light")],
)
def test_what_is_chosen_is_asked_for(qtbot, form, name, value):
    section, key = name.split(".")
    choose(qtbot, form.fields.whole[name].editor, value)

    assert form.asked.last == {section: {key: value}}


def test_what_is_switched_is_asked_for(qtbot, form):
    check = form.fields.whole["stft.remove_dc"].editor
    check.setFocus()
    qtbot.keyClick(check, Qt.Key.Key_Space)

    assert form.asked.last == {"stft": {"remove_dc": True}}
    assert check.text() == "on"


def test_a_microphone_is_chosen_or_typed(qtbot, form):
    form.set_devices(["Built-in", "USB"])
    combo = form.fields.whole["source.device"].editor
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert form.asked.last == {"source": {"device": "Built-in"}}
    assert combo.currentText() == "Built-in"

    type_into(qtbot, combo.lineEdit(), "3")
    assert form.asked.last == {"source": {"device": "3"}}

    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert form.asked[-1] == Config()
    assert combo.lineEdit().placeholderText() == "the default one"

    qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    assert len(form.asked) == 3


def test_steps_in_a_row_are_one_change(qtbot, form):
    editor = form.fields.whole["mel.n_mels"].editor
    editor.setFocus()
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: len(form.asked) == 1)

    assert form.asked.last == {"mel": {"n_mels": 131}}


def test_a_step_of_the_transform_is_twice_as_much(qtbot, form):
    editor = form.fields.whole["stft.n_fft"].editor
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert form.asked.last == {"stft": {"n_fft": 4096}}


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("mel.n_mels", "0", "must be a whole number 1..4096, got 0"),
        ("mel.n_mels", "many", "must be a whole number 1..4096, got 'many'"),
        ("mel.fmax", "30000", "must be at most 24000 Hz (half of sample_rate), got 30000"),
        ("display.db_min", "5", "must be less than display.db_max = 0, got 5"),
        ("stft.window", "hxn", "must be one of barthann"),
    ],
)
def test_a_wrong_value_is_told_at_its_field_in_words_and_not_applied(qtbot, form, name, text, told):
    field = form.fields.whole[name]
    type_into(qtbot, field.editor, text)

    assert form.asked == []
    assert form.config == Config()
    assert field.problem.isVisible()
    assert field.problem.text().startswith(f"{SIGN} {told}")
    assert field.editor.property("problem") is True
    assert field.editor.accessibleDescription().startswith(told)


@pytest.mark.parametrize("name", ["stft.window", "mel.n_mels", "mel.fmin"])
def test_a_word_without_end_does_not_widen_the_form(qtbot, form, name):
    width = form.minimumSizeHint().width()
    type_into(qtbot, form.fields.whole[name].editor, "9" * 500)

    assert form.fields.whole[name].problem.isVisible()
    assert form.minimumSizeHint().width() == width


def test_a_wrong_value_waits_to_be_mended_while_others_are_changed(qtbot, form):
    field = form.fields.whole["mel.n_mels"]
    type_into(qtbot, field.editor, "0")
    type_into(qtbot, form.fields.whole["mel.fmin"].editor, "20")

    assert form.asked.last == {"mel": {"fmin": 20.0}}
    assert field.editor.text() == "0"
    assert field.has_problem

    type_into(qtbot, field.editor, "128")
    assert not field.has_problem


def test_escape_gives_the_old_value_back(qtbot, form):
    field = form.fields.whole["mel.n_mels"]
    type_into(qtbot, field.editor, "0")
    qtbot.keyClick(field.editor, Qt.Key.Key_Escape)

    assert field.editor.text() == "128"
    assert not field.problem.isVisible()
    assert form.asked == []


def test_what_is_being_typed_is_left_alone_when_the_same_is_in_force(qtbot, form):
    line = form.fields.whole["mel.n_mels"].editor.lineEdit()
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "6")
    form.set_config(Config(), RATE)
    qtbot.keyClicks(line, "4")
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert form.asked.last == {"mel": {"n_mels": 64}}


def test_the_two_fields_of_one_setting_show_the_same(qtbot, form):
    type_into(qtbot, form.fields.first["mel.n_mels"].editor, "0")
    type_into(qtbot, form.fields.whole["mel.n_mels"].editor, "64")

    assert form.fields.first["mel.n_mels"].editor.text() == "64"
    assert not form.fields.first["mel.n_mels"].has_problem


def test_a_change_is_marked_counted_and_put_back(qtbot, form):
    field = form.fields.whole["mel.n_mels"]
    type_into(qtbot, field.editor, "64")

    assert field.label.text() == "Bands *"
    assert form.sections["mel"].header.text() == "Bands   1 changed"
    assert field.reset.toolTip() == "Back to 128 (preset default)"

    press(qtbot, field.reset)
    assert form.asked[-1] == Config()
    assert field.label.text() == "Bands"
    assert not field.reset.isVisible()


def test_a_wrong_value_is_put_back_by_the_same_button(qtbot, form):
    field = form.fields.whole["mel.n_mels"]
    type_into(qtbot, field.editor, "0")
    press(qtbot, field.reset)

    assert field.editor.text() == "128"
    assert not field.has_problem


@pytest.mark.parametrize("name", ["librosa", "music", "whisper-80"])
def test_a_preset_is_taken_and_then_is_what_a_reset_goes_back_to(qtbot, form, name):
    choose(qtbot, form.fields.preset.editor, name)
    assert form.config.mel == load_config(name).mel
    assert form.fields.preset.editor.currentText() == name

    type_into(qtbot, form.fields.whole["mel.n_mels"].editor, "33")
    assert form.fields.preset.editor.currentText() == "(own)"
    assert form.fields.whole["mel.n_mels"].reset.toolTip().endswith(f"(preset {name})")

    press(qtbot, form.reset)
    assert form.config.mel == load_config(name).mel
    assert form.fields.preset.editor.currentText() == name


def test_a_preset_that_needs_a_higher_rate_is_told_and_not_taken(qtbot, make_form):
    form = make_form(rate=16000)
    choose(qtbot, form.fields.preset.editor, "music")

    assert "music needs a source of a higher rate: mel.fmax must be at most 8000" in form.fields.preset.problem.text()
    assert form.config.mel == load_config("librosa").mel  # the one above it

    choose(qtbot, form.fields.preset.editor, "parakeet")
    assert form.config.mel == load_config("parakeet").mel
    assert not form.fields.preset.has_problem


def test_a_window_is_completed_while_its_name_is_typed(qtbot, form):
    type_into(qtbot, form.fields.whole["stft.window"].editor, "blackmanh")

    assert form.asked.last == {"stft": {"window": "blackmanharris"}}


def test_a_reset_leaves_what_is_listened_to(qtbot, make_form):
    form = make_form(load_config(overrides=["source.device=USB", "mel.n_mels=3"]))
    press(qtbot, form.reset)

    assert form.asked.last == {"source": {"device": "USB"}}


def test_changes_are_undone_and_redone(qtbot, form):
    type_into(qtbot, form.fields.whole["mel.n_mels"].editor, "64")
    choose(qtbot, form.fields.whole["mel.scale"].editor, "htk")
    press(qtbot, form.undo)
    assert form.asked.last == {"mel": {"n_mels": 64}}

    press(qtbot, form.undo)
    assert form.asked[-1] == Config()
    assert form.fields.whole["mel.n_mels"].editor.text() == "128"
    assert not form.undo.isEnabled()

    press(qtbot, form.redo)
    press(qtbot, form.redo)
    assert form.asked.last == {"mel": {"n_mels": 64, "scale": "htk"}}
    assert not form.redo.isEnabled()


def test_undo_and_redo_have_keys(qtbot, form):
    choose(qtbot, form.fields.whole["mel.scale"].editor, "htk")
    changed = form.asked[-1]
    qtbot.keyClick(form.fields.whole["mel.scale"].editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form.asked[-1] == Config()

    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(form.fields.whole["mel.scale"].editor, Qt.Key.Key_Z, both)
    assert form.asked[-1] == changed


def test_what_was_changed_elsewhere_is_shown_and_can_be_undone(qtbot, form):
    form.set_config(load_config(overrides=["display.colormap=viridis"]), RATE)
    assert form.asked == []
    assert form.fields.first["display.colormap"].editor.value() == "viridis"

    press(qtbot, form.undo)
    assert form.asked == [Config()]


@pytest.mark.parametrize(
    ("name", "text", "stft"),
    [
        ("window", "25", {"n_fft": 2048, "win_length": 1200}),
        ("window", "10 ms", {"n_fft": 512, "win_length": 480}),
        ("resolution", "20", {"n_fft": 8192, "win_length": 4800}),
        ("hop", "10", {"hop_length": 480}),
    ],
)
def test_lengths_are_asked_in_hertz_and_milliseconds(qtbot, form, name, text, stft):
    type_into(qtbot, form.fields.lengths[name].editor, text)

    section = form.asked[-1].stft
    assert {key: getattr(section, key) for key in stft} == stft


def test_a_window_of_the_transforms_length_fills_it_up(qtbot, form):
    type_into(qtbot, form.fields.lengths["window"].editor, "85.333333")

    assert form.asked.last == {"stft": {"n_fft": 4096}}


def test_what_follows_from_the_lengths_is_said(form):
    assert form.derived.text() == "FFT of 2048 samples, 23.4 Hz a bin, 125 columns a second"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("window", "long", "must be a number > 0 <= 60000, got 'long'"),
        ("window", "50000", "stft.n_fft must be a whole number 2..1048576, got 4194304"),
        ("resolution", "0", "must be a number > 0 <= 100000, got 0"),
        ("hop", "100", "stft.hop_length must be 1..2048 (stft.n_fft), got 4800"),
    ],
)
def test_lengths_that_cannot_be_are_told(qtbot, form, name, text, told):
    type_into(qtbot, form.fields.lengths[name].editor, text)

    assert form.asked == []
    assert told in form.fields.lengths[name].problem.text()


def test_a_length_is_put_back(qtbot, form):
    type_into(qtbot, form.fields.lengths["window"].editor, "25")
    press(qtbot, form.fields.lengths["window"].reset)

    assert form.asked[-1] == Config()


def test_a_search_shows_what_is_called_so_and_nothing_else(qtbot, form):
    qtbot.keyClicks(form.search, "hop")

    shown = [name for name, field in form.fields.whole.items() if field.editor.isVisible()]
    assert "stft.hop_length" in shown
    assert len(shown) < 5
    assert not form.sections["display"].isVisible()

    def is_without_holes():
        tops = sorted(form.fields.whole[name].editor.mapTo(form, QPoint()).y() for name in shown)
        return all(below - above < 60 for above, below in pairwise(tops))

    qtbot.waitUntil(is_without_holes)
    assert not form.fields.preset.editor.isVisible()

    form.search.clear()
    assert all(field.editor.isVisible() for field in every_field(form))


def test_a_search_unfolds_and_its_end_folds_up_again(qtbot, form):
    press(qtbot, form.sections["mel"].header)
    assert not form.fields.whole["mel.scale"].editor.isVisible()

    qtbot.keyClicks(form.search, "erb")
    assert form.fields.whole["mel.scale"].editor.isVisible()

    form.search.clear()
    assert not form.fields.whole["mel.scale"].editor.isVisible()


def test_a_search_in_vain_says_so(qtbot, form):
    qtbot.keyClicks(form.search, "xylophone")

    assert "No setting is called so" in " ".join(
        label.text() for label in form.findChildren(type(form.message)) if label.isVisible()
    )


def test_a_preset_is_saved_under_a_name_and_offered(qtbot, form):
    type_into(qtbot, form.fields.whole["mel.n_mels"].editor, "64")
    press(qtbot, form.save)
    qtbot.keyClicks(form.save_panel.name, "birds")
    qtbot.keyClicks(form.save_panel.description, "High.")
    press(qtbot, form.save_panel.save)

    assert load_config("birds").mel.n_mels == 64
    assert not form.save_panel.isVisible()
    assert form.message.text().startswith("Saved: --config birds takes it, too (")
    assert form.fields.preset.editor.currentText() == "birds"


def test_a_name_that_cannot_be_taken_is_told(qtbot, form):
    press(qtbot, form.save)
    qtbot.keyClicks(form.save_panel.name, "librosa")
    qtbot.keyClick(form.save_panel.name, Qt.Key.Key_Return)

    assert form.save_panel.problem.text() == f"{SIGN} 'librosa' is a preset of livemel's own; choose another name"
    assert user_preset_names() == []


def test_who_replaces_a_preset_is_told(qtbot, form):
    save_as_preset("birds", Config())
    press(qtbot, form.save)
    qtbot.keyClicks(form.save_panel.name, "birds")
    assert form.save_panel.save.text() == "Replace"

    qtbot.keyClick(form.save_panel.name, Qt.Key.Key_Escape)
    assert not form.save_panel.isVisible()


def test_what_is_copied_is_a_file_that_gives_the_same(qtbot, make_form, tmp_path):
    config = load_config("whisper-80", overrides=["mel.n_mels=40"])
    form = make_form(config)
    press(qtbot, form.copy)
    text = QApplication.clipboard().text()
    path = tmp_path / "copied.toml"
    path.write_text(text, encoding="utf-8")

    assert tomllib.loads(text)["mel"]["n_mels"] == 40
    assert load_config(path) == config
    assert form.message.text().startswith(f"Copied: {text.count(' = ')} settings")


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_cut_off_at_the_least_width(qtbot, make_form, theme):
    form = make_form(replace(Config(), mel=replace(Config().mel, n_mels=3)))
    apply_theme(QApplication.instance(), theme)
    form.resize(320, 700)
    qtbot.waitUntil(lambda: form.width() >= form.minimumSizeHint().width())

    assert theme == "projector" or form.width() == 320
    for field in every_field(form):
        right = field.editor.mapTo(form, field.editor.rect().topRight()).x()
        assert right < form.width()
    apply_theme(QApplication.instance(), "dark")


def test_everything_can_be_reached_with_the_tab_key_from_above_to_below(qtbot, form):
    reached, widget = [], form.search
    while widget not in reached:
        reached.append(widget)
        widget = widget.nextInFocusChain()
    kinds = (QComboBox, QLineEdit, NumberEdit, QAbstractButton)
    inputs = [each for each in reached if isinstance(each, kinds) and each.isVisible() and each.isEnabled()]
    tops = [each.mapTo(form, each.rect().topLeft()).y() for each in inputs if form.area.isAncestorOf(each)]

    assert tops == sorted(tops)
    assert {form.save, form.copy, form.reset} <= set(inputs)
    assert all(
        each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in inputs if not isinstance(each.parent(), NumberEdit)
    )


def test_every_map_shows_its_colours_and_one_says_that_it_is_not_uniform(form):
    colours = form.fields.first["display.colormap"].editor

    assert all(not colours.itemIcon(index).isNull() for index in range(colours.count()))
    assert colours.itemText(colours.findData("turbo")) == "turbo (not uniform)"
