"""Colours of a figure's roles in each theme, to be told apart by everybody and on every ground."""

from __future__ import annotations

from PyQt6.QtGui import QColor

from livemel.gui.looks.theme import Theme

ON_LIGHT = {"first": "#004f86", "second": "#b34700", "third": "#00705a", "fourth": "#7a1f7a"}
ON_DARK = {"first": "#62c4ff", "second": "#ffb454", "third": "#6fe0c2", "fourth": "#e6a6f0"}


def colour_of(role: str, theme: Theme) -> QColor:
    """What a role is drawn in."""
    named = {"faint": theme.grid, "text": theme.text, "accent": theme.accent, "problem": theme.problem}
    return QColor((ON_DARK if theme.is_dark else ON_LIGHT).get(role) or named[role])
