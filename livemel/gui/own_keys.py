"""Own keys: while a widget has the focus, what it does with a key goes before what the window does with it."""

from __future__ import annotations

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtGui import QKeyEvent
from PyQt6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QWidget,
)

from livemel.gui.panels.colour_bar import ColourBar
from livemel.gui.panels.divider import Divider

_KEY = Qt.Key
ACROSS = frozenset((_KEY.Key_Left, _KEY.Key_Right))
UPRIGHT = frozenset((_KEY.Key_Up, _KEY.Key_Down))
PAGES = UPRIGHT | {_KEY.Key_PageUp, _KEY.Key_PageDown}
ENDS = frozenset((_KEY.Key_Home, _KEY.Key_End))
SPACE = frozenset((_KEY.Key_Space,))
ESCAPE = frozenset((_KEY.Key_Escape,))

OWN: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, SPACE),
    (QComboBox, PAGES | ENDS | SPACE),
    (QLineEdit, PAGES | ESCAPE),
    (QAbstractSpinBox, PAGES | ESCAPE),
    (QAbstractSlider, PAGES | ENDS | ACROSS),
    (QAbstractItemView, PAGES | ENDS | ACROSS | SPACE),
    (QAbstractScrollArea, PAGES | ENDS),
    (Divider, UPRIGHT | ACROSS),
    (ColourBar, UPRIGHT),
)
"""Which keys each kind of widget uses. Where it leaves Escape alone, the window takes it after all."""

SHORTCUT_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def takes_key(widget: QWidget | None, event: QEvent) -> bool:
    """Whether the question is if a key is a shortcut, and `widget`, which has the focus, uses it itself."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    if widget is None or event.modifiers() & SHORTCUT_MODIFIERS:
        return False
    return any(event.key() in keys for kind, keys in OWN if isinstance(widget, kind))
