"""Dressing: the whole application in the colours, the font size and the style of a theme."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QFont
from PyQt6.QtWidgets import QApplication, QToolTip

from livemel.gui.looks.palette import palette_of
from livemel.gui.looks.style import style_sheet
from livemel.gui.looks.theme import LABEL_POINTS, PROPERTY, THEMES, Theme


def apply_theme(application: QApplication, name: str, text_scale: float = 1.0) -> Theme:
    """Give the whole application the colours, the font size and the style of theme `name`.

    Parameters
    ----------
    application
        Whose windows, open and to come, take them on at once.
    name
        A key of THEMES.
    text_scale
        Times the theme's own text size; paddings grow with it.
    """
    theme = THEMES[name]
    scale = theme.text_factor * text_scale
    sheet = style_sheet(theme, scale)
    if sheet == application.styleSheet():
        return theme
    if not application.styleSheet():
        application.setStyle("Fusion")  # the one that looks alike on every system and heeds the palette
    application.setProperty(PROPERTY, name)  # first: who hears of the palette may ask for the theme
    hints = application.styleHints()
    if hints is not None and hasattr(hints, "setColorScheme"):  # Qt 6.8: the system's frame of the window, too
        hints.setColorScheme(Qt.ColorScheme.Dark if theme.is_dark else Qt.ColorScheme.Light)
    palette = palette_of(theme)
    application.setPalette(palette)
    QToolTip.setPalette(palette)
    font = QFont(application.font())
    font.setPointSizeF(LABEL_POINTS * scale)
    application.setFont(font)
    application.setStyleSheet(sheet)
    return theme
