"""A box to choose from that says by dots where its text is cut."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtGui import QPaintEvent, QPalette
from PyQt6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

BESIDE_ICON_PX = 4


class ElidingBox(QComboBox):
    """Not one that can be typed into. GUI thread."""

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """As any box, with the text shortened to what there is room for."""
        painter, option, style = QStylePainter(self), QStyleOptionComboBox(), self.style()
        self.initStyleOption(option)
        if self.currentIndex() < 0:
            option.currentText = self.placeholderText()
            option.palette.setBrush(QPalette.ColorRole.ButtonText, option.palette.placeholderText())
        if style is not None:
            kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
            room = style.subControlRect(kind, option, part, self).width()
            if not option.currentIcon.isNull():
                room -= option.iconSize.width() + BESIDE_ICON_PX
            option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
