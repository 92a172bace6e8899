"""Snapshot: a labelled picture of what is to be seen, and all that is needed to see it again."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from livemel import __version__
from livemel.config import load_config
from livemel.gui.keeping.snapshot import save_snapshot, view_of
from livemel.gui.page import Selection
from livemel.picture.printed.embedded import opened_view
from livemel.picture.printed.layout import layout
from livemel.picture.printed.printing import HEIGHT, WIDTH


def path_of(stage, tmp_path):
    path = tmp_path / "picture.png"
    save_snapshot(stage.live, stage.controller.config, path)
    return path


def saved(stage, tmp_path):
    with Image.open(path_of(stage, tmp_path)) as picture:
        picture.load()
        return picture


def plot(picture):
    left, top, right, bottom = layout(WIDTH, HEIGHT).plot
    return np.asarray(picture.convert("RGB"))[top:bottom, left:right].astype(int)


def test_the_settings_are_in_the_file(stage, tmp_path):
    text = saved(stage, tmp_path).text

    assert (text["livemel:version"], text["livemel:sample_rate"]) == (__version__, "16000")
    path = tmp_path / "settings.toml"
    path.write_text(text["livemel:config"], encoding="utf-8")
    assert load_config(path) == stage.config


def test_the_settings_are_those_that_are_seen(stage, tmp_path):
    stage.controller.asking.next_colours()
    stage.controller.asking.move_floor(-1)
    display = tomllib.loads(saved(stage, tmp_path).text["livemel:config"])["display"]

    assert (display["colormap"], display["db_min"], display["seconds"]) == ("inferno", -85.0, 2.0)


def test_the_size_does_not_depend_on_the_window(stage, tmp_path):
    stage.window.resize(900, 600)

    assert saved(stage, tmp_path).size == (WIDTH, HEIGHT)


def test_a_tone_is_at_its_height_on_every_column(stage, tmp_path):
    picture = plot(saved(stage, tmp_path))
    height = 1 - np.argmax(picture.sum(axis=2), axis=0) / picture.shape[0]

    assert np.median(height) == pytest.approx(float(stage.page.axis.fraction_of(1000.0)), abs=0.01)


def test_what_is_looked_at_is_what_is_saved(stage, tmp_path):
    page = stage.page
    page.look(replace(page.viewport, end=1.5, seconds=0.75, low=0.25, high=0.5))
    page.select(Selection(1.0, 1.25, 500.0, 900.0))
    page.mark(1.1, 880.0, "a''")
    view = opened_view(str(path_of(stage, tmp_path)))

    assert (view.begin, view.end, view.low, view.high) == pytest.approx((0.75, 1.5, 0.25, 0.5))
    assert (view.selection.begin, view.selection.high_hz) == (1.0, 900.0)
    assert [(each.seconds, each.hz, each.name) for each in view.markers] == [(1.1, 880.0, "a''")]
    assert abs((view.started - page.started.astimezone()).total_seconds()) < 0.001


def test_frozen_it_is_the_picture_that_stands(stage, tmp_path):
    page = stage.page
    page.look(page.viewport.held(page.extent))
    before = plot(saved(stage, tmp_path))
    stage.play(1.0, hz=3000.0)
    after = plot(saved(stage, tmp_path))
    last = round(0.1 * before.shape[1])  # had not come by then

    assert np.array_equal(after[:, :-last], before[:, :-last])


def test_lost_sound_is_hatched_in_it(stage, tmp_path):
    stage.play(0.5, lost=0.5)
    picture = plot(saved(stage, tmp_path))
    is_gap = np.isin(picture, (0x26, 0x8A)).all(axis=(0, 2))  # the greys of the hatching

    assert is_gap.mean() == pytest.approx(0.25, abs=0.03)


def test_before_anything_has_come_there_is_a_picture_too(make_stage, tmp_path):
    stage = make_stage().begin()

    assert saved(stage, tmp_path).size == (WIDTH, HEIGHT)


def test_the_view_is_a_copy(stage):
    view = view_of(stage.live, stage.controller.config)
    before = view.levels.levels.copy()
    stage.play(1.0, hz=3000.0)

    assert np.array_equal(view.levels.levels, before)
