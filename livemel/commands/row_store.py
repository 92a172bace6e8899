"""RowStore: rows of numbers on disk and not in memory, to be read as often as needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import TemporaryFile

import numpy as np

from livemel.dsp.arrays import Floats
from livemel.errors import LivemelError

BLOCK_VALUES = 1 << 18
"""Numbers read at a time: 1 MB."""


class RowStore:
    """Rows of float32 in a nameless file, which vanishes with the process, however that ends.

    Parameters
    ----------
    output
        What the rows are kept for. Their file is beside it; that of a device in the system's temporary folder.

    Raises
    ------
    LivemelError
        If there can be no such file.
    """

    def __init__(self, output: str) -> None:
        self.rows = 0
        self.width = 0
        """Of every row; known with the first."""
        self._output = output
        with self._told():
            self._file = TemporaryFile(dir=_folder_beside(output))  # noqa: SIM115, closed by `close`

    def append(self, rows: Floats) -> None:
        """Keep rows, shape (m, width)."""
        self.rows += len(rows)
        self.width = rows.shape[1]
        with self._told():
            self._file.write(np.ascontiguousarray(rows, np.float32).data)

    def blocks(self) -> Iterator[Floats]:
        """All rows in order, shape (m, width) each."""
        bytes_of_a_row = 4 * self.width
        step = max(1, BLOCK_VALUES // max(1, self.width))
        for first in range(0, self.rows, step):
            self._file.seek(first * bytes_of_a_row)
            values = np.frombuffer(self._file.read(step * bytes_of_a_row), np.float32)
            yield values.reshape(-1, self.width)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LivemelError(f"cannot write {self._output}: {error.strerror or error}") from error

    def close(self) -> None:
        """Forget the rows."""
        with suppress(OSError):  # what did not fit on the disk is not wanted any more
            self._file.close()


def _folder_beside(output: str) -> str | None:
    target = os.path.realpath(output)
    return None if os.path.exists(target) and not os.path.isfile(target) else os.path.dirname(target)
