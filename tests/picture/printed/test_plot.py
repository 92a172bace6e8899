"""Plot: levels to a picture with low bands at the bottom and gaps hatched."""

import numpy as np

from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import unpacked
from livemel.picture.hatch import hatched_columns
from livemel.picture.printed.plot import plot_image
from livemel.picture.unfed import dotted_columns

TABLE = lookup_table("gray")


def test_the_lowest_band_is_at_the_bottom():
    levels = np.array([[0.0, -100.0], [-100.0, -100.0]], np.float32)
    image = plot_image(levels, np.zeros(2, bool), 4, TABLE, -100.0, 0.0)

    assert image.dtype == np.uint8
    assert image[..., 0].tolist() == [[0, 0], [0, 0], [255, 0], [255, 0]]


def test_a_gap_is_hatched_whatever_its_level():
    image = plot_image(np.zeros((20, 2), np.float32), np.arange(20) >= 10, 30, TABLE, -100.0, 0.0)

    assert np.all(image[:, :10] == 255)
    assert len(np.unique(image[:, 10:])) == 2
    assert not np.any(image[:, 10:] == 255)


def test_unfed_bands_are_dotted_but_not_where_there_is_a_gap():
    is_unfed = np.array([True, False])
    image = plot_image(np.zeros((40, 2), np.float32), np.arange(40) >= 20, 16, TABLE, -100.0, 0.0, is_unfed)

    assert np.all(image[:8, :20] == 255)
    assert not np.any(image[8:, :20] == 255)
    assert image[8:, :20].tolist() == unpacked(dotted_columns(np.arange(20), np.arange(8, 16)).T).tolist()
    assert image[:, 20:].tolist() == unpacked(hatched_columns(np.arange(20, 40), 16).T).tolist()


def test_fewer_rows_than_bands_show_the_loudest_of_each():
    levels = np.array([[-100.0, -100.0, 0.0, -100.0]], np.float32)

    assert plot_image(levels, np.zeros(1, bool), 2, TABLE, -100.0, 0.0)[:, 0, 0].tolist() == [255, 0]
