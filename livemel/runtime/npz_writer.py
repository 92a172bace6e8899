"""An NPZ file written array by array, a large one in blocks: the same bytes whatever the blocks and the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Any, BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

from livemel.dsp.arrays import AnyArray

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A zip file's time stamps cannot be absent; numpy.savez writes the same."""


class NpzWriter:
    """Writes arrays into `file` as numpy.savez does: stored, not compressed, of any size; whole at the `with`'s end."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_STORED, allowZip64=True)

    def add(self, name: str, array: AnyArray) -> None:
        """Write one array."""
        with self._member(name) as member:
            npy.write_array(member, array, allow_pickle=False)

    def add_blocks(self, name: str, shape: tuple[int, ...], dtype: DTypeLike, blocks: Iterable[NDArray[Any]]) -> None:
        """Write one array that comes in `blocks` along its first axis.

        Raises
        ------
        ValueError
            If the blocks are more or fewer than `shape` says.
        """
        wanted = np.dtype(dtype)
        with self._member(name) as member:
            description = {"descr": npy.dtype_to_descr(wanted), "fortran_order": False, "shape": shape}
            npy.write_array_header_1_0(member, description)
            length = 0
            for block in blocks:
                length += len(block)
                member.write(np.ascontiguousarray(block, wanted).data)
        if length != shape[0]:
            raise ValueError(f"{name} must have length {shape[0]}, got blocks of {length} in all")

    @contextmanager
    def _member(self, name: str) -> Iterator[IO[bytes]]:
        with self._zip.open(ZipInfo(f"{name}.npy", EARLIEST), "w", force_zip64=True) as member:
            yield member

    def __enter__(self) -> NpzWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()
