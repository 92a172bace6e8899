"""A colour map as a small picture."""

from __future__ import annotations

import numpy as np
from PyQt6.QtCore import QSize
from PyQt6.QtGui import QIcon, QImage, QPixmap
from PyQt6.QtWidgets import QWidget

from livemel.picture.colormaps import lookup_table

HEIGHT = 90
"""Of the picture that is made smaller, in the shape of a swatch."""


def colormap_icon(name: str) -> QIcon:
    """The 256 colours of map `name`, quiet at the left."""
    colours = np.broadcast_to(lookup_table(name), (HEIGHT, 256, 3)).tobytes()
    image = QImage(colours, 256, HEIGHT, 3 * 256, QImage.Format.Format_RGB888)
    return QIcon(QPixmap.fromImage(image))


def swatch_size(widget: QWidget) -> QSize:
    """Of a swatch beside the text of `widget`."""
    height = widget.fontMetrics().height()
    return QSize(2 * height, max(8, round(0.7 * height)))
