"""Saving: small PNGs, and sheets of several pictures with a name below each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
COLOURS = 256
KMEANS = 4
GAP = 12
GROUND, INK = "#15161c", "#e9eaf0"
FONT_PX = 20


def save(image: Image.Image, name: str, folder: Path = IMAGES) -> Path:
    """Write FOLDER/NAME.png with 256 colours of its own: half the bytes, and nothing to be seen of it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.png"
    image = image.convert("RGB")
    few = image.quantize(palette=_palette(image), dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path


def _palette(image: Image.Image) -> Image.Image:
    """Colours for all of a picture: rare ones, as of a colour bar, count too."""
    every = np.asarray(image, np.uint32)
    colours, counts = np.unique(every[..., 0] << 16 | every[..., 1] << 8 | every[..., 2], return_counts=True)
    repeated = np.repeat(colours, 1 + np.log2(counts).astype(int))
    rgb = np.stack([repeated >> 16 & 255, repeated >> 8 & 255, repeated & 255], axis=-1).astype(np.uint8)
    return Image.fromarray(rgb[None]).quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=KMEANS)


def sheet(pictures: Sequence[tuple[str, Image.Image]], columns: int, width: int) -> Image.Image:
    """Pictures in rows, each `width` pixels wide, its name below it."""
    font = ImageFont.load_default(FONT_PX)
    small = [(name, each.resize((width, round(each.height * width / each.width)))) for name, each in pictures]
    cell = (width + GAP, small[0][1].height + FONT_PX + 2 * GAP)
    rows = -(-len(small) // columns)
    whole = Image.new("RGB", (columns * cell[0] + GAP, rows * cell[1] + GAP), GROUND)
    draw = ImageDraw.Draw(whole)
    for number, (name, each) in enumerate(small):
        x, y = GAP + number % columns * cell[0], GAP + number // columns * cell[1]
        whole.paste(each, (x, y))
        draw.text((x + width // 2, y + each.height + GAP // 2), name, INK, font, anchor="ma")
    return whole
