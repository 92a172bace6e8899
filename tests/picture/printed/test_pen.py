"""Pen: text of any name, in a font without every character."""

import numpy as np
import pytest
from PIL import Image

from livemel.picture.printed.pen import Pen, shortened, shown, text_width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("voice 1.wav", "voice 1.wav"),
        ("Äpfel é.wav", "Apfel e.wav"),
        ("東京.wav", "??.wav"),
        ("a · b", "a · b"),
        ("", ""),
    ],
)
def test_characters_that_the_font_lacks_are_replaced(text, expected):
    assert shown(text) == expected


def test_a_long_name_keeps_its_begin_and_its_end():
    short = shortened("recording-" * 20 + "kitchen.flac", 16, 200)

    assert text_width(short, 16) <= 200
    assert short.startswith("recording")
    assert short.endswith(".flac")
    assert "..." in short


def test_a_name_that_fits_stays_whole():
    assert shortened("voice.wav", 16, 200) == "voice.wav"


@pytest.mark.parametrize(("anchor", "left", "right"), [("ls", 100, 148), ("ms", 76, 124), ("rs", 52, 100)])
def test_text_stands_where_its_anchor_says(anchor, left, right):
    image = Image.new("RGB", (200, 60))
    Pen(image).write((100, 40), "HHHH", 16, (255, 255, 255), anchor)
    rows, columns, _ = np.nonzero(np.asarray(image))

    assert columns.min() == pytest.approx(left, abs=3)
    assert columns.max() == pytest.approx(right, abs=4)
    assert rows.max() == pytest.approx(39, abs=1)


@pytest.mark.parametrize("anchor", ["lm", "rm"])
def test_text_in_the_middle_has_as_much_above_as_below(anchor):
    image = Image.new("RGB", (200, 60))
    Pen(image).write((100, 30), "H", 20, (255, 255, 255), anchor)
    rows = np.nonzero(np.asarray(image))[0]

    assert (rows.min() + rows.max()) / 2 == pytest.approx(29.5, abs=1)


def test_text_written_upwards_is_centred():
    image = Image.new("RGB", (100, 200))
    Pen(image).write_upwards((50, 100), "HHHHHH", 16, (255, 255, 255))
    rows, columns, _ = np.nonzero(np.asarray(image))

    assert (rows.min() + rows.max()) / 2 == pytest.approx(100, abs=1.5)
    assert (columns.min() + columns.max()) / 2 == pytest.approx(50, abs=1.5)
    assert np.ptp(rows) > 3 * np.ptp(columns)
