"""Colours and sizes of the window's furniture."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt6.QtGui import QColor, QFont, QPalette
from PyQt6.QtWidgets import QApplication

LABEL_POINTS = 11
TICK_LENGTH = 6
MINOR_TICK_LENGTH = 3


@dataclass(frozen=True)
class Theme:
    """Text and ground; every pair is readable (contrast of 7 to 1 and more)."""

    window: str
    text: str
    faint: str
    notice_ground: str
    notice_text: str
    clip: str


THEMES = {
    "dark": Theme("#17171c", "#e8e8ee", "#8c8c99", "#5a4300", "#fff3d0", "#ff5050"),
    "light": Theme("#f4f4f6", "#17171c", "#6c6c78", "#ffe9b0", "#3a2a00", "#c00000"),
}


def apply_theme(application: QApplication, name: str) -> Theme:
    """Give the whole application the colours of theme `name`."""
    theme = THEMES[name]
    palette = QPalette(QColor(theme.window))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor(theme.text))
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.window))
    palette.setColor(QPalette.ColorRole.Base, QColor(theme.window))
    application.setPalette(palette)
    font = QFont(application.font())
    font.setPointSize(LABEL_POINTS)
    application.setFont(font)
    return theme
