"""Files dropped on a window: the first sound or picture is opened, all else is told in a sentence."""

from __future__ import annotations

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QDragEnterEvent, QDropEvent
from PyQt6.QtWidgets import QApplication, QWidget

from livemel.gui.sound.dropping import Dropping


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.dropping = Dropping(window)
    window.files, window.sentences = [], []
    window.dropping.fileDropped.connect(window.files.append)
    window.dropping.said.connect(window.sentences.append)
    return window


def drop(window, *urls, text=None):
    """Drag over the window and let go; whether each was taken."""
    mime = QMimeData()
    if urls:
        mime.setUrls([QUrl(url) if "://" in url else QUrl.fromLocalFile(url) for url in urls])
    if text is not None:
        mime.setText(text)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(window, enter)
    event = QDropEvent(QPointF(5, 5), copy, mime, left, none)
    QApplication.sendEvent(window, event)
    return enter.isAccepted(), event.isAccepted()


@pytest.mark.parametrize("name", ["voice.wav", "Vögel am See.FLAC", "a.b.ogg", "picture.png"])
def test_a_sound_or_a_picture_is_told(window, tmp_path, name):
    path = tmp_path / name

    assert drop(window, str(path)) == (True, True)
    assert (window.files, window.sentences) == ([str(path)], [])


def test_of_several_the_first_is_taken_and_that_is_said(window, tmp_path):
    drop(window, str(tmp_path / "notes.txt"), str(tmp_path / "a.wav"), str(tmp_path / "b.wav"))

    assert window.files == [str(tmp_path / "a.wav")]
    assert window.sentences == ["3 files were dropped: a.wav is opened, one at a time"]


def test_what_is_no_sound_is_told_in_a_sentence(window, tmp_path):
    drop(window, str(tmp_path / "notes.txt"))

    assert window.files == []
    assert window.sentences == [
        "notes.txt is no sound file: drop a WAV, FLAC, OGG or MP3 file, or a picture that livemel has saved"
    ]


def test_a_folder_is_told_in_a_sentence(window, tmp_path):
    folder = tmp_path / "songs.wav"
    folder.mkdir()
    drop(window, str(folder))

    assert window.files == []
    assert window.sentences[0].startswith("songs.wav is a folder: drop")


def test_what_lies_elsewhere_is_not_taken(window):
    assert drop(window, "https://example.org/voice.wav") == (False, False)
    assert drop(window, text="voice.wav") == (False, False)
    assert (window.files, window.sentences) == ([], [])
