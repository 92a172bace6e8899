"""The spectrum as text."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from livemel.picture.spectrum_csv import spectrum_csv

EDGES = np.array([0.0, 100.0, 250.0, 500.5])


def levels(*values):
    return np.array(values, np.float32)


def rows(unit="dBFS"):
    text = spectrum_csv(EDGES, levels(-1.5, -np.inf), levels(-2.0, -3.0), levels(0.0, np.nan), unit)
    return list(csv.DictReader(io.StringIO(text)))


def test_there_is_a_row_for_each_band():
    assert [float(row["frequency (Hz)"]) for row in rows()] == [100.0, 250.0]
    assert [(float(row["lower (Hz)"]), float(row["upper (Hz)"])) for row in rows()] == [(0.0, 250.0), (100.0, 500.5)]


def test_the_three_curves_are_columns_in_their_unit():
    first = rows()[0]

    assert [float(first[f"{name} (dBFS)"]) for name in ("now", "average", "peak")] == pytest.approx([-1.5, -2.0, 0.0])


def test_what_is_no_number_is_an_empty_field():
    assert rows()[1]["now (dBFS)"] == rows()[1]["peak (dBFS)"] == ""


def test_without_a_unit_none_is_named():
    assert "now" in rows(unit="")[0]
