"""Pen: text on a picture, in the font that Pillow brings along, so that it looks the same on every machine."""

from __future__ import annotations

import unicodedata
from functools import cache
from math import ceil, floor

from PIL import Image, ImageDraw, ImageFont

from livemel.picture.printed.theme import Colour

ELLIPSIS = "..."
NO_CHARACTER = "\U0010ffff"
CAPITAL_HEIGHT = 0.7
"""Of the font's size."""


SUPERSAMPLING = 4
"""Text is drawn so many times larger and then reduced: its letters stand where they belong, not on whole pixels."""


class Pen:
    """Writes on `image`; positions and sizes in pixels."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self._draw = ImageDraw.Draw(image)

    def write(self, at: tuple[float, float], text: str, size: int, colour: Colour, anchor: str) -> None:
        """Write `text` at a point; `anchor` is Pillow's: "ls" has the point at the left end of the baseline."""
        width = text_width(text, size)
        left = at[0] - {"l": 0.0, "m": 0.5, "r": 1.0}[anchor[0]] * width
        baseline = at[1] + {"s": 0.0, "m": CAPITAL_HEIGHT / 2}[anchor[1]] * size
        corner = (floor(left) - size, floor(baseline) - 2 * size)
        mask = _mask(text, size, left - corner[0], baseline - corner[1])
        self._paste(mask, corner, colour)

    def write_upwards(self, centre: tuple[float, float], text: str, size: int, colour: Colour) -> None:
        """Write `text` turned to the left around `centre`."""
        mask = _mask(text, size, size, 2 * size + CAPITAL_HEIGHT / 2 * size).transpose(Image.Transpose.ROTATE_90)
        x = 2 * size  # from the mask's left edge to the middle of the letters
        y = mask.height - size - text_width(text, size) / 2
        self._paste(mask, (round(centre[0] - x), round(centre[1] - y)), colour)

    def _paste(self, mask: Image.Image, corner: tuple[int, int], colour: Colour) -> None:
        self._image.paste(colour, (*corner, corner[0] + mask.width, corner[1] + mask.height), mask)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: int, colour: Colour) -> None:
        """Draw a straight line; it covers both ends."""
        self._draw.line((*start, *end), fill=colour, width=width)

    def frame(self, box: tuple[int, int, int, int], width: int, colour: Colour) -> None:
        """Draw a frame around `box` (left, top, right, bottom), which stays free."""
        left, top, right, bottom = box
        outer = (left - width, top - width, right + width - 1, bottom + width - 1)
        self._draw.rectangle(outer, outline=colour, width=width)


def _mask(text: str, size: int, left: float, baseline: float) -> Image.Image:
    """Opacity of `text`, its left end and its baseline so many pixels from the corner; a size of room around it."""
    whole = (ceil(text_width(text, size)) + 2 * size + 1, 4 * size)
    large = Image.new("L", (whole[0] * SUPERSAMPLING, whole[1] * SUPERSAMPLING))
    at = (left * SUPERSAMPLING, baseline * SUPERSAMPLING)
    ImageDraw.Draw(large).text(at, shown(text), fill=255, font=font(size * SUPERSAMPLING), anchor="ls")
    return large.reduce(SUPERSAMPLING)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """The font at `size` pixels."""
    loaded = ImageFont.load_default(size)
    assert isinstance(loaded, ImageFont.FreeTypeFont), "Pillow was built without FreeType"
    return loaded


def text_width(text: str, size: int) -> float:
    """Pixels that `text` takes."""
    return font(size * SUPERSAMPLING).getlength(shown(text)) / SUPERSAMPLING


def shortened(text: str, size: int, width: float) -> str:
    """`text`, its middle left out where it is wider than `width` pixels: begin and end tell files apart."""
    kept = len(text)
    short = text
    while kept > 2 and text_width(short, size) > width:
        kept -= 1
        short = text[: (kept + 1) // 2] + ELLIPSIS + text[len(text) - kept // 2 :]
    return short


def shown(text: str) -> str:
    """`text` in characters that the font has: without accents where it lacks them, else a question mark."""
    return "".join(_shown_character(character) for character in text)


@cache
def _shown_character(character: str) -> str:
    if _is_in_font(character):
        return character
    bare = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
    return "".join(part if _is_in_font(part) else "?" for part in bare)


@cache
def _is_in_font(character: str) -> bool:
    return character == " " or bytes(font(16).getmask(character)) != bytes(font(16).getmask(NO_CHARACTER))
