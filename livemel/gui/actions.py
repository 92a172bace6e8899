"""Actions: everything that can be done in the window, by its key: of it buttons, tooltips and the help are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PyQt6.QtCore import QObject
from PyQt6.QtGui import QAction, QKeySequence
from PyQt6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing that can be done."""

    name: str
    keys: str
    """Separated by spaces; the first is shown."""
    text: str
    """On a button or in a menu."""
    help: str
    icon: str = ""
    is_toggle: bool = False


GROUPS: tuple[tuple[str, tuple[ActionSpec, ...]], ...] = (
    (
        "Look",
        (
            ActionSpec("freeze", "Space", "Freeze", "hold the picture still; listening goes on", "freeze", True),
            ActionSpec("live", "End", "Live", "back to the newest sound", "live"),
            ActionSpec("oldest", "Home", "Oldest", "to the oldest sound that is kept"),
            ActionSpec("earlier", "Left", "Earlier", "a tenth of the picture into the past"),
            ActionSpec("later", "Right", "Later", "a tenth of the picture towards now"),
            ActionSpec("page_earlier", "PgUp", "Page earlier", "a whole picture into the past"),
            ActionSpec("page_later", "PgDown", "Page later", "a whole picture towards now"),
            ActionSpec("zoom_in", "+ =", "Zoom in", "a shorter time", "zoom-in"),
            ActionSpec("zoom_out", "-", "Zoom out", "a longer time, up to 10 min", "zoom-out"),
            ActionSpec("zoom_in_frequency", "Ctrl++ Ctrl+=", "Fewer frequencies", "zoom into the frequency axis"),
            ActionSpec("zoom_out_frequency", "Ctrl+-", "More frequencies", "zoom out of the frequency axis"),
            ActionSpec("higher", "Up", "Higher", "towards higher frequencies, when zoomed in"),
            ActionSpec("lower", "Down", "Lower", "towards lower frequencies, when zoomed in"),
            ActionSpec("zoom_selection", "Z", "Zoom to selection", "show what is selected", "zoom-fit"),
            ActionSpec("zoom_all", "0", "All frequencies", "show the whole frequency axis"),
        ),
    ),
    (
        "Scale",
        (
            ActionSpec("scale_linear", "1", "Hz", "equal steps in Hz", is_toggle=True),
            ActionSpec("scale_log", "2", "log", "equal steps for equal ratios", is_toggle=True),
            ActionSpec("scale_slaney", "3", "mel (Slaney)", "the mel scale of librosa and Whisper", is_toggle=True),
            ActionSpec("scale_htk", "4", "mel (HTK)", "the mel scale of HTK, torchaudio and Kaldi", is_toggle=True),
            ActionSpec("scale_bark", "5", "Bark", "critical bands", is_toggle=True),
            ActionSpec("scale_erb", "6", "ERB", "equivalent rectangular bandwidths", is_toggle=True),
        ),
    ),
    (
        "Read",
        (
            ActionSpec("mark", "M", "Marker", "set a marker at the pointer", "marker"),
            ActionSpec("explain", "E", "Explain", "the numbers of a point, from samples to colour", "search", True),
            ActionSpec("clear", "Esc", "Clear", "stop the sound, drop the selection, leave full screen"),
            ActionSpec("forget_markers", "Ctrl+M", "Delete markers", "delete all markers"),
        ),
    ),
    (
        "Hear",
        (
            ActionSpec("hear", "P", "Hear", "play the selection, or the last 10 s", "play"),
            ActionSpec("loop", "L", "Loop", "play the selection, or the last 10 s, again and again", "loop"),
            ActionSpec("tone", "G", "Tone on click", "a click plays the tone of that height", "tone", True),
        ),
    ),
    (
        "Keep",
        (
            ActionSpec("record", "R", "Record", "record what is heard; again: stop", "record", True),
            ActionSpec("save_picture", "S", "Save picture", "a labelled PNG that opens again as it was"),
            ActionSpec("export", "Ctrl+E", "Export", "pictures, sound, numbers, labels", "export"),
            ActionSpec("open", "Ctrl+O", "Open", "a sound file, or a saved picture", "open"),
        ),
    ),
    (
        "Set",
        (
            ActionSpec("settings", "X Ctrl+,", "Settings", "every setting", "settings", True),
            ActionSpec("undo", "Ctrl+Z", "Undo", "take the last change of a setting back", "undo"),
            ActionSpec("redo", "Ctrl+Shift+Z Ctrl+Y", "Redo", "make it again", "redo"),
            ActionSpec("colours", "C", "Colours", "next colour map"),
            ActionSpec("floor_down", "[", "Floor down", "the level of the darkest colour, lower"),
            ActionSpec("floor_up", "]", "Floor up", "the level of the darkest colour, higher"),
            ActionSpec("automatic", "A", "Automatic range", "levels from quietest to loudest in view"),
            ActionSpec("theme", "T", "Theme", "dark, light, projector"),
            ActionSpec("clock", "K", "Clock", "the time axis counts from now, from the start, or by the wall clock"),
            ActionSpec("device", "D", "Microphone", "choose a microphone"),
            ActionSpec("look_again", "F5", "Look again", "look for a microphone again"),
        ),
    ),
    (
        "Panels",
        (
            ActionSpec("spectrum", "B", "Spectrum", "the spectrum of this moment", "panels", True),
            ActionSpec("wave", "W", "Waveform", "waveform and level", is_toggle=True),
            ActionSpec("overview", "O", "Overview", "a strip of the whole history", is_toggle=True),
            ActionSpec("model", "V", "Model's eye", "what a speech model would receive", "model", True),
            ActionSpec("facts", "I", "Facts", "rates, latency, losses, the microphone's health", "info", True),
            ActionSpec("full_screen", "F11 F", "Full screen", "fill the screen, or leave it again", "full-screen"),
            ActionSpec("help", "? H F1", "Help", "every key", "help"),
            ActionSpec("quit", "Q Ctrl+Q", "Quit", "end livemel"),
        ),
    ),
)

SPECS = {spec.name: spec for _, group in GROUPS for spec in group}


class Actions(QObject):
    """The actions of one window, ready for buttons and menus. They do nothing until `connect`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for spec in SPECS.values():
            action = QAction(spec.text, window)
            action.setShortcuts([QKeySequence(key) for key in spec.keys.split()])
            action.setToolTip(tooltip(spec))
            action.setCheckable(spec.is_toggle)
            window.addAction(action)
            self._actions[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect(self, handlers: dict[str, Callable[[], object]]) -> None:
        """Call what stands beside its name when an action is asked for."""
        for name, handler in handlers.items():
            self._actions[name].triggered.connect(lambda _checked=False, handler=handler: handler())

    def show_state(self, name: str, is_on: bool) -> None:
        """Show a toggle as it is."""
        action = self._actions[name]
        if action.isChecked() != is_on:
            action.setChecked(is_on)


def tooltip(spec: ActionSpec) -> str:
    """What a button says of itself, with its key."""
    key = QKeySequence(spec.keys.split()[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{spec.help[0].upper()}{spec.help[1:]} ({key})"
