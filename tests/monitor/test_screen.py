"""Screen: the same snapshot always gives the same lines, exactly as many as the terminal has."""

import io
from dataclasses import replace

import numpy as np
import pytest
from rich.console import Console

from livemel.config import DisplayConfig, MelConfig
from livemel.monitor.cells import PLAIN_UNFED, UNFED
from livemel.monitor.screen import Drawing, drawing_for, picture_columns, render
from livemel.monitor.snapshot import Snapshot, Status
from livemel.picture.axis import MelAxis
from livemel.runtime.loudness import Ballistics

MEL = MelConfig(n_mels=32)


def snapshot(width, **status):
    columns = picture_columns(width)
    levels = np.full((columns, MEL.n_mels), -120.0, np.float32)
    levels[columns // 2 :, 8] = -10.0
    levels[columns // 2 :, 9] = -60.0
    is_gap = np.zeros(columns, bool)
    is_gap[columns // 4 : columns // 4 + 3] = True
    said = {"name": "Built-in Microphone", "sample_rate": 48000, "state": "live", "seconds": 75.0}
    return Snapshot(
        levels=levels,
        is_gap=is_gap,
        axis=MelAxis(MEL, 48000),
        display=DisplayConfig(db_min=-80.0),
        level_name="dBFS (0 = full-scale sine)",
        meter=Ballistics(-40.0, -20.0, False),
        status=Status(**{**said, **status}),
    )


def text(lines):
    return ["".join(segment.text for segment in line) for line in lines.lines]


def test_the_plain_screen_is_as_it_was():
    lines = text(render(snapshot(72, lost_seconds=0.125, gaps=1), 72, 14, Drawing.CHARACTERS))

    assert [line.rstrip() for line in lines] == [
        "livemel  Built-in Microp...  live  48000 Hz  lost 0.125 s in 1 gap  1:15",
        "                      ///",
        "  10k                 ///",
        "                      ///",
        "                      ///",
        "   3k                 ///",
        "                      ///",
        "                      ///              :::::::::::::::::::::::::::::::::",
        "   1k                 ///              %%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%",
        "                      ///",
        "  100                 ///",
        "      -10 s      -8 s         -6 s          -4 s         -2 s        now",
        "level  -40.0 dBFS ################-------|------- peak  -20.0 dBFS",
        "q quit   height in Hz   colours -80 to 0, dBFS (0 = full-scale sine)",
    ]


@pytest.mark.parametrize(("drawing", "mark"), [(Drawing.BLOCKS, UNFED), (Drawing.CHARACTERS, PLAIN_UNFED)])
def test_dots_are_explained_where_there_are_some(drawing, mark):
    is_unfed = np.arange(MEL.n_mels) < 12
    shown = text(render(replace(snapshot(100), is_unfed=is_unfed), 100, 20, drawing))

    assert sum(mark * 10 in line for line in shown[:-3]) == 6
    assert f"{mark} no FFT bin (12 bands)" in shown[-1]
    assert "FFT" not in text(render(snapshot(100), 100, 20, drawing))[-1]


@pytest.mark.parametrize("drawing", Drawing)
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (20, 8), (21, 7), (22, 8), (80, 24), (250, 70)])
def test_any_terminal_is_filled_exactly(size, drawing):
    width, height = size
    lines = text(render(snapshot(width), width, height, drawing))

    assert [len(line) for line in lines] == [width] * height


def test_a_terminal_without_room_for_a_picture_keeps_the_words():
    lines = text(render(snapshot(72), 72, 6, Drawing.BLOCKS))

    assert lines[0].startswith("livemel  Built-in Microphone  live")
    assert lines[1].startswith("level  -40.0 dBFS")


def test_what_is_wrong_is_said_in_a_sentence():
    shown = text(render(snapshot(80, state="lost", detail="the microphone is gone"), 80, 20, Drawing.BLOCKS))

    assert " lost " in shown[0]
    assert shown[-1].rstrip() == "the microphone is gone"


def test_a_name_too_long_is_cut_and_the_rest_stays():
    line = text(render(snapshot(70, name="An endless name of a microphone " * 5), 70, 20, Drawing.BLOCKS))[0]

    assert "...  live  48000 Hz  lost nothing" in line
    assert line.endswith("1:15")


def test_wide_characters_do_not_break_the_line():
    shown = render(snapshot(70, name="\u97f3\u697d\u30de\u30a4\u30af" * 9), 70, 20, Drawing.BLOCKS)

    assert sum(segment.cell_length for segment in shown.lines[0]) == 70


@pytest.mark.parametrize(
    ("options", "drawing"),
    [
        ({"color_system": "truecolor"}, Drawing.BLOCKS),
        ({"color_system": "256"}, Drawing.BLOCKS),
        ({"color_system": "standard"}, Drawing.CHARACTERS),
        ({"color_system": None}, Drawing.CHARACTERS),
        ({"color_system": "truecolor", "no_color": True}, Drawing.CHARACTERS),
    ],
)
def test_the_drawing_suits_the_terminal(options, drawing):
    file = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    console = Console(file=file, force_terminal=True, legacy_windows=False, **options)

    assert drawing_for(console) is drawing


def test_a_terminal_without_unicode_gets_plain_characters():
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")

    assert drawing_for(Console(file=file, force_terminal=True, color_system="256")) is Drawing.CHARACTERS
    assert all(line.isascii() for line in text(render(snapshot(80), 80, 24, Drawing.CHARACTERS)))
