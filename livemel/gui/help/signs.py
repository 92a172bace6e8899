"""Help signs: small pictures of the patterns, made as the picture itself makes them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PyQt6.QtGui import QImage, QPixmap

from livemel.config import DisplayConfig
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import OPAQUE, Pixels, packed
from livemel.picture.hatch import hatched_columns
from livemel.picture.model_image import DEAF
from livemel.picture.raster import HALVED
from livemel.picture.seen import MAY_CHANGE
from livemel.picture.unfed import dotted_columns, struck_columns

SOUND_BEGINS = 0.4
"""Of the width: the pattern stands at its left, sound at its right."""


def sign_pixmap(name: str, width: int, height: int, ratio: float = 1.0) -> QPixmap:
    """The sign `name`, a name in SIGNS, beside sound as it looks without it.

    Parameters
    ----------
    name
        Of livemel.gui.help.entries.SIGNS.
    width, height
        In pixels at 100 %.
    ratio
        Device pixels to one of them.
    """
    columns, rows = round(width * ratio), round(height * ratio)
    memory = sign_pixels(name, columns, rows).tobytes()
    image = QImage(memory, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    pixmap = QPixmap.fromImage(image.copy())  # which has memory of its own
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def sign_pixels(name: str, width: int, height: int) -> Pixels:
    """The same as pixels, shape (height, width), 0xffRRGGBB."""
    pixels = _sound(width, height)
    marked = width - round(SOUND_BEGINS * width)
    columns, rows = np.arange(marked, dtype=np.int64), np.arange(height, dtype=np.intp)
    beside = pixels[:, :marked]
    patterns: dict[str, Callable[[], Pixels]] = {
        "Hatched": lambda: hatched_columns(columns, height).T,
        "Dotted": lambda: dotted_columns(columns, rows).T,
        "Struck": lambda: struck_columns(columns, rows, beside.T).T,
        "Brown": lambda: np.where(beside < np.percentile(beside, 60), MAY_CHANGE, beside),
        "Dimmed": lambda: (beside >> np.uint32(1)) & HALVED | OPAQUE,
        "Grey": lambda: np.full_like(beside, DEAF),
    }
    pixels[:, :marked] = patterns[name]()
    return pixels


def _sound(width: int, height: int) -> Pixels:
    """Louder towards the middle of the height."""
    loudness = np.sin(np.pi * (np.arange(height) + 0.5) / height)
    wave = 0.75 + 0.25 * np.sin(np.arange(width) / 3.0)
    levels = np.clip(255 * loudness[:, None] * wave, 0, 255).astype(np.uint8)
    return packed(lookup_table(DisplayConfig().colormap))[levels]
