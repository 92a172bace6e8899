"""The model's eye: what one or two models would receive now, one below the other on the same time axis."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from livemel.config.loading import preset_description
from livemel.dsp.arrays import Floats
from livemel.gui.looks.theme import set_role
from livemel.gui.panels.eliding_box import ElidingBox
from livemel.gui.side.model_picture import ModelPicture
from livemel.picture.model_input import ModelInput, caption_lines
from livemel.runtime.latest_job import LatestJob
from livemel.runtime.model_eye import ModelEye, model_names, needs_seconds

NO_OTHER = "(no other)"
SAVE = "&Save NPZ\u2026"
WAITING = "No sound yet."
MOST_EYES = 4
"""Kept with their tables."""


@dataclass(frozen=True, eq=False)
class Asked:
    """The sound, and who is to look at it."""

    presets: tuple[str, ...]
    samples: Floats
    sample_rate: int
    begin_seconds: float
    is_over: bool


class Looking:
    """Keeps the eyes; called by one thread alone."""

    def __init__(self) -> None:
        self._eyes: dict[tuple[str, int], ModelEye] = {}

    def __call__(self, asked: Asked) -> tuple[ModelInput, ...]:
        """What each model would receive."""
        return tuple(
            self._eye(preset, asked.sample_rate).look(asked.samples, asked.begin_seconds, asked.is_over)
            for preset in asked.presets
        )

    def _eye(self, preset: str, sample_rate: int) -> ModelEye:
        key = (preset, sample_rate)
        if key not in self._eyes:
            if len(self._eyes) == MOST_EYES:
                self._eyes.pop(next(iter(self._eyes)))
            self._eyes[key] = ModelEye(preset, sample_rate)
        return self._eyes[key]


class ModelPanel(QWidget):
    """Computes in a thread of its own. The owner gives sound while the panel is visible, and calls `finish` at the end.

    GUI thread.
    """

    modelsChanged = pyqtSignal()
    """Other models were chosen: `needs_seconds` may be another."""
    saveAsked = pyqtSignal(object)
    """With the inputs that are shown, a tuple of `ModelInput`: see `runtime.model_eye.model_arrays`."""
    _looked = pyqtSignal(object)
    _failed = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inputs: tuple[ModelInput, ...] = ()
        """What is shown."""
        self._last: Asked | None = None
        self._job: LatestJob[Asked, tuple[ModelInput, ...]] = LatestJob(
            Looking(), self._looked.emit, lambda error: self._failed.emit(str(error)), "livemel model's eye"
        )
        self.model, self.other = ElidingBox(), ElidingBox()
        self.save = QPushButton(SAVE)
        self.problem = QLabel(WAITING)
        self._shelves = (_Shelf(), _Shelf())
        self._lay_out()
        self._looked.connect(self._show)
        self._failed.connect(self._show_problem)

    def _lay_out(self) -> None:
        self.setAccessibleName("Model's eye")
        self.other.addItem(NO_OTHER)
        for box in (self.model, self.other):
            for name in model_names():
                box.addItem(name)
                box.setItemData(box.count() - 1, preset_description(name), Qt.ItemDataRole.ToolTipRole)
        self.model.setAccessibleName("Model")
        self.other.setAccessibleName("Second model")
        self.model.setToolTip("Whose input is shown")
        self.other.setToolTip("Another one, on the same sound")
        self.save.setToolTip("The arrays as the models would receive them, with times, recipe and what may change")
        self.save.setEnabled(False)
        self.model.activated.connect(self._choose)
        self.other.activated.connect(self._choose)
        self.save.clicked.connect(lambda: self.saveAsked.emit(self.inputs))
        self.problem.setWordWrap(True)
        set_role(self.problem, "faint")
        row = QHBoxLayout()
        for widget in (self.model, self.other):
            row.addWidget(widget, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.problem)
        for shelf in self._shelves:
            column.addWidget(shelf, 1)
            shelf.hide()
        column.addStretch()
        column.addLayout(last)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The presets that are shown, one or two."""
        first, other = self.model.currentText(), self.other.currentText()
        return (first,) if other in (NO_OTHER, first) else (first, other)

    @property
    def needs_seconds(self) -> float:
        """How much of the newest sound `set_sound` is to bring."""
        return max(map(needs_seconds, self.chosen))

    def choose(self, preset: str, other: str = "") -> None:
        """Show these models, as if they had been picked."""
        self.model.setCurrentText(preset)
        self.other.setCurrentText(other or NO_OTHER)
        self._choose()

    def set_colormap(self, name: str) -> None:
        """Other colours."""
        for shelf in self._shelves:
            shelf.picture.set_colormap(name)

    def set_sound(self, samples: Floats, sample_rate: int, begin_seconds: float, is_over: bool = False) -> None:
        """Look at this sound; what was given before and has not been looked at is forgotten.

        Parameters
        ----------
        samples
            The newest `needs_seconds`, or what there is of them, shape (n,), not a number where sound was lost. They
            are read in another thread: they must not be written over.
        sample_rate
            Hz.
        begin_seconds
            Of the first sample, from the start of the run.
        is_over
            Whether no more sound will come.
        """
        self._last = Asked(self.chosen, samples, sample_rate, begin_seconds, is_over)
        newest = samples[-round(self.needs_seconds * sample_rate) :]
        begin_seconds += (len(samples) - len(newest)) / sample_rate
        self._job.want(Asked(self.chosen, newest, sample_rate, begin_seconds, is_over))

    def finish(self) -> None:
        """End the thread."""
        self._job.close()

    def _choose(self) -> None:
        self.modelsChanged.emit()
        if self._last is not None:
            last = self._last
            self.set_sound(last.samples, last.sample_rate, last.begin_seconds, last.is_over)

    def _show(self, inputs: tuple[ModelInput, ...]) -> None:
        if tuple(view.preset for view in inputs) != self.chosen:
            return
        self.inputs = inputs
        seconds = max((view.window_seconds for view in inputs), default=0.0)
        has_sound = seconds > 0
        self.save.setEnabled(has_sound)
        self.problem.setText(WAITING)
        self.problem.setVisible(not has_sound)
        for shelf, view in zip(self._shelves, inputs, strict=False):
            shelf.show_input(view, seconds)
        for number, shelf in enumerate(self._shelves):
            shelf.setVisible(has_sound and number < len(inputs))

    def _show_problem(self, text: str) -> None:
        self.problem.setText(f"\u26a0 {text}")
        self.problem.show()


class _Shelf(QWidget):
    """One model: its name, its array, and what is to be said of it."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.caption, self.picture = QLabel(), QLabel(), ModelPicture()
        set_role(self.title, "title")
        set_role(self.caption, "faint")
        self.caption.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.picture, 1)
        column.addWidget(self.caption)

    def show_input(self, view: ModelInput, seconds: float) -> None:
        lines = caption_lines(view)
        self.title.setText(view.preset)
        self.caption.setText("\n".join(lines))
        self.picture.setAccessibleName(f"What {view.preset} receives")
        self.picture.setAccessibleDescription(" ".join(lines))
        self.picture.show_input(view, seconds)
