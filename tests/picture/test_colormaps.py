"""Colour maps: what a table must be to carry levels."""

import numpy as np
import pytest

from livemel.picture.colormaps import (
    CAUTIONS,
    TABLES,
    caution,
    colormap_names,
    colormap_title,
    is_uniform,
    lookup_table,
    next_colormap,
)

UNIFORM = [name for name in colormap_names() if is_uniform(name)]


@pytest.mark.parametrize("name", colormap_names())
def test_a_table_has_256_rgb_colours(name):
    table = lookup_table(name)

    assert table.shape == (256, 3)
    assert table.dtype == np.uint8
    assert not table.flags.writeable


def lightness(name):
    """CIE L* of the 256 colours, 0 to 100."""
    share = lookup_table(name) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    return np.where(luminance > 0.008856, 116 * np.cbrt(luminance) - 16, 903.3 * luminance)


def steps(name):
    """Differences of lightness, quiet to loud, along 16 equal parts of the map; positive if it goes one way."""
    parts = np.diff(lightness(name)[::17])
    return parts * np.sign(parts.sum())


@pytest.mark.parametrize("name", UNIFORM)
def test_the_lightness_of_a_uniform_map_goes_one_way_in_even_steps(name):
    one_by_one = np.diff(lightness(name)) * np.sign(lightness(name)[-1] - lightness(name)[0])

    assert one_by_one.min() > -0.05, "8 bits a colour allow no more than that"
    assert abs(lightness(name)[-1] - lightness(name)[0]) > 70
    assert steps(name).min() >= 0.4 * steps(name).mean(), "near black: magma, inferno"
    assert steps(name)[1:].min() >= 0.8 * steps(name).mean()
    assert steps(name).max() <= 1.35 * steps(name).mean()


@pytest.mark.parametrize("name", sorted(set(colormap_names()) - set(UNIFORM)))
def test_a_map_that_is_not_uniform_says_so(name):
    assert steps(name).min() < 0, "its lightness goes back"
    assert "not perceptually uniform" in caution(name)
    assert colormap_title(name).endswith("(not uniform)")


@pytest.mark.parametrize("name", UNIFORM)
def test_nothing_is_said_against_a_uniform_map(name):
    assert caution(name) == ""
    assert colormap_title(name) == name


@pytest.mark.parametrize("name", [name for name in colormap_names() if name != "turbo"])
def test_quiet_is_dark_but_on_paper(name):
    assert (lightness(name)[0] > lightness(name)[-1]) == (name == "cet-l17")


def test_there_is_a_table_for_every_name_and_a_name_for_every_caution():
    with np.load(TABLES, allow_pickle=False) as tables:
        assert set(colormap_names()) <= set(tables)
        assert set(CAUTIONS) <= set(tables)


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
    assert TABLES.stat().st_size < 15_000
