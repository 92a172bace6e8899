"""The window: where everything stands. Knows no sound: it is told what to show, and tells what was asked for."""

from __future__ import annotations

from datetime import datetime

from PyQt6.QtCore import QEvent, Qt, pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PyQt6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from livemel.config import Config
from livemel.gui.actions import Actions
from livemel.gui.looks.theme import LABEL_POINTS, Theme, set_role
from livemel.gui.own_keys import takes_key
from livemel.gui.page import Page
from livemel.gui.panels.colour_bar import ColourBar
from livemel.gui.panels.divider import Divider
from livemel.gui.panels.focus_ring import FocusRing
from livemel.gui.panels.frequency_axis import FrequencyAxis
from livemel.gui.panels.level_meter import LevelMeter
from livemel.gui.panels.minimap import Minimap
from livemel.gui.panels.now_panel import NowPanel
from livemel.gui.panels.spectrum_panel import SpectrumPanel
from livemel.gui.panels.time_axis import TimeAxis
from livemel.gui.panels.wave_panel import WavePanel
from livemel.gui.picture.spectrogram_view import SpectrogramView
from livemel.gui.side.side_panel import SidePanel
from livemel.gui.status_line import SEPARATOR
from livemel.gui.tool_bar import ToolBar
from livemel.picture.axis import MelAxis

MARGIN = 8
SPACING = 4
PANELS = ("spectrum", "wave", "overview")
"""That can be shown and hidden."""
LEAST_OF_NAME = 12
"""Characters of a source's name that are shown in any case."""
SPECTRUM_WIDTH, WAVE_HEIGHT, SIDE_WIDTH = 150, 90, 380
MOST_SHARES = {"spectrum": 0.25, "wave": 0.4, "side": 0.42}
"""Of the window's width or height, that a panel takes."""
SCALED = ("side",)
"""Panels full of text: they grow with it."""


class MainWindow(QWidget):
    """Lays out the picture and its furniture.

    ::

        tools
        notice
        Hz | picture          | spectrum | colours | level | side panel
           | waveform         |
           | time             | note, frequency and level now
           | overview         |
           | transport of a file
        what the pointer stands on
        status
    """

    closed = pyqtSignal()
    tryAgainClicked = pyqtSignal()

    def __init__(self, theme: Theme, config: Config, presets: tuple[str, ...] = ()) -> None:
        super().__init__()
        axis = MelAxis(config.mel, max(config.sample_rate, round(2 * config.mel.fmax)))
        self.page = Page(config, axis, config.sample_rate, datetime.now().astimezone())
        self.tool_actions = Actions(self)
        self.tools = ToolBar(self.tool_actions, presets, theme)
        self.view = SpectrogramView()
        self.view.set_page(self.page)
        self.frequency_axis = FrequencyAxis(self.page, theme)
        self.time_axis = TimeAxis(theme)
        self.time_axis.set_page(self.page)
        self.colour_bar = ColourBar(theme)
        self.level_meter = LevelMeter(theme)
        self.spectrum = SpectrumPanel(self.page, theme)
        self.wave = WavePanel(self.page, theme)
        self.minimap = Minimap(self.page, theme)
        self.now = NowPanel()
        self.side = SidePanel(theme)
        self._scale = scale = self._text_scale()
        sideways, upright = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.dividers = {
            "spectrum": Divider(self.spectrum, sideways, 80, 600, SPECTRUM_WIDTH),
            "wave": Divider(self.wave, upright, 40, 400, WAVE_HEIGHT),
            "side": Divider(self.side, sideways, 300, 1200, round(scale * SIDE_WIDTH)),
        }
        self.dividers["side"].hide()
        self.side.pageChanged.connect(self._show_side)
        self._notice = QLabel()
        self._try_again = QPushButton("Try again (F5)")
        self.readout = QLabel()
        self._status = QLabel()
        self._name_parts()
        self._lay_out()
        self.focus_ring = FocusRing(self, (self.wave, self.spectrum))
        self.set_title("")
        self.resize(1280, 800)
        self.view.setFocus()

    def _name_parts(self) -> None:
        self._notice.setWordWrap(True)
        self._notice.setAccessibleName("Notice")
        set_role(self._notice, "notice")
        self._try_again.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._try_again.setToolTip("Look for a microphone again (F5)")
        self._try_again.clicked.connect(self.tryAgainClicked)
        for label, name in ((self.readout, "Readout"), (self._status, "Status")):
            label.setAccessibleName(name)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        set_role(self._status, "faint")

    def _lay_out(self) -> None:
        notice = QHBoxLayout()
        notice.addWidget(self._notice, 1)
        notice.addWidget(self._try_again)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, SPACING, MARGIN, MARGIN)
        grid.setHorizontalSpacing(SPACING)
        grid.setVerticalSpacing(SPACING)
        grid.addWidget(self.tools, 0, 0, 1, 8)
        grid.addLayout(notice, 1, 0, 1, 8)
        grid.addWidget(self.frequency_axis, 2, 0)
        grid.addWidget(self.view, 2, 1)
        grid.addWidget(self.dividers["spectrum"], 2, 2)
        grid.addWidget(self.spectrum, 2, 3)
        grid.addWidget(self.colour_bar, 2, 4)
        grid.addWidget(self.level_meter, 2, 5)
        grid.addWidget(self.dividers["wave"], 3, 1)
        grid.addWidget(self.wave.amplitude_scale, 4, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.wave, 4, 1)
        grid.addWidget(self.wave.level_scale, 4, 2, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.time_axis, 5, 1)
        grid.addWidget(self.minimap, 6, 1)
        grid.addWidget(self.now, 5, 2, 2, 4)
        grid.addWidget(self.dividers["side"], 2, 6, 5, 1)
        grid.addWidget(self.side, 2, 7, 5, 1)
        grid.addWidget(self.readout, 8, 0, 1, 8)
        grid.addWidget(self._status, 9, 0, 1, 8)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        self.set_notice("", can_try_again=False)

    def add_transport(self, bar: QWidget) -> None:
        """Put what moves through a file below the picture."""
        self._grid.addWidget(bar, 7, 1, 1, 7)

    def set_theme(self, theme: Theme) -> None:
        """Other colours for everything that paints itself."""
        for part in (
            self.tools,
            self.frequency_axis,
            self.time_axis,
            self.colour_bar,
            self.level_meter,
            self.spectrum,
            self.wave,
            self.minimap,
            self.side,
        ):
            part.set_theme(theme)
        scale = self._text_scale()
        for name in SCALED:
            self.dividers[name].set_size(round(self.dividers[name].panel_size * scale / self._scale))
        self._scale = scale
        self.view.update()

    def _text_scale(self) -> float:
        return self.font().pointSizeF() / LABEL_POINTS

    def set_shown(self, name: str, is_shown: bool) -> None:
        """Show or hide "spectrum", "wave" or "overview"."""
        if name == "overview":
            self.minimap.setVisible(is_shown)
        else:
            self.dividers[name].set_shown(is_shown)
        if name == "wave":
            self.wave.amplitude_scale.setVisible(is_shown)
            self.wave.level_scale.setVisible(is_shown)

    def is_shown(self, name: str) -> bool:
        """Whether "spectrum", "wave" or "overview" is shown."""
        return not {"spectrum": self.spectrum, "wave": self.wave, "overview": self.minimap}[name].isHidden()

    def set_title(self, name: str) -> None:
        """Name what is listened to."""
        self.setWindowTitle(f"livemel \u2013 {name}" if name else "livemel")

    def set_notice(self, text: str, can_try_again: bool) -> None:
        """Say something important above the picture; empty: nothing."""
        if text != self._notice.text() or self._notice.isHidden() is bool(text):
            self._notice.setText(text)
            self._notice.setVisible(bool(text))
        self._try_again.setVisible(can_try_again)

    def set_status(self, text: str) -> None:
        """The line at the bottom; where it is too long for the window, the name it begins with is shortened."""
        if text != self._status.toolTip():
            self._status.setToolTip(text)
        name, _, rest = text.partition(SEPARATOR)
        metrics = self._status.fontMetrics()
        room = self._status.width() - metrics.horizontalAdvance(SEPARATOR + rest)
        least = metrics.horizontalAdvance(name[:LEAST_OF_NAME])
        fitted = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, max(room, least)) + text[len(name) :]
        if fitted != self._status.text():
            self._status.setText(fitted)

    def set_readout(self, text: str) -> None:
        """What the pointer stands on."""
        if text != self.readout.text():
            self.readout.setText(text)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave it again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Show the window as before, if it fills the screen."""
        if self.isFullScreen():
            self.showNormal()

    def _show_side(self, page: str) -> None:
        """Without a page the picture has the focus, not whatever comes next."""
        self.dividers["side"].setVisible(bool(page))
        if not page:
            self.view.setFocus()

    def event(self, event: QEvent | None) -> bool:
        """What has the focus is asked first whether a key is its own."""
        if event is not None and takes_key(self.focusWidget(), event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        """Escape comes here when nothing in the window had a use for it."""
        if event is not None and event.key() == Qt.Key.Key_Escape:
            self.tool_actions["clear"].trigger()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """Around the panel with the focus."""
        if event is not None:
            self.focus_ring.paint(event.rect())

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Panels give way in a small window."""
        for name, share in MOST_SHARES.items():
            self.dividers[name].set_room(round(share * (self.height() if name == "wave" else self.width())))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        """However it is closed, it is told."""
        self.closed.emit()
        super().closeEvent(event)
