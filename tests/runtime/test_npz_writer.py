"""An NPZ written in blocks is the one that numpy writes whole, to the byte for any blocks."""

from __future__ import annotations

import io
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.runtime.npz_writer import NpzWriter

TABLE = np.arange(60, dtype=np.float32).reshape(20, 3)


def written(blocks, shape=TABLE.shape):
    file = io.BytesIO()
    with NpzWriter(file) as npz:
        npz.add_blocks("table", shape, np.float32, blocks)
        npz.add("words", np.array("mel"))
    return file.getvalue()


def test_numpy_reads_it_without_pickle():
    with np.load(io.BytesIO(written([TABLE[:7], TABLE[7:]])), allow_pickle=False) as read:
        assert read["table"].dtype == np.float32
        assert np.array_equal(read["table"], TABLE)
        assert str(read["words"]) == "mel"


def test_each_array_is_stored_as_numpy_stores_it():
    by_numpy = io.BytesIO()
    np.savez(by_numpy, table=TABLE, words=np.array("mel"))
    ours, theirs = ZipFile(io.BytesIO(written([TABLE]))), ZipFile(by_numpy)

    assert ours.namelist() == theirs.namelist()
    assert all(ours.read(name) == theirs.read(name) for name in theirs.namelist())


@given(cuts=st.lists(st.integers(0, 20), max_size=6))
def test_blocks_leave_no_trace(cuts):
    assert written(np.split(TABLE, sorted(cuts))) == written([TABLE])


def test_blocks_of_another_layout_or_dtype_are_the_same():
    assert written([np.asfortranarray(TABLE.astype(np.float64))]) == written([TABLE])


@pytest.mark.parametrize("rows", [19, 21])
def test_a_wrong_length_is_no_file(rows):
    with pytest.raises(ValueError, match=f"table must have length {rows}, got blocks of 20 in all"):
        written([TABLE], (rows, 3))
