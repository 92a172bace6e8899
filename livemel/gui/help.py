"""Help: the keys, in a box of its own."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QMessageBox, QWidget

KEYS = (
    ("Space", "freeze and resume; listening goes on"),
    ("+  \u2212", "shorter and longer time range, 1 s to 10 min"),
    ("[  ]", "level of the darkest colour down and up"),
    ("B", "the bands of this moment as a curve"),
    ("C", "next colour map"),
    ("S", "save a labelled PNG"),
    ("R", "look for a microphone again"),
    ("F11, F", "full screen; Esc leaves it"),
    ("?, H, F1", "this help"),
    ("Q, Ctrl+Q", "quit"),
)


def help_box(parent: QWidget) -> QMessageBox:
    """The box, not yet shown. It does not stop the picture."""
    rows = "".join(f"<tr><td><b>{keys}</b>&nbsp;&nbsp;&nbsp;</td><td>{what}</td></tr>" for keys, what in KEYS)
    box = QMessageBox(parent)
    box.setWindowTitle("livemel \u2013 help")
    box.setTextFormat(Qt.TextFormat.RichText)
    box.setText(f"<table cellspacing=4>{rows}</table>")
    box.setInformativeText(
        "Each column is one moment, each row one band; the colour bar says what the levels are. "
        "Hatched columns: sound that was lost. Dotted rows: bands too narrow for the FFT. "
        "Brown: so far below the loudest in the picture that it counts as silence."
    )
    box.setWindowModality(Qt.WindowModality.NonModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box
