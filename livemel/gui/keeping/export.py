"""Export dialog: what, which part of it, and where to."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from pathlib import Path

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QStandardItemModel
from PyQt6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from livemel.gui.keeping.export_job import ExportJob
from livemel.gui.keeping.export_writers import Material, What, estimated_bytes
from livemel.gui.looks.theme import set_problem, set_role
from livemel.picture.ticks import clock_label

GAP = 12
LEAST_WIDTH = 520
WITH_SOUND = "With its sound: whoever has the picture can hear it"


class Which(Enum):
    """A part of what was heard."""

    SELECTION = "The selection"
    VIEW = "What is in view"
    WHOLE = "The whole history"


class ExportDialog(QDialog):
    """Asks, writes, follows, and ends with a sentence. GUI thread.

    Parameters
    ----------
    material
        Gives what there is of a part, with a copy of its levels where it is to be written, for which it is told True;
        None where there is no such part.
    name
        Of the file, without its ending.
    folder
        Where it goes at first.
    """

    told = pyqtSignal(str)
    """What came of it."""

    def __init__(
        self,
        material: Callable[[Which, bool], Material | None],
        name: str,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._material = material
        self._name = name
        self._job: ExportJob | None = None
        self.setWindowTitle("Export")
        self.setMinimumWidth(LEAST_WIDTH)
        self.what_box = _box("What", [what.title for what in What], "What is written")
        self.which_box = _box("Part", [which.value for which in Which], "Which part of it is written")
        self.sound_box = QCheckBox(WITH_SOUND)
        self.path_line = QLineEdit(str(folder / f"{name}{What.PNG.ending}"))
        self.path_line.setAccessibleName("File")
        self.path_line.setToolTip("The file; one that is there already is replaced")
        self.browse_button = QPushButton("Browse \u2026")
        self.browse_button.setToolTip("Choose a file (Space)")
        self.size_label = QLabel()
        self.size_label.setAccessibleName("Length and size")
        set_role(self.size_label, "faint")
        self.said_label = QLabel()
        self.said_label.setAccessibleName("What came of it")
        self.said_label.setWordWrap(True)
        self.progress_bar = QProgressBar()
        self.progress_bar.setAccessibleName("Progress")
        self.progress_bar.setRange(0, 1000)
        self.progress_bar.hide()
        self.export_button = QPushButton("Export")
        self.export_button.setToolTip("Write the file (Enter)")
        self.export_button.setDefault(True)
        set_role(self.export_button, "primary")
        self.cancel_button = QPushButton("Close")
        self.cancel_button.setToolTip("Close, or call off what is being written (Esc)")
        self._lay_out()
        self._connect()
        self._offer_parts()
        self._show_choice()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP // 2)
        rows = (("&What", self.what_box), ("&Part", self.which_box), ("&File", self.path_line))
        for row, (text, widget) in enumerate(rows):
            label = QLabel(text)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(widget, row, 1)
        grid.addWidget(self.browse_button, 2, 2)
        grid.addWidget(self.sound_box, 3, 1, 1, 2)
        grid.addWidget(self.size_label, 4, 1, 1, 2)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress_bar, 1)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(grid)
        column.addWidget(self.said_label)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.what_box.currentIndexChanged.connect(self._show_choice)
        self.which_box.currentIndexChanged.connect(self._show_choice)
        self.sound_box.toggled.connect(self._show_choice)
        self.path_line.textChanged.connect(self._show_path)
        self.browse_button.clicked.connect(self._browse)
        self.export_button.clicked.connect(self._export)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def what(self) -> What:
        """What is chosen."""
        return list(What)[self.what_box.currentIndex()]

    @property
    def which(self) -> Which:
        """The part that is chosen."""
        return list(Which)[self.which_box.currentIndex()]

    @property
    def path(self) -> Path:
        """The file, its ending added where it is missing."""
        text = os.path.expanduser(self.path_line.text().strip())
        ending = self.what.ending
        return Path(text if text.lower().endswith(ending.lower()) else text + ending)

    def _offer_parts(self) -> None:
        """What is not there cannot be chosen; the selection comes first where there is one."""
        model = self.which_box.model()
        assert isinstance(model, QStandardItemModel)
        there = [self._material(which, False) is not None for which in Which]
        for row, is_there in enumerate(there):
            item = model.item(row)
            assert item is not None
            item.setEnabled(is_there)
        self.which_box.setCurrentIndex(there.index(True) if any(there) else 0)

    def _show_choice(self) -> None:
        """The rest follows what is chosen."""
        what = self.what
        self.which_box.setEnabled(what.has_part)
        self.sound_box.setEnabled(what is What.PNG)
        self._set_ending(what.ending)
        material = self._material(self.which, False)
        if material is None:
            self.size_label.setText("There is nothing of this part yet.")
            return
        size = _size_name(estimated_bytes(material, what, self.sound_box.isChecked()))
        length = f"{_length_name(material.view.seconds)}, " if what.has_part else ""
        self.size_label.setText(f"{length}about {size}")

    def _set_ending(self, ending: str) -> None:
        text = self.path_line.text()
        endings = sorted((what.ending for what in What), key=len, reverse=True)
        old = next((each for each in endings if text.lower().endswith(each.lower())), "")
        self.path_line.setText(text.removesuffix(text[len(text) - len(old) :]) + ending if old else text)
        self._show_path()

    def _show_path(self) -> None:
        problem = self._path_problem()
        set_problem(self.path_line, bool(problem))
        self.export_button.setEnabled(not problem and self._job is None)
        note = f"{self.path.name} is there already and will be replaced." if self.path.is_file() else ""
        self.said_label.setText(problem or note)

    def _path_problem(self) -> str:
        path = self.path
        if not self.path_line.text().strip():
            return "Name a file."
        if not path.parent.is_dir():
            return f"There is no folder {path.parent}; make it first, or choose another."
        if path.is_dir():
            return f"{path} is a folder; name a file in it."
        return ""

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export", str(self.path), f"{self.what.title} (*{self.what.ending})"
        )
        if chosen:
            self.path_line.setText(chosen)

    def _export(self) -> None:
        material = self._material(self.which, True)
        if material is None:
            self.said_label.setText("There is nothing of this part yet.")
            return
        job = ExportJob(material, self.what, self.path, self.sound_box.isChecked())
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._end)
        self._job = job
        self._set_busy(True)
        job.start()

    def _set_busy(self, is_busy: bool) -> None:
        for widget in (self.what_box, self.which_box, self.sound_box, self.path_line, self.browse_button):
            widget.setEnabled(not is_busy)
        self.export_button.setEnabled(not is_busy)
        self.cancel_button.setText("Cancel" if is_busy else "Close")
        self.progress_bar.setValue(0)
        self.progress_bar.setVisible(is_busy)

    def _show_progress(self, done: float) -> None:
        self.progress_bar.setValue(round(1000 * done))

    def _end(self, sentence: str, is_there: bool) -> None:
        self._close_job()
        self._set_busy(False)
        self._show_choice()
        self.said_label.setText(sentence)
        self.told.emit(sentence)
        if is_there:
            self.accept()

    def _close_job(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None

    def reject(self) -> None:
        """Call off what is being written; if nothing is, close."""
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """What is being written is called off."""
        self._close_job()
        super().closeEvent(event)


def _box(name: str, titles: list[str], tip: str) -> QComboBox:
    box = QComboBox()
    box.addItems(titles)
    box.setAccessibleName(name)
    box.setToolTip(f"{tip} (\u2191 \u2193)")
    return box


def _size_name(size: int) -> str:
    """In the unit that leaves few digits."""
    if size < 10_000:
        return "10 kB"
    return f"{size / 1e3:.2g} kB" if size < 1e6 else f"{size / 1e6:.2g} MB" if size < 1e8 else f"{size / 1e6:.0f} MB"


def _length_name(seconds: float) -> str:
    return f"{seconds:.3g} s" if seconds < 60 else f"{clock_label(round(seconds))} min"
