"""Tool bar: what is wanted most, one press away; every button says its key."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import Qt, pyqtSignal
from PyQt6.QtGui import QIcon
from PyQt6.QtWidgets import QComboBox, QSizePolicy, QToolBar, QToolButton, QWidget

from livemel.gui.actions import SPECS, Actions
from livemel.gui.changes import SCALES
from livemel.gui.looks.icons import icon
from livemel.gui.looks.style import DRAWINGS
from livemel.gui.looks.theme import Theme
from livemel.gui.panels.eliding_box import ElidingBox
from livemel.gui.sound.device_menu import DeviceBox

LEFT = ("record", "freeze", "live")
MIDDLE = ("zoom_in", "zoom_out", "zoom_selection", "mark", "hear", "loop", "tone")
RIGHT = ("open", "export", "explain", "model", "facts", "settings", "help")
WITH_TEXT = ("record",)
LEAST_CHARACTERS = 8
"""Of a box, when the bar is narrow."""


class ToolBar(QToolBar):
    """Buttons of the actions, and boxes for microphone, preset and scale."""

    presetChosen = pyqtSignal(str)
    scaleChosen = pyqtSignal(str)

    def __init__(self, actions: Actions, presets: Sequence[str], theme: Theme) -> None:
        super().__init__()
        self._actions = actions
        self.device_box = DeviceBox()
        self.preset_box = _box("Preset", "What is computed: the recipe of a library or a model")
        self.scale_box = _box("Scale", "Scale of the frequency axis (1 to 6)")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setAccessibleName("Tools")
        self.set_presets(presets)
        for name in SCALES:
            self.scale_box.addItem(SPECS[f"scale_{name}"].text, name)
        self.preset_box.activated.connect(lambda row: self.presetChosen.emit(self.preset_box.itemText(row)))
        self.scale_box.activated.connect(lambda row: self.scaleChosen.emit(self.scale_box.itemData(row)))
        self._fill()
        self._name_the_rest()
        self.set_theme(theme)

    def _fill(self) -> None:
        self._add(LEFT)
        self.addSeparator()
        for box in (self.device_box, self.preset_box, self.scale_box):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # who chose by mouse has the window's keys again
            self.addWidget(box)
        self.addSeparator()
        self._add(MIDDLE)
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)
        self._add(RIGHT)

    def _add(self, names: Sequence[str]) -> None:
        for name in names:
            self.addAction(self._actions[name])
            button = self.widgetForAction(self._actions[name])
            if isinstance(button, QToolButton):
                button.setAccessibleName(SPECS[name].text)
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                if name in WITH_TEXT:
                    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def _name_the_rest(self) -> None:
        """What opens the tools that have no room."""
        more = self.findChild(QToolButton, "qt_toolbar_ext_button")
        if more is not None:
            more.setIcon(QIcon((DRAWINGS / "chevron-down.svg").as_posix()))
            more.setAccessibleName("More tools")
            more.setToolTip("More tools: those that have no room")

    def set_presets(self, presets: Sequence[str]) -> None:
        """The presets there are."""
        self.preset_box.clear()
        self.preset_box.addItems(presets)

    def show_choice(self, preset: str, scale: str) -> None:
        """What is chosen; a preset of its own making has no name."""
        self.preset_box.setCurrentIndex(self.preset_box.findText(preset))
        self.scale_box.setCurrentIndex(self.scale_box.findData(scale))

    def set_theme(self, theme: Theme) -> None:
        """Icons in other colours."""
        for name in (*LEFT, *MIDDLE, *RIGHT):
            self._actions[name].setIcon(icon(SPECS[name].icon, theme))


def _box(name: str, tip: str) -> QComboBox:
    box = ElidingBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setPlaceholderText("own")
    box.setMinimumContentsLength(LEAST_CHARACTERS)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box
