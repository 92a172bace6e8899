"""KnobBar: the numbers that a step lets the lecturer turn, one of them chosen for the arrow keys."""

from __future__ import annotations

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from livemel.lecture.scene import Knob

POSITIONS = 1000


class KnobBar(QWidget):
    """A slider for each knob, with its value in words. GUI thread."""

    turned = pyqtSignal(str, float)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._knobs: list[Knob] = []
        self._labels: list[QLabel] = []
        self._sliders: list[QSlider] = []
        self._chosen = 0

    def show_knobs(self, knobs: list[Knob], values: dict[str, float]) -> None:
        """Show these; nothing where there are none."""
        for widget in (*self._labels, *self._sliders):
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._knobs, self._labels, self._sliders, self._chosen = knobs, [], [], 0
        for knob in knobs:
            label, slider = QLabel(), QSlider(Qt.Orientation.Horizontal)
            label.setObjectName("knob")
            slider.setAccessibleName(knob.label)
            slider.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            slider.setRange(0, len(knob.values) - 1 if knob.values else POSITIONS)
            slider.valueChanged.connect(lambda place, knob=knob: self.turned.emit(knob.name, _value(knob, place)))
            self._row.addWidget(label)
            self._row.addWidget(slider, 1)
            self._labels.append(label)
            self._sliders.append(slider)
        self.set_values(values)
        self.setVisible(bool(knobs))

    @property
    def chosen(self) -> Knob | None:
        """The one that the arrow keys turn."""
        return self._knobs[self._chosen] if self._knobs else None

    def choose_next(self) -> None:
        """The next one; after the last the first."""
        if self._knobs:
            self._chosen = (self._chosen + 1) % len(self._knobs)
            self._mark()

    def set_values(self, values: dict[str, float]) -> None:
        """Show where the knobs stand, without saying that they were turned."""
        for knob, label, slider in zip(self._knobs, self._labels, self._sliders, strict=True):
            value = values[knob.name]
            label.setText(f"{knob.label}: {knob.text(value)}")
            slider.blockSignals(True)
            slider.setValue(_place(knob, value))
            slider.blockSignals(False)
        self._mark()

    def _mark(self) -> None:
        for number, label in enumerate(self._labels):
            chosen = len(self._labels) > 1 and number == self._chosen
            if bool(label.property("chosen")) != chosen:
                label.setProperty("chosen", chosen)
                style = label.style()
                if style is not None:
                    style.unpolish(label)
                    style.polish(label)


def _value(knob: Knob, place: int) -> float:
    if knob.values:
        return knob.values[place]
    value = knob.low + (knob.high - knob.low) * place / POSITIONS
    return knob.held(knob.low + round((value - knob.low) / knob.step) * knob.step)


def _place(knob: Knob, value: float) -> int:
    if knob.values:
        return knob.values.index(knob.held(value))
    return round((value - knob.low) / (knob.high - knob.low) * POSITIONS)
