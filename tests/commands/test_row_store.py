"""Rows come back from disk as they were, however they came, and nothing stays there."""

from __future__ import annotations

import os
from contextlib import closing

import numpy as np
import pytest

from livemel.commands import row_store
from livemel.commands.row_store import RowStore
from livemel.errors import LivemelError


@pytest.fixture
def output(tmp_path):
    return str(tmp_path / "out.npz")


def numbers(rows, width=4):
    return np.random.default_rng(0).standard_normal((rows, width)).astype(np.float32)


def test_rows_can_be_read_again_in_blocks(output, monkeypatch):
    monkeypatch.setattr(row_store, "BLOCK_VALUES", 12)
    with closing(RowStore(output)) as store:
        store.append(numbers(10)[:7])
        store.append(numbers(10)[7:])

        assert (store.rows, store.width) == (10, 4)
        for _ in range(2):
            assert [len(block) for block in store.blocks()] == [3, 3, 3, 1]
            assert np.array_equal(np.concatenate(list(store.blocks())), numbers(10))


def test_a_row_longer_than_a_block_is_a_block(output, monkeypatch):
    monkeypatch.setattr(row_store, "BLOCK_VALUES", 3)
    with closing(RowStore(output)) as store:
        store.append(numbers(2))

        assert [len(block) for block in store.blocks()] == [1, 1]


def test_no_row_is_no_block(output):
    with closing(RowStore(output)) as store:
        assert list(store.blocks()) == []


def test_nothing_is_left_beside_the_output(output):
    with closing(RowStore(output)) as store:
        store.append(numbers(10))

    assert os.listdir(os.path.dirname(output)) == []


def test_a_folder_that_takes_no_file_is_told(tmp_path):
    with pytest.raises(LivemelError, match=r"cannot write .*out\.npz: "):
        RowStore(str(tmp_path / "none" / "out.npz"))
