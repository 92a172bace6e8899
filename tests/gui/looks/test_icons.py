"""Icons: every name has a drawing, in the colours of the theme, sharp at every size."""

import re

import numpy as np
import pytest
from PyQt6.QtCore import QByteArray, QSize
from PyQt6.QtGui import QColor, QIcon
from PyQt6.QtSvg import QSvgRenderer
from PyQt6.QtWidgets import QToolButton

from livemel.gui.looks.icons import APPLICATION_ICON, ICONS, application_icon, icon
from livemel.gui.looks.style import DRAWINGS
from livemel.gui.looks.theme import THEMES

Mode, State = QIcon.Mode, QIcon.State


def pixels(image_of, side=24, mode=Mode.Normal, state=State.Off, ratio=1.0):
    """RGBA of the icon, shape (height, width, 4)."""
    image = image_of.pixmap(QSize(side, side), ratio, mode, state).toImage()
    image = image.convertToFormat(image.Format.Format_RGBA8888)
    data = image.constBits().asstring(image.sizeInBytes())
    return np.frombuffer(data, np.uint8).reshape(image.height(), image.width(), 4)


def is_drawn_in(rgba, colour):
    """Whether all that is not see-through has one colour, as far as 8 bits can tell where two strokes meet."""
    inks = rgba[rgba[..., 3] == 255][:, :3].astype(int)
    return len(inks) > 0 and np.abs(inks - QColor(colour).getRgb()[:3]).max() <= 2


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ICONS)
def test_an_icon_has_the_colours_of_its_theme_in_every_state(qapp, name, theme):
    theme = THEMES[theme]
    drawn = icon(name, theme)
    usual, chosen = (theme.record, theme.record) if name == "record" else (theme.text, theme.accent)

    assert is_drawn_in(pixels(drawn, 48), usual)
    assert is_drawn_in(pixels(drawn, 48, state=State.On), chosen)
    assert is_drawn_in(pixels(drawn, 48, Mode.Disabled), theme.disabled)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_stands_amid_clear_ground_and_is_not_cut_off(qapp, name):
    alpha = pixels(icon(name, THEMES["dark"]), 96)[..., 3]
    edges = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    rows, columns = np.nonzero(alpha)

    assert not edges.any()
    assert 0.05 < np.mean(alpha > 127) < 0.5
    assert abs(rows.mean() - 47.5) < 12
    assert abs(columns.mean() - 47.5) < 12


def test_no_two_icons_look_alike(qapp):
    drawings = {pixels(icon(name, THEMES["dark"]))[..., 3].tobytes() for name in ICONS}

    assert len(drawings) == len(ICONS)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0, 3.0])
def test_an_icon_is_drawn_in_the_pixels_of_the_screen(qapp, ratio):
    drawn = pixels(icon("zoom-in", THEMES["light"]), 24, ratio=ratio)

    assert drawn.shape == (24 * ratio, 24 * ratio, 4)
    assert np.mean((drawn[..., 3] > 0) & (drawn[..., 3] < 255)) < 0.4 / ratio, "sharp, not enlarged"


def test_a_button_paints_its_icon_and_the_accent_when_it_is_checked(qtbot):
    theme = THEMES["dark"]
    button = QToolButton()
    button.setCheckable(True)
    button.setIcon(icon("loop", theme))
    button.setIconSize(QSize(48, 48))
    qtbot.addWidget(button)
    button.show()

    def colours():
        image = button.grab().toImage()
        return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}

    assert theme.text in colours()
    button.click()
    assert theme.accent in colours()


def test_every_drawing_is_a_valid_svg_and_every_one_is_used(qapp):
    files = {path.stem: path.read_text() for path in DRAWINGS.glob("*.svg")}

    assert all(QSvgRenderer(QByteArray(text.encode())).isValid() for text in files.values())
    assert set(files) - set(ICONS) == {APPLICATION_ICON.stem, "check-dark", "check-light", "chevron-up", "chevron-down"}


@pytest.mark.parametrize("name", ICONS)
def test_a_drawing_names_no_colour_of_its_own(name):
    text = (DRAWINGS / f"{name}.svg").read_text()

    assert set(re.findall(r'(?:fill|stroke)="(.+?)"', text)) <= {"currentColor", "none"}


@pytest.mark.parametrize("side", [16, 32, 256])
def test_the_application_icon_is_a_lit_picture_at_every_size(qapp, side):
    drawn = pixels(application_icon(), side)

    assert drawn.shape == (side, side, 4)
    assert drawn[0, 0, 3] == 0, "its corners are clear"
    assert drawn[side // 2, side // 2, :3].min() > 130, "its middle is the loudest"
    assert drawn[..., :3][drawn[..., 3] == 255].min() < 40, "on a dark ground"


def test_an_unknown_icon_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"one of record, .*got 'unicorn'"):
        icon("unicorn", THEMES["dark"])
