"""Themes: everything that is said can be read, by every eye, at every size."""

import re
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QColor, QPalette
from PyQt6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QToolButton, QWidget

from livemel.gui.looks.dressing import apply_theme
from livemel.gui.looks.style import SHEET, style_sheet
from livemel.gui.looks.theme import LABEL_POINTS, THEMES, current_theme, set_problem, set_role
from livemel.picture.colormaps import colormap_names, lookup_table
from livemel.picture.printed.theme import THEMES as CHART_THEMES

TEXT = 4.5
LINES = 3.0
TEXT_PAIRS = [
    *((text, ground) for text in ("text", "faint") for ground in ("window", "panel", "field", "hover")),
    *((text, ground) for text in ("accent", "problem") for ground in ("window", "panel", "field")),
    ("on_accent", "accent"),
    ("notice_text", "notice_ground"),
]
LINE_PAIRS = [
    *((line, "panel") for line in ("now", "average", "peak", "wave", "rms", "clip", "record", "outline", "marker")),
    *((line, "window") for line in ("outline", "disabled", "accent", "clip", "record")),
    ("accent", "field"),
    ("outline", "field"),
    ("now", "field"),
]


def luminance(rgb):
    share = np.asarray(rgb) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)


def rgb_of(colour):
    return QColor(colour).getRgb()[:3]


def contrast(one, other):
    """As WCAG 2.1 defines it."""
    one, other = luminance(one), luminance(other)
    return (np.maximum(one, other) + 0.05) / (np.minimum(one, other) + 0.05)


@pytest.fixture
def application(qapp):
    """The application, given back in the dark."""
    yield qapp
    apply_theme(qapp, "dark")


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT_PAIRS, TEXT), (LINE_PAIRS, LINES)], ids=["text", "lines"])
def test_what_is_said_stands_out_from_its_ground(name, pairs, least):
    colours = asdict(THEMES[name])
    found = {pair: float(contrast(*(rgb_of(colours[each]) for each in pair))) for pair in pairs}

    assert {pair: round(value, 2) for pair, value in found.items() if value < least} == {}


@pytest.mark.parametrize("colormap", colormap_names())
@pytest.mark.parametrize("line", ["crosshair", "selection", "marker"])
@pytest.mark.parametrize("name", THEMES)
def test_a_line_and_its_halo_are_seen_on_every_level(name, line, colormap):
    theme, levels = THEMES[name], lookup_table(colormap)
    line_or_halo = [contrast(levels, rgb_of(colour)) for colour in (getattr(theme, line), theme.halo)]

    assert np.max(line_or_halo, axis=0).min() >= LINES


@pytest.mark.parametrize("pair", [("now", "average"), ("now", "peak"), ("wave", "rms")])
@pytest.mark.parametrize("name", THEMES)
def test_curves_that_stand_together_differ_in_blue_and_yellow_or_in_lightness(name, pair):
    """The two differences that eyes without a red or green receptor keep."""
    one, other = (np.array(rgb_of(getattr(THEMES[name], each)), float) for each in pair)
    lightness = contrast(one, other)
    blueness = abs((one[2] - one[:2].mean()) - (other[2] - other[:2].mean()))

    assert lightness >= 1.8 or blueness >= 90


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_fills_every_role_of_the_palette_that_carries_text(application, name):
    apply_theme(application, name)
    palette, role = application.palette(), QPalette.ColorRole

    for text, ground in [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
    ]:
        assert contrast(*(palette.color(each).getRgb()[:3] for each in (text, ground))) >= TEXT, (text, ground)


@pytest.mark.parametrize(("name", "text_scale", "factor"), [("dark", 1, 1), ("light", 3, 3), ("projector", 2, 3)])
def test_text_is_as_large_as_theme_and_scale_ask(application, name, text_scale, factor):
    apply_theme(application, name, text_scale)

    assert application.font().pointSizeF() == LABEL_POINTS * factor


def test_a_button_grows_with_the_text_it_carries(application, qtbot):
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    sizes = []
    for text_scale in (1.0, 2.0, 3.0):
        apply_theme(application, "dark", text_scale)
        sizes.append((button.sizeHint().width(), button.sizeHint().height()))

    assert sizes[1] > sizes[0]
    assert np.all(np.array(sizes[2]) >= 2.5 * np.array(sizes[0]))


@pytest.mark.parametrize("text_scale", [1.0, 2.0, 3.0])
def test_icons_of_buttons_grow_with_the_text(application, qtbot, text_scale):
    button = QToolButton()
    qtbot.addWidget(button)
    apply_theme(application, "dark", text_scale)
    button.ensurePolished()

    assert button.iconSize().width() == 20 * text_scale


@pytest.mark.parametrize("text_scale", [1.0, 2.0])
@pytest.mark.parametrize("kind", [QLineEdit, QSpinBox, QComboBox])
def test_a_field_keeps_its_size_when_it_shows_a_problem(application, qtbot, kind, text_scale):
    apply_theme(application, "light", text_scale)
    field = kind()
    qtbot.addWidget(field)
    field.ensurePolished()
    before = field.sizeHint()
    set_problem(field, True)

    assert field.sizeHint() == before
    set_problem(field, False)
    assert field.property("problem") is False


def test_a_field_with_a_problem_has_a_border_of_that_colour(application, qtbot):
    apply_theme(application, "light")
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    field.show()

    def border():
        return field.grab().toImage().pixelColor(field.width() // 2, 0).name()

    assert border() == THEMES["light"].outline
    set_problem(field, True)
    assert border() == THEMES["light"].problem


def test_the_theme_of_open_windows_can_be_changed_and_changed_back(application, qtbot):
    label = QLabel("faint")
    set_role(label, "faint")
    qtbot.addWidget(label)
    label.show()

    def inks():
        return {label.grab().toImage().pixelColor(x, y).name() for x in range(label.width()) for y in range(4, 14)}

    apply_theme(application, "dark")
    before = inks()
    assert THEMES["dark"].window in before
    apply_theme(application, "light")
    assert THEMES["light"].window in inks()
    apply_theme(application, "dark")
    assert inks() == before


@pytest.mark.parametrize("name", THEMES)
def test_a_widget_that_hears_of_new_colours_finds_their_theme(application, qtbot, name):
    class Painted(QWidget):
        heard = None

        def changeEvent(self, event):
            if event.type() == QEvent.Type.PaletteChange:
                self.heard = current_theme()

    apply_theme(application, "light" if name == "dark" else "dark")
    widget = Painted()
    qtbot.addWidget(widget)
    widget.show()
    apply_theme(application, name)

    assert widget.heard == current_theme() == THEMES[name]


def test_a_role_colours_a_label_that_is_shown_already(application, qtbot):
    apply_theme(application, "light")
    label = QLabel("wrong")
    qtbot.addWidget(label)
    label.show()
    set_role(label, "problem")

    assert label.palette().color(QPalette.ColorRole.WindowText).name() == THEMES["light"].problem


def test_the_same_theme_again_costs_nothing(application):
    apply_theme(application, "dark")
    changes = []
    application.paletteChanged.connect(changes.append)
    apply_theme(application, "dark")
    application.paletteChanged.disconnect(changes.append)

    assert changes == []


@pytest.mark.parametrize("scale", [1.0, 1.25, 3.0])
def test_the_sheet_names_only_what_a_theme_has_and_files_that_exist(scale):
    sheet = style_sheet(THEMES["light"], scale)

    assert "$" not in sheet
    drawings = re.findall(r'url\("(.+?)"\)', sheet)
    assert drawings
    assert all(drawing.endswith(".svg") and Path(drawing).read_text().startswith("<svg") for drawing in drawings)


def test_the_sheet_styles_no_plain_widget():
    assert not re.search(r"^QWidget\b|^\*", SHEET.read_text(), re.MULTILINE)


def test_lengths_of_the_sheet_grow_with_the_scale():
    def lengths(scale):
        return [int(each) for each in re.findall(r"(\d+)px", style_sheet(THEMES["dark"], scale))]

    assert np.all(np.array(lengths(3.0)) == 3 * np.array(lengths(1.0)))


def test_the_projector_has_larger_text_and_thicker_lines_on_a_light_ground():
    projector, light = THEMES["projector"], THEMES["light"]

    assert projector.text_factor >= 1.5
    assert projector.line_width > light.line_width
    assert not projector.is_dark
    assert contrast(rgb_of(projector.text), rgb_of(projector.window)) == pytest.approx(21.0)


def test_window_and_chart_know_the_same_themes():
    assert list(THEMES) == list(CHART_THEMES)
