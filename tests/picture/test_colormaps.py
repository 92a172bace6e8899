"""Colour maps: what a table must be to carry levels."""

import numpy as np
import pytest

from livemel.picture.colormaps import TABLES, colormap_names, lookup_table, next_colormap


@pytest.mark.parametrize("name", colormap_names())
def test_a_table_has_256_rgb_colours(name):
    table = lookup_table(name)

    assert table.shape == (256, 3)
    assert table.dtype == np.uint8
    assert not table.flags.writeable


@pytest.mark.parametrize("name", sorted(set(colormap_names()) - {"plasma"}))
def test_a_louder_colour_is_never_darker(name):
    brightness = lookup_table(name) @ (0.2126, 0.7152, 0.0722)

    assert np.all(np.diff(brightness) > -1.0)
    assert brightness[-1] - brightness[0] > 150


def test_magma_begins_black_and_ends_pale():
    assert lookup_table("magma")[[0, 255]].tolist() == [[0, 0, 3], [251, 252, 191]]


def test_the_keys_step_through_all_maps_and_begin_anew():
    seen = [colormap_names()[0]]
    for _ in colormap_names():
        seen.append(next_colormap(seen[-1]))

    assert tuple(seen[:-1]) == colormap_names()
    assert seen[-1] == seen[0]


def test_an_unknown_map_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"one of magma, .*got 'jet'"):
        lookup_table("jet")


def test_the_tables_are_small():
    assert TABLES.stat().st_size < 10_000
