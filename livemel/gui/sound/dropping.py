"""Dropping: files that are dropped on a widget."""

from __future__ import annotations

from pathlib import Path

from PyQt6.QtCore import QEvent, QMimeData, QObject, pyqtSignal
from PyQt6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PyQt6.QtWidgets import QWidget

SOUNDS = (".wav", ".w64", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".aif", ".aiff", ".aifc", ".au", ".caf", ".rf64")
PICTURES = (".png",)


class Dropping(QObject):
    """Watches `widget`. GUI thread."""

    fileDropped = pyqtSignal(str)
    """Path of a sound file, or of a picture that may have been saved here."""
    said = pyqtSignal(str)
    """A sentence about what was dropped."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Take drags of local files, and nothing else."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if _paths(event.mimeData()):
                event.acceptProposedAction()
            else:
                event.ignore()
            return True
        if isinstance(event, QDropEvent):
            self._drop(event)
            return True
        return super().eventFilter(watched, event)

    def _drop(self, event: QDropEvent) -> None:
        paths = _paths(event.mimeData())
        if not paths:
            event.ignore()
            return
        event.acceptProposedAction()
        sentence = why_not(paths)
        if sentence:
            self.said.emit(sentence)
        chosen = chosen_of(paths)
        if chosen is not None:
            self.fileDropped.emit(str(chosen))


def chosen_of(paths: list[Path]) -> Path | None:
    """The first that can be opened, None if there is none."""
    return next((path for path in paths if path.suffix.lower() in SOUNDS + PICTURES and not path.is_dir()), None)


def why_not(paths: list[Path]) -> str:
    """What is not opened of these, in a sentence; empty if all are."""
    chosen = chosen_of(paths)
    if chosen is None:
        name = paths[0].name or str(paths[0])
        what = "is a folder" if paths[0].is_dir() else "is no sound file"
        return f"{name} {what}: drop a WAV, FLAC, OGG or MP3 file, or a picture that livemel has saved"
    if len(paths) > 1:
        return f"{len(paths)} files were dropped: {chosen.name} is opened, one at a time"
    return ""


def _paths(mime: QMimeData | None) -> list[Path]:
    if mime is None or not mime.hasUrls():
        return []
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
