"""Wave panel: the sound as a curve, and its level as a line, on the time axis of the page."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QEvent, QPointF, Qt
from PyQt6.QtGui import QAction, QContextMenuEvent, QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QMenu

from livemel.gui.looks.theme import Theme
from livemel.gui.page import Page, Point, Selection
from livemel.gui.panels.wave_scales import AmplitudeScale, LevelScale
from livemel.gui.panels.wave_view import WaveView
from livemel.gui.panels.wheel import turned, zoom_factor
from livemel.picture.wave import Sound

MOST_GAIN = 1000.0
HEADROOM = 0.9
"""Of the height, which the largest sample seen takes at most when the amplitude fits itself."""
TICKS_PER_FIT = 20
PARTS = 512
"""Of what is seen, when its largest sample is looked for."""
LEAST_DRAG_PX = 4
"""A hand that shakes selects nothing."""


class WavePanel(WaveView):
    """Call `tick` after each picture. `amplitude_scale` and `level_scale` belong at its left and right.

    Dragging selects a time, the wheel zooms in it, with Shift in amplitude; a double click is full scale. What the menu
    offers is in `actions()`.
    """

    def __init__(self, page: Page, theme: Theme) -> None:
        super().__init__(page, theme)
        self.amplitude_scale = AmplitudeScale(theme)
        self.level_scale = LevelScale(theme)
        self._ticks = 0
        self._position: QPointF | None = None  # where the pointer stands; asking for it would wait for the screen
        self._pressed_at: QPointF | None = None
        self._begin = 0.0
        self._fit = QAction("Fit the amplitude to what is seen", self)
        self._fit.setCheckable(True)
        self._fit.toggled.connect(self._fit_gain)
        self._full = QAction("Full scale", self)
        self._full.triggered.connect(self._show_full_scale)
        self.addActions([self._fit, self._full])
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # its menu opens by keyboard
        self.setAccessibleName("Waveform and level")
        self.setToolTip("Drag: select. Wheel: zoom in time. Shift+wheel: amplitude. Double click: full scale.")
        self._describe()

    def set_store(self, store: Sound | None) -> None:
        """Show the sound of `store`, a `SoundStore`; None: of nobody."""
        self._store = store
        self.forget()

    def set_theme(self, theme: Theme) -> None:
        """Other colours."""
        self._theme = theme
        self.amplitude_scale.set_theme(theme)
        self.level_scale.set_theme(theme)
        self.forget()

    @property
    def gain(self) -> float:
        """The sample that reaches the edge is 1 / gain."""
        return self._gain

    def set_gain(self, gain: float) -> None:
        """Draw the curve so many times as tall, 1 to 1000."""
        gain = min(MOST_GAIN, max(1.0, gain))
        if gain != self._gain:
            self._gain = gain
            self.amplitude_scale.set_gain(gain)
            self._describe()
            self.forget()

    def tick(self) -> None:
        """The page has moved on, or sound has come."""
        if not self.isVisible():
            return
        self._ticks += 1
        if self._ticks % TICKS_PER_FIT == 0:
            self._fit_gain()
        is_pointed = self._position is not None and self.underMouse() and self._page.hover is not None
        if is_pointed and self._position is not None and self._pressed_at is None:
            self._point(self._position)  # the picture moves below it
        self.advance()

    def _fit_gain(self) -> None:
        """As tall as it can be, while the amplitude is to fit; in octaves, so that it does not breathe."""
        if not self._fit.isChecked() or self._store is None:
            return
        rate = self._store.sample_rate
        bounds = np.linspace(self._page.begin * rate, self._page.edge * rate, PARTS + 1).astype(np.int64)
        lowest, highest, _ = self._store.envelope(bounds)
        largest = float(np.fmax.reduce(np.fmax(highest, -lowest), initial=0.0))
        if largest > 0.0:
            self.set_gain(2.0 ** np.floor(np.log2(max(1.0, HEADROOM / largest))))

    def _show_full_scale(self) -> None:
        self._fit.setChecked(False)
        self.set_gain(1.0)

    def _describe(self) -> None:
        times = f", {self._gain:.3g} times as tall" if self._gain != 1.0 else ""
        self.setAccessibleDescription(f"Samples and their RMS{times}; as a line the level in dBFS, from -72 to 0")

    def _seconds_at(self, position: QPointF) -> float:
        return self._page.seconds_at(position.x() / max(1, self.width()))

    def _point(self, position: QPointF) -> float:
        """Point at a moment, and say which."""
        self._position = position
        seconds = self._seconds_at(position)
        self._page.set_hover(Point(seconds, None))
        return seconds

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        """The left button begins a selection; nothing is selected until it is dragged."""
        if event is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            self._begin = self._seconds_at(event.position())
            self._page.select(None)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        """Point at a moment; with the button down, select up to there."""
        if event is None:
            return
        seconds = self._point(event.position())
        if self._pressed_at is None:
            return
        if self._page.selection is not None or abs((event.position() - self._pressed_at).x()) >= LEAST_DRAG_PX:
            axis = self._page.axis
            begin, end = sorted((self._begin, seconds))
            self._page.select(Selection(begin, end, axis.fmin, axis.fmax))

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        """The selection stands."""
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        """Full scale."""
        self._show_full_scale()

    def leaveEvent(self, event: QEvent | None) -> None:
        """Nothing is pointed at."""
        self._position = None
        self._page.set_hover(None)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        """Zoom in time, or with Shift in amplitude."""
        if event is None:
            return
        factor = zoom_factor(turned(event))
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._fit.setChecked(False)
            self.set_gain(self._gain / factor)
        else:
            self._page.zoom_time(factor, self._seconds_at(event.position()))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent | None) -> None:
        """What can be chosen."""
        if event is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions())
            menu.popup(event.globalPos())
