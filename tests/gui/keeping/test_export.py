"""Export: what is chosen comes into the file, whole or not at all, and a sentence says so."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import numpy as np
import pytest
import soundfile
from PyQt6.QtCore import Qt

from livemel import MelStream, finalize
from livemel.gui.keeping import export_writers
from livemel.gui.keeping.export import Which
from livemel.gui.keeping.export_material import material_of
from livemel.gui.keeping.export_writers import What, estimated_bytes
from livemel.gui.keeping.exporting import Exporting
from livemel.gui.page import Selection
from livemel.picture.printed.embedded import opened_view
from livemel.recording.labels import read_audacity_labels
from livemel.runtime.past.still_sound import sound_of

RATE = 16000


@pytest.fixture
def exporting(stage):
    """Of a window with two seconds of a tone, half a second of them lost."""
    stage.play(0.5, lost=0.5)
    exporting = Exporting(stage.controller)
    yield exporting
    if exporting.dialog is not None:
        exporting.dialog.close()


@pytest.fixture
def dialog(qtbot, exporting, stage, tmp_path, monkeypatch):
    """Open, with a folder of its own."""
    monkeypatch.chdir(tmp_path)
    stage.page.select(Selection(0.5, 1.0, 500.0, 2000.0))
    stage.page.mark(0.75, 1000.0, "tone")
    exporting.open()
    dialog = exporting.dialog
    qtbot.waitUntil(dialog.isVisible)
    dialog.sentences = []
    dialog.told.connect(dialog.sentences.append)
    return dialog


def choose(qtbot, box, row):
    """By keys."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(row):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def exported(qtbot, dialog, what, which=Which.SELECTION):
    """The file."""
    choose(qtbot, dialog.what_box, list(What).index(what))
    if what.has_part:
        choose(qtbot, dialog.which_box, list(Which).index(which))
    path = dialog.path
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.sentences != [], timeout=10_000)
    assert dialog.sentences == [f"Exported {path}"]
    assert list(path.parent.iterdir()) == [path]
    return path


def test_a_picture_opens_again(qtbot, dialog, stage):
    view = opened_view(str(exported(qtbot, dialog, What.PNG, Which.VIEW)))

    assert view.seconds == stage.page.viewport.seconds
    assert [marker.name for marker in view.markers] == ["tone"]
    assert view.sound is None


def test_the_sound_is_in_a_picture_only_if_that_is_asked_for(qtbot, dialog, stage):
    assert not dialog.sound_box.isChecked()
    qtbot.mouseClick(dialog.sound_box, Qt.MouseButton.LeftButton, pos=dialog.sound_box.rect().center() / 8)
    assert dialog.sound_box.isChecked()
    view = opened_view(str(exported(qtbot, dialog, What.PNG)))

    sound = sound_of(view.sound.flac, RATE)
    assert view.sound.at_sample == RATE // 2
    assert np.abs(sound - stage.store.read(RATE // 2, RATE)).max() < 2**-23


def test_a_drawing_is_xml(qtbot, dialog):
    root = ElementTree.parse(exported(qtbot, dialog, What.SVG)).getroot()

    assert root.tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("what", [What.FLAC, What.WAV])
def test_a_selection_is_exported_to_the_sample(qtbot, dialog, stage, what):
    samples, rate = soundfile.read(exported(qtbot, dialog, what))

    assert (len(samples), rate) == (RATE // 2, RATE)
    assert np.abs(samples - stage.store.read(RATE // 2, RATE)).max() < 2**-22


def test_the_whole_has_silence_where_sound_was_lost(qtbot, dialog, stage):
    samples, _ = soundfile.read(exported(qtbot, dialog, What.FLAC, Which.WHOLE))

    assert len(samples) == pytest.approx(3 * RATE, abs=1000)
    assert not samples[2 * RATE : round(2.5 * RATE)].any()


def test_features_are_those_of_the_engine(qtbot, dialog, stage):
    path = exported(qtbot, dialog, What.NPZ)
    config = stage.controller.config
    stream = MelStream(config, RATE)
    frames = np.concatenate([stream.push(stage.store.read(RATE // 2, RATE)), stream.flush()])

    with np.load(path, allow_pickle=False) as npz:
        assert set(npz) == {"features", "times", "frequencies", "config", "version", "started"}
        assert np.array_equal(npz["features"], finalize(frames, config))
        assert npz["times"][:2] == pytest.approx([0.0, config.stft.hop_length / RATE])
        assert len(npz["frequencies"]) == config.mel.n_mels
        assert datetime.fromisoformat(str(npz["started"])).tzinfo is not None


def test_features_of_sound_with_a_gap_jump_there(qtbot, dialog, stage):
    with np.load(exported(qtbot, dialog, What.NPZ, Which.WHOLE), allow_pickle=False) as npz:
        times, features = npz["times"], npz["features"]

    assert len(times) == len(features)
    assert np.isfinite(features).all()
    assert np.diff(times).max() > 0.3
    assert (np.diff(times) > 0).all()


def test_labels_stand_at_their_time_in_the_exported_sound(qtbot, dialog):
    labels = read_audacity_labels(exported(qtbot, dialog, What.AUDACITY).read_text(encoding="utf-8"))

    assert [(label.text, label.begin_s, label.end_s) for label in labels] == [
        ("selection", 0.0, 0.5),
        ("tone", 0.25, 0.25),
    ]


def test_what_was_lost_is_a_label(qtbot, dialog):
    labels = read_audacity_labels(exported(qtbot, dialog, What.AUDACITY, Which.WHOLE).read_text(encoding="utf-8"))
    (lost,) = [label for label in labels if label.text == "lost"]

    assert (lost.begin_s, lost.end_s) == pytest.approx((2.0, 2.5), abs=0.05)


@pytest.mark.parametrize(
    ("what", "first_line"),
    [
        (What.PRAAT, 'File type = "ooTextFile"'),
        (What.RAVEN, "Selection\tView\tChannel"),
        (What.LEDGER, "time,at_s,lost_s,of,count,cause"),
        (What.SPECTRUM, "frequency (Hz)"),
    ],
)
def test_texts_are_written(qtbot, dialog, what, first_line):
    assert exported(qtbot, dialog, what).read_text(encoding="utf-8").startswith(first_line)


def test_called_off_nothing_is_left(qtbot, dialog, monkeypatch, tmp_path):
    def endless(view, *_):
        dialog._job._is_cancelled.wait(10)
        return b"a picture"

    monkeypatch.setattr(export_writers, "printed_view", endless)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.progress_bar.isVisible)
    assert dialog.cancel_button.text() == "Cancel"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.sentences != [], timeout=10_000)

    assert dialog.sentences == ["The export was called off; nothing was written."]
    assert list(tmp_path.iterdir()) == []
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_fails_is_told_and_leaves_nothing(qtbot, dialog, monkeypatch, tmp_path):
    def failing(*_):
        raise MemoryError("no room")

    monkeypatch.setattr(export_writers, "printed_view", failing)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.sentences != [], timeout=10_000)

    assert dialog.sentences[0].startswith("Nothing was exported: ")
    assert list(tmp_path.iterdir()) == []


def test_the_ending_follows_what_is_chosen_and_the_name_stays(qtbot, dialog):
    name = dialog.path.name.removesuffix(".png")
    for what in (What.RAVEN, What.FLAC, What.LEDGER, What.PNG):
        choose(qtbot, dialog.what_box, list(What).index(what))
        assert dialog.path.name == name + what.ending


def test_a_folder_that_is_not_there_is_told_at_once(qtbot, dialog):
    dialog.path_line.selectAll()
    qtbot.keyClicks(dialog.path_line, "/nowhere/at/all.png")

    assert "There is no folder /nowhere/at" in dialog.said_label.text()
    assert not dialog.export_button.isEnabled()


def test_a_file_that_is_there_already_is_told(qtbot, dialog, tmp_path):
    (tmp_path / "here.png").write_bytes(b"old")
    dialog.path_line.selectAll()
    qtbot.keyClicks(dialog.path_line, str(tmp_path / "here.png"))

    assert dialog.said_label.text() == "here.png is there already and will be replaced."
    assert dialog.export_button.isEnabled()


def test_without_a_selection_it_cannot_be_chosen(exporting, qtbot, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    exporting.open()
    box = exporting.dialog.which_box

    assert not box.model().item(0).isEnabled()
    assert exporting.dialog.which is Which.VIEW


def test_the_size_is_told_before(qtbot, dialog):
    choose(qtbot, dialog.what_box, list(What).index(What.WAV))
    assert dialog.size_label.text() == "0.5 s, about 24 kB"


@pytest.mark.parametrize("what", [What.WAV, What.NPZ, What.PNG])
def test_the_estimate_is_right_within_a_factor_of_three(qtbot, dialog, exporting, what):
    material = material_of(exporting._controller, Which.WHOLE, False)
    path = exported(qtbot, dialog, what, Which.WHOLE)

    if what is What.PNG:
        assert estimated_bytes(material, what, True) > estimated_bytes(material, what, False)
    else:
        assert path.stat().st_size / 3 < estimated_bytes(material, what, False) < 3 * path.stat().st_size


def test_everything_has_a_name(dialog):
    controls = (dialog.what_box, dialog.which_box, dialog.path_line, dialog.progress_bar, dialog.size_label)

    assert all(control.accessibleName() for control in controls)
