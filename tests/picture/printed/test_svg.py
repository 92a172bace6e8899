"""SVG: valid XML, text as text, the levels as one image in their place."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from saved_views import saved

from livemel.picture.printed.layout import layout
from livemel.picture.printed.printing import view_chart, view_image
from livemel.picture.printed.saved_view import SavedMarker
from livemel.picture.printed.svg import svg_view
from livemel.picture.ticks import frequency_ticks, level_ticks

WIDTH, HEIGHT = 900, 500
NAMES = {"svg": "http://www.w3.org/2000/svg"}


def drawn(view=None):
    return ElementTree.fromstring(svg_view(view or saved(), WIDTH, HEIGHT).encode())


def texts(root):
    return [element.text for element in root.findall("svg:text", NAMES)]


def images(root):
    """Place and pixels of each."""
    found = []
    for element in root.findall("svg:image", NAMES):
        kind, _, data = element.get("href").partition(",")
        assert kind == "data:image/png;base64"
        place = tuple(int(element.get(name)) for name in ("x", "y", "width", "height"))
        with Image.open(io.BytesIO(base64.b64decode(data))) as picture:
            found.append((place, np.asarray(picture.convert("RGB"))))
    return found


def test_the_levels_are_an_image_to_the_pixel():
    left, top, right, bottom = layout(WIDTH, HEIGHT).plot
    place, pixels = images(drawn())[0]

    assert place == (left, top, right - left, bottom - top)
    assert np.array_equal(pixels, view_image(saved(), right - left, bottom - top))


def test_every_label_is_text():
    chart = view_chart(saved())
    _, top, _, bottom = layout(WIDTH, HEIGHT).plot
    size = layout(WIDTH, HEIGHT).text
    labels = {tick.label for tick in frequency_ticks(chart.axis, bottom - top, 1.4 * size)}
    labels |= {tick.label for tick in level_ticks(chart.db_min, chart.db_max, bottom - top, 3 * size)}

    assert labels - {""} <= set(texts(drawn()))
    assert {chart.frequency_name, chart.level_name, chart.subtitle, "Time in s", "lost"} <= set(texts(drawn()))


def test_names_of_any_kind_are_still_valid():
    view = replace(saved(), source='<b> & "quotes" ]]> \x00\x1b')

    assert '<b> & "quotes" ]]> ??' in texts(drawn(view))


@pytest.mark.parametrize("theme", ["dark", "light", "projector"])
def test_the_theme_colours_it(theme):
    grounds = {"dark": "#17171c", "light": "#ffffff", "projector": "#ffffff"}

    assert drawn(saved([f"display.theme={theme}"])).find("svg:rect", NAMES).get("fill") == grounds[theme]


def test_nothing_stands_outside():
    root = drawn()
    numbers = {"x": WIDTH, "x1": WIDTH, "x2": WIDTH, "y": HEIGHT, "y1": HEIGHT, "y2": HEIGHT}
    for element in root.iter():
        for name, most in numbers.items():
            assert 0 <= float(element.get(name, 0)) <= most


def test_a_time_tick_stands_at_its_time():
    root = drawn(saved(begin=3.0, seconds=2.0))
    left, _, right, _ = layout(WIDTH, HEIGHT).plot
    x = next(float(each.get("x")) for each in root.findall("svg:text", NAMES) if each.text == "4 s")

    assert x == pytest.approx((left + right) / 2, abs=0.01)


def test_a_marker_has_its_name_as_text():
    view = replace(saved(), markers=(SavedMarker(4.5, 1000.0, "a <tone>"), SavedMarker(90.0, 1000.0, "elsewhere")))

    assert "a <tone>" in texts(drawn(view))
    assert "elsewhere" not in texts(drawn(view))
