"""The point panel: what is read is told, every step is there, markers are renamed and deleted by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QApplication, QLineEdit

from livemel import MelStream, load_config
from livemel.dsp.explain import explain
from livemel.gui.looks.dressing import apply_theme
from livemel.gui.side.marker_table import COLUMNS, NamedReading
from livemel.gui.side.point_panel import NO_EXPLANATION, PointPanel
from livemel.picture.explanation import bin_lines, explanation
from livemel.picture.reading import Reader
from livemel.picture.reading_text import FIGURE_SPACE

RATE = 48000
CONFIG = load_config()
READER = Reader(CONFIG, RATE, RATE)
SOUND = (0.1 * np.random.default_rng(3).normal(size=RATE)).astype(np.float32)
MARKERS = [
    NamedReading("A", READER.read(0, 440.0, -20.0)),
    NamedReading("B", READER.read(RATE / 4, 880.0, -26.0)),
    NamedReading("C", READER.read(RATE / 2, 880.0, None, cause="")),
]


@pytest.fixture
def panel(qtbot):
    panel = PointPanel()
    qtbot.addWidget(panel)
    panel.resize(700, 900)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def explained(band=30, samples=SOUND, config=CONFIG):
    stream = MelStream(config, RATE)
    derivation = explain(stream, lambda begin, end: samples[begin:end], (0, len(samples)), 24000.0, band)
    return explanation(derivation, -80.0, 0.0, "magma")


def steps_of(panel):
    """Name and formula of each row."""
    grid = panel.steps
    return [
        tuple(grid.itemAtPosition(row, column).widget().text() for column in (0, 1))
        for row in range(grid.rowCount())
        if grid.itemAtPosition(row, 0) is not None
    ]


def facts_of(panel):
    return {name: value.text() for name, (_, value) in panel.facts.items() if value.isVisible()}


def cell(panel, row, column):
    return panel.markers.item(row, COLUMNS.index(column)).text()


def edit(panel, qtbot, row, text):
    """Types over the name of a marker."""
    table = panel.markers
    table.setFocus()
    table.setCurrentCell(row, 0)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_without_a_point_it_is_said_how_to_get_one(panel):
    assert panel.no_point.isVisible()
    assert facts_of(panel) == {}


def test_a_point_is_told_piece_by_piece(panel):
    panel.set_reading(READER.read(1.5 * RATE, 440.0, -12.5))
    facts = facts_of(panel)

    assert not panel.no_point.isVisible()
    assert (facts["Time"], facts["Frequency"], facts["Height"]) == ("0:01.500", "440.0 Hz", "6.60 mel slaney")
    assert facts["Note"].replace(FIGURE_SPACE, "") == "A4 +0 cents"
    assert facts["Band"].endswith(" Hz")
    assert facts["Level"] == "-12.50 dBFS"
    assert "Clock" not in facts
    assert panel.facts["Level"][1].toolTip() == "dBFS (0 = full-scale sine)"


def test_when_the_pointer_leaves_the_facts_go(panel):
    panel.set_reading(READER.read(0, 440.0, -12.5))
    panel.set_reading(None)

    assert panel.no_point.isVisible()
    assert facts_of(panel) == {}


def test_every_step_of_an_explanation_has_its_row(panel):
    it = explained()
    panel.set_explanation(it)

    assert panel.headline.text() == it.headline
    assert steps_of(panel) == [(step.name, step.formula) for step in it.steps()]
    assert panel.bins.toPlainText().splitlines() == bin_lines(it.derivation)


def test_another_explanation_takes_the_place_of_the_first(panel):
    panel.set_explanation(explained(30))
    panel.set_explanation(explained(100))

    assert steps_of(panel) == [(step.name, step.formula) for step in explained(100).steps()]


def test_the_plot_shows_the_weights_and_what_each_bin_adds(panel):
    it = explained(100)
    panel.set_explanation(it)
    bins, plot = it.derivation.bins, panel._plot
    hz, weights = plot._dots.getData()

    np.testing.assert_array_equal(hz, bins.hz)
    assert weights.max() <= 100.0 + 1e-3
    assert np.ptp(weights / bins.weights) == pytest.approx(0, abs=1e-6 * (weights / bins.weights).max())
    np.testing.assert_allclose(plot._bars.opts["height"], 100 * bins.contributions / bins.contributions.max())
    left, right = plot.getPlotItem().viewRange()[0]
    assert left < it.derivation.band.lower_hz < it.derivation.band.upper_hz < right


def test_silence_is_plotted_without_a_bar(panel):
    panel.set_explanation(explained(samples=np.zeros(RATE, np.float32)))

    assert panel._plot._bars.opts["height"].max() == 0


def test_a_band_without_a_bin_can_be_shown(panel):
    panel.set_explanation(explained(0, config=load_config(overrides=["stft.n_fft=128", "stft.hop_length=64"])))

    assert ("Sum", "E = sum of weight |X|^2 = 0 = 0") in steps_of(panel)


def test_another_theme_recolours_the_plot(panel, qtbot):
    panel.set_explanation(explained())
    try:
        apply_theme(QApplication.instance(), "light")
        light = panel._plot.backgroundBrush().color().name()
        qtbot.waitUntil(lambda: panel._plot.backgroundBrush().color().name() == "#ffffff", timeout=5000)
    finally:
        apply_theme(QApplication.instance(), "dark")

    assert light


def test_without_an_explanation_it_is_said_how_to_get_one(panel):
    panel.set_explanation(explained())
    panel.set_explanation(None)

    assert panel.headline.text() == NO_EXPLANATION
    assert steps_of(panel) == []
    assert not panel.bins.isVisible()
    assert not panel._plot.isVisible()
    assert not panel.copy.isEnabled()


def test_why_a_point_cannot_be_explained_is_said(panel):
    panel.set_explanation(None, "its samples are gone")

    assert panel.headline.text() == "\u26a0 its samples are gone"


def test_the_explanation_can_be_copied(panel, qtbot):
    it = explained()
    panel.set_explanation(it)
    with qtbot.waitSignal(panel.copied):
        qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)

    assert QApplication.clipboard().text() == it.as_text()


def test_each_marker_is_a_row_with_its_distance_from_the_one_before(panel):
    panel.set_markers(MARKERS)

    assert [cell(panel, row, "Name") for row in range(3)] == ["A", "B", "C"]
    assert (cell(panel, 0, "Time"), cell(panel, 0, "Hz"), cell(panel, 0, "Note")) == (
        "0:00.000",
        "440.0",
        "A4 +0 cents",
    )
    assert cell(panel, 0, "Level") == "-20.00 dBFS"
    assert cell(panel, 0, "From the one before") == ""
    way = cell(panel, 1, "From the one before")
    assert all(piece in way for piece in ("+250.0 ms", "+440.0 Hz", "+12.00 semitones", "-6.00 dB"))
    assert "dB" not in cell(panel, 2, "From the one before")
    assert cell(panel, 2, "Level") == "lost sound"


def test_typing_over_a_name_renames_the_marker(panel, qtbot):
    panel.set_markers(MARKERS)
    with qtbot.waitSignal(panel.markerRenamed) as renamed:
        edit(panel, qtbot, 1, "a cough")

    assert renamed.args == [1, "a cough"]


def test_only_names_can_be_typed_over(panel):
    panel.set_markers(MARKERS)
    flags = [panel.markers.item(0, column).flags() for column in range(len(COLUMNS))]

    assert [bool(each & Qt.ItemFlag.ItemIsEditable) for each in flags] == [True] + [False] * 5


def test_showing_other_markers_renames_none(panel, qtbot):
    panel.set_markers(MARKERS)
    with qtbot.assertNotEmitted(panel.markerRenamed):
        panel.set_markers([replace(MARKERS[0], name="Z"), *MARKERS[1:]])

    assert cell(panel, 0, "Name") == "Z"


@pytest.mark.parametrize("way", ["key", "button"])
def test_the_chosen_marker_is_deleted(panel, qtbot, way):
    panel.set_markers(MARKERS)
    panel.markers.setFocus()
    panel.markers.setCurrentCell(2, 0)
    with qtbot.waitSignal(panel.markerDeleted) as deleted:
        if way == "key":
            qtbot.keyClick(panel.markers, Qt.Key.Key_Delete)
        else:
            qtbot.mouseClick(panel.delete, Qt.MouseButton.LeftButton)

    assert deleted.args == [2]


def test_after_the_last_was_deleted_the_one_before_is_chosen(panel):
    panel.set_markers(MARKERS)
    panel.markers.setCurrentCell(2, 0)
    panel.set_markers(MARKERS[:2])

    assert panel.markers.currentRow() == 1


def test_without_markers_nothing_can_be_deleted(panel, qtbot):
    assert not panel.delete.isEnabled()
    panel.markers.setFocus()
    with qtbot.assertNotEmitted(panel.markerDeleted):
        qtbot.keyClick(panel.markers, Qt.Key.Key_Delete)
