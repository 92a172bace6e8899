"""The wave panel, by mouse and wheel: it shows the sound of the page's time, and scrolls with it."""

from __future__ import annotations

import numpy as np
import pytest
from panels import RATE, choose, drag, go_to, make_page, pixels, pixels_on_screen, point_at, rgb, turn
from PyQt6.QtCore import QPoint, Qt
from PyQt6.QtWidgets import QApplication

from livemel.gui.looks.theme import THEMES
from livemel.gui.page import Marker, Point, Selection
from livemel.gui.panels.wave_panel import WavePanel
from livemel.picture.hatch import LINE
from livemel.picture.viewport import Viewport
from livemel.runtime.feed import Gap, Sound
from livemel.runtime.past.sound_store import SoundStore

WIDTH, HEIGHT = 400, 81
THEME = THEMES["dark"]
WAVE, CORE, GROUND = rgb(THEME.wave), rgb(THEME.rms), rgb(THEME.panel)


def store_of(seconds=20.0, amplitude=0.25, gap=None):
    """Noise; of `gap` = (begin, end) nothing is known."""
    store = SoundStore(60.0, RATE)
    samples = np.random.default_rng(3).uniform(-amplitude, amplitude, round(seconds * RATE)).astype(np.float32)
    if gap is None:
        store.consume(Sound(0, samples))
        return store
    begin, end = (round(each * RATE) for each in gap)
    store.consume(Sound(0, samples[:begin]))
    store.consume(Gap(begin, end - begin, "dropped"))
    store.consume(Sound(end, samples[end:], begins=True))
    return store


@pytest.fixture
def page():
    return make_page()


@pytest.fixture
def panel(qtbot, page):
    return shown(qtbot, page, store_of())


def shown(qtbot, page, store):
    panel = WavePanel(page, THEME)
    qtbot.addWidget(panel)
    panel.resize(WIDTH, HEIGHT)
    panel.set_store(store)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.tick()
    return panel


def height_of_wave(panel):
    return int(np.isin(pixels(panel), (WAVE, CORE)).any(axis=1).sum())


def test_it_shows_the_wave_with_its_rms_as_a_core(panel):
    seen = pixels(panel)
    core = (seen == CORE).any(axis=1)

    assert HEIGHT / 4 - 3 < height_of_wave(panel) < HEIGHT / 4 + 3
    assert HEIGHT / 4 / np.sqrt(3) - 3 < core.sum() < HEIGHT / 4 / np.sqrt(3) + 3


@pytest.mark.parametrize("paint", [QApplication.processEvents, lambda: None], ids=["each", "late"])
def test_what_was_scrolled_looks_like_what_is_drawn_at_once(qtbot, page, paint):
    store = store_of(12.0, gap=(9.0, 9.5))
    go_to(page, 8.0)
    panel = shown(qtbot, page, store)
    page.set_markers((Marker(7.0, 500.0, "a"),))
    page.select(Selection(5.0, 6.0, 0.0, 1000.0))
    QApplication.processEvents()
    for newest in np.arange(8.0, 11.0, 0.13):
        go_to(page, float(newest))
        page.set_hover(Point(float(newest) - 2.0, None))
        panel.tick()
        paint()
    QApplication.processEvents()
    scrolled = pixels_on_screen(panel)

    assert (scrolled == pixels(shown(qtbot, page, store))).all()


def test_sound_that_comes_late_is_drawn_where_it_belongs(qtbot, page):
    store = SoundStore(60.0, RATE)
    panel = shown(qtbot, page, store)
    assert height_of_wave(panel) == 0

    store.consume(Sound(0, np.full(20 * RATE, 0.5, np.float32)))
    panel.tick()

    assert (pixels(panel)[:, 5:-5] == CORE).any(axis=0).all()


def test_lost_sound_is_hatched(qtbot, page):
    panel = shown(qtbot, page, store_of(gap=(12.0, 14.0)))
    columns = (pixels(panel) == int(LINE)).any(axis=0)

    assert columns[int(0.25 * WIDTH) : int(0.35 * WIDTH)].all()
    assert not columns[: int(0.15 * WIDTH)].any()
    assert not columns[int(0.45 * WIDTH) :].any()


def test_shift_and_the_wheel_make_it_taller(panel):
    before = height_of_wave(panel)
    turn(panel, 100, 40, 3, Qt.KeyboardModifier.ShiftModifier)

    assert panel.gain == pytest.approx(1.25**3)
    assert height_of_wave(panel) > 1.6 * before
    assert "1.95" in panel.accessibleDescription()


def test_a_double_click_is_full_scale_again(qtbot, panel):
    turn(panel, 100, 40, 5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.mouseDClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(50, 20))

    assert panel.gain == 1.0


def test_the_amplitude_fits_itself_when_that_is_chosen(qtbot, panel):
    choose(qtbot, panel, "Fit the amplitude to what is seen")
    assert panel.gain == 2.0

    choose(qtbot, panel, "Full scale")
    assert panel.gain == 1.0


def test_the_wheel_zooms_in_time_at_the_pointer(panel, page):
    page.look(page.viewport.held(page.extent))
    before = page.seconds_at(0.25)
    turn(panel, WIDTH // 4, 10)

    assert page.viewport.seconds == pytest.approx(8.0)
    assert page.seconds_at(0.25) == pytest.approx(before)


def test_pointing_at_it_sets_the_moment_for_all_panels(qtbot, panel, page):
    point_at(panel, 100, 20)
    assert page.hover == Point(pytest.approx(12.5), None)
    qtbot.waitUntil(lambda: panel._crosshair is not None)

    seen = pixels(panel)
    column = int(np.flatnonzero((seen == rgb(THEME.crosshair)).sum(axis=0) > HEIGHT / 2)[0])
    assert column == pytest.approx(100, abs=1)


def test_dragging_selects_a_time_and_a_click_nothing(qtbot, panel, page):
    drag(panel, (300, 10), (200, 60))
    assert (page.selection.begin, page.selection.end) == (pytest.approx(15.0), pytest.approx(17.5))
    assert page.selection.low_hz == page.axis.fmin

    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert page.selection is None


def test_zoomed_in_it_shows_samples_as_dots(qtbot, page):
    panel = shown(qtbot, page, store_of())
    page.look(Viewport(seconds=0.05, end=10.0))
    panel.resize(4000, HEIGHT)

    assert (pixels(panel) == CORE).any()
    assert (pixels(panel) == WAVE).any()


@pytest.mark.parametrize("name", THEMES)
def test_it_takes_on_a_theme(panel, name):
    panel.set_theme(THEMES[name])

    assert rgb(THEMES[name].wave) in pixels(panel)
    assert rgb(THEMES[name].panel) in pixels(panel)


def test_it_has_a_name_and_says_what_it_shows(panel):
    assert panel.accessibleName() == "Waveform and level"
    assert "dBFS" in panel.accessibleDescription()
    for scale in (panel.amplitude_scale, panel.level_scale):
        assert scale.accessibleName()


@pytest.mark.parametrize("size", [(1, 1), (3000, 2), (2, 900)], ids=str)
def test_it_is_painted_at_every_size(panel, size):
    panel.setMinimumHeight(0)
    panel.resize(*size)

    assert pixels(panel).shape == size[::-1]
    for scale in (panel.amplitude_scale, panel.level_scale):
        scale.resize(*size)
        assert pixels(scale).shape == size[::-1]
