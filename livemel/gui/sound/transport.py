"""Transport bar: a file as a tape: play, seek, speed, loop, and whether it is heard."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from livemel.gui.looks.icons import icon
from livemel.gui.looks.theme import current_theme
from livemel.gui.sound.seek_slider import SeekSlider
from livemel.picture.ticks import clock_label

SPEEDS = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)
GAP = 6


class TransportBar(QWidget):
    """Tells what is asked for and shows what it is told; knows no file. GUI thread."""

    pauseToggled = pyqtSignal(bool)
    """Whether the file is to stand still."""
    seekAsked = pyqtSignal(float)
    """Seconds from its begin."""
    speedAsked = pyqtSignal(float)
    """Times real time."""
    loopToggled = pyqtSignal(bool)
    hearToggled = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._is_paused = False
        self._length_s = 0.0
        self.play_button = QToolButton()
        self.slider = SeekSlider()
        self.time_label = QLabel()
        self.speed_box = QComboBox()
        self.loop_button = _toggle("Loop the file", "Begin anew at the end of the file")
        self.hear_button = _toggle("Hear the file", "Play the file through the loudspeaker too")
        self.hear_button.setText("Hear it")
        self.hear_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setAccessibleName("Transport of the file")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fill()
        self._connect()
        self._set_icons()
        self.set_position(0.0, 0.0, is_paused=False)

    def _fill(self) -> None:
        self.play_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.time_label.setAccessibleName("Time in the file and its length")
        self.speed_box.setAccessibleName("Speed")
        self.speed_box.setToolTip("Speed: the picture scrolls as fast, the pitch follows as on a tape (\u2191 \u2193)")
        for speed in SPEEDS:
            self.speed_box.addItem(f"{speed:g} \u00d7", speed)
        self.speed_box.setCurrentIndex(SPEEDS.index(1.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.play_button)
        row.addWidget(self.slider, 1)
        for widget in (self.time_label, self.speed_box, self.loop_button, self.hear_button):
            row.addWidget(widget)

    def _connect(self) -> None:
        self.play_button.clicked.connect(lambda: self.pauseToggled.emit(not self._is_paused))
        self.slider.seekAsked.connect(self.seekAsked)
        self.slider.valueChanged.connect(self._show_time)
        self.speed_box.activated.connect(lambda row: self.speedAsked.emit(SPEEDS[row]))
        self.loop_button.clicked.connect(self.loopToggled)
        self.hear_button.clicked.connect(self.hearToggled)

    def set_position(self, position_s: float, length_s: float, is_paused: bool) -> None:
        """Where the file is, in seconds from its begin, and whether it stands still there."""
        self._length_s = length_s
        if is_paused != self._is_paused or not self.play_button.toolTip():
            self._is_paused = is_paused
            self._set_play()
        self.slider.set_seconds(position_s, length_s)
        self._show_time()

    def set_state(self, speed: float, loop: bool, hear: bool) -> None:
        """How it plays; tells nobody. A speed that is not in the list is shown as the nearest that is."""
        nearest = min(range(len(SPEEDS)), key=lambda row: abs(SPEEDS[row] - speed))
        self.speed_box.setCurrentIndex(nearest)
        self.loop_button.setChecked(loop)
        self.hear_button.setChecked(hear)

    def _show_time(self) -> None:
        text = f"{clock_label(int(self.slider.seconds))} / {clock_label(int(self._length_s))}"
        if text != self.time_label.text():
            self.time_label.setText(text)
            self.slider.setAccessibleDescription(text)

    def _set_play(self) -> None:
        name = "Play" if self._is_paused else "Pause"
        self.play_button.setIcon(icon(name.lower(), current_theme()))
        self.play_button.setAccessibleName(f"{name} the file")
        self.play_button.setToolTip(f"{name} the file (Space, while this button has the focus)")

    def _set_icons(self) -> None:
        self._set_play()
        self.loop_button.setIcon(icon("loop", current_theme()))
        self.hear_button.setIcon(icon("tone", current_theme()))

    def changeEvent(self, event: QEvent | None) -> None:
        """Follow the theme."""
        if event is not None and event.type() == QEvent.Type.PaletteChange:
            self._set_icons()
        super().changeEvent(event)


def _toggle(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAccessibleName(name)
    button.setToolTip(f"{tip} (Space, while this button has the focus)")
    return button
