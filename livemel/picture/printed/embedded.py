"""What a PNG carries beside its pixels, so that livemel can show the same view again, and how it is read.

In text that every program can show: `livemel:version`, `livemel:sample_rate`, `livemel:analysis_rate` in Hz,
`livemel:config` in TOML, `livemel:view` in JSON (where and when, what was selected and marked, what was lost). In
chunks of its own: `lmLv`, the levels that are seen; `lmSd`, their sound as FLAC, only if that was asked for.
"""

from __future__ import annotations

import json
import struct
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO
from math import isfinite
from typing import Any

import numpy as np
from PIL import Image, PngImagePlugin, UnidentifiedImageError

from livemel.config import Config, to_toml
from livemel.config.layers import Layer, merge
from livemel.errors import ConfigError, LivemelError
from livemel.picture.printed.saved_view import SavedGap, SavedLevels, SavedMarker, SavedSelection, SavedSound, SavedView

LEVELS_CHUNK, SOUND_CHUNK = b"lmLv", b"lmSd"
"""Names as PNG wants them of what other programs may leave out, and keep when they change the pixels."""
HEAD = struct.Struct("<qdII")
"""First slot, hop length, slots, bands; then float32 levels, little-endian, slot after slot, compressed by zlib."""
MOST_LEVELS = 8 << 20
"""Bytes before they are compressed; of a longer time the largest of some slots are kept."""
MOST_SOUND = 64 << 20
MOST_LISTED = 10_000
"""Gaps and markers that are read."""
SELECTION = ("begin", "end", "low_hz", "high_hz")
NO_VIEW = "has no view of livemel's in it; choose a picture that livemel has saved"
DAMAGES = (ArithmeticError, KeyError, TypeError, ValueError, RecursionError, struct.error, zlib.error)
"""What reading a damaged view may raise."""

Chunks = tuple[tuple[bytes, bytes], ...]


def view_texts(view: SavedView) -> dict[str, str]:
    """The texts of a picture of `view`."""
    return {
        "Software": f"livemel {view.version}",
        "livemel:version": view.version,
        "livemel:sample_rate": str(view.sample_rate),
        "livemel:analysis_rate": str(view.analysis_rate),
        "livemel:config": to_toml(view.config),
        "livemel:view": json.dumps(_described(view), ensure_ascii=False),
    }


def view_chunks(view: SavedView) -> Chunks:
    """The names and bytes of the chunks of a picture of `view`."""
    chunks: Chunks = ()
    if view.levels is not None:
        chunks += ((LEVELS_CHUNK, _packed(view.levels.thinned(MOST_LEVELS))),)
    if view.sound is not None:
        chunks += ((SOUND_CHUNK, struct.pack("<q", view.sound.at_sample) + view.sound.flac),)
    return chunks


def _described(view: SavedView) -> dict[str, Any]:
    return {
        "source": view.source,
        "started": view.started.astimezone(UTC).isoformat(),
        "begin": view.begin,
        "seconds": view.seconds,
        "low": view.low,
        "high": view.high,
        "selection": None if view.selection is None else asdict(view.selection),
        "markers": [asdict(marker) for marker in view.markers[:MOST_LISTED]],
        "gaps": [asdict(gap) for gap in view.gaps[:MOST_LISTED]],
    }


def _packed(kept: SavedLevels) -> bytes:
    head = HEAD.pack(kept.first_slot, kept.hop_length, *kept.levels.shape)
    return head + zlib.compress(np.ascontiguousarray(kept.levels, "<f4").tobytes(), 6)


def opened_view(path: str) -> SavedView:
    """The view in the PNG at `path`.

    Raises
    ------
    LivemelError
        If the file cannot be read, is no PNG, or has no view in it, or a damaged one.
    """
    try:
        with open(path, "rb") as file:
            encoded = file.read()
    except OSError as error:
        raise LivemelError(f"cannot open {path}: {error.strerror or error}") from error
    return saved_view(encoded, path)


def saved_view(encoded: bytes, name: str) -> SavedView:
    """The view in a PNG.

    Parameters
    ----------
    encoded
        The whole file.
    name
        What errors call it.

    Raises
    ------
    LivemelError
        If it is no PNG, or has no view in it, or a damaged one.
    """
    texts, chunks = _contents(encoded, name)
    if "livemel:view" not in texts:
        raise LivemelError(f"{name} {NO_VIEW}")
    try:
        return _view(texts, chunks)
    except ConfigError as error:
        raise LivemelError(f"the settings in {name} are not valid here: {error}") from error
    except (
        ArithmeticError,
        KeyError,
        TypeError,
        ValueError,
        struct.error,
        zlib.error,
        tomllib.TOMLDecodeError,
    ) as error:
        raise LivemelError(f"the view in {name} is damaged ({error}); choose another copy of the picture") from error


def _contents(encoded: bytes, name: str) -> tuple[Mapping[str, str], Mapping[bytes, bytes]]:
    """The texts of a PNG, and the chunks of its own."""
    try:
        with Image.open(BytesIO(encoded), formats=("PNG",)) as picture:
            assert isinstance(picture, PngImagePlugin.PngImageFile)
            return dict(picture.text), {chunk[0]: chunk[1] for chunk in picture.private_chunks}
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise LivemelError(f"{name} is not a PNG that can be read; {NO_VIEW.partition('; ')[2]}") from error


def _view(texts: Mapping[str, str], chunks: Mapping[bytes, bytes]) -> SavedView:
    told = json.loads(texts["livemel:view"])
    config = merge([Layer("picture", tomllib.loads(texts["livemel:config"]))])[0]
    selection = told["selection"]
    view = SavedView(
        source=str(told["source"]),
        config=config,
        version=texts["livemel:version"],
        sample_rate=int(_positive(int(texts["livemel:sample_rate"]))),
        analysis_rate=int(_positive(int(texts["livemel:analysis_rate"]))),
        started=_moment(told["started"]),
        begin=_number(told["begin"]),
        seconds=_positive(_number(told["seconds"])),
        low=_number(told["low"]),
        high=_number(told["high"]),
        selection=None if selection is None else SavedSelection(**{key: _number(selection[key]) for key in SELECTION}),
        markers=tuple(_marker(marker) for marker in told["markers"][:MOST_LISTED]),
        gaps=tuple(_gap(gap) for gap in told["gaps"][:MOST_LISTED]),
        levels=_unpacked(chunks[LEVELS_CHUNK], config) if LEVELS_CHUNK in chunks else None,
        sound=_sound(chunks[SOUND_CHUNK]) if SOUND_CHUNK in chunks else None,
    )
    if not 0.0 <= view.low < view.high <= 1.0:
        raise ValueError(f"low and high must be 0 <= low < high <= 1, got {view.low} and {view.high}")
    return view


def _marker(told: Mapping[str, Any]) -> SavedMarker:
    return SavedMarker(_number(told["seconds"]), _number(told["hz"]), str(told["name"]))


def _gap(told: Mapping[str, Any]) -> SavedGap:
    return SavedGap(int(told["at_sample"]), int(_positive(int(told["lost"]))))


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _number(value: object) -> float:
    number = float(value)  # type: ignore[arg-type]  # what is none raises TypeError or ValueError
    if not isfinite(number):
        raise ValueError(f"a number must be finite, got {number}")
    return number


def _positive(number: float) -> float:
    if number <= 0:
        raise ValueError(f"rates and lengths must be above 0, got {number}")
    return number


def _unpacked(chunk: bytes, config: Config) -> SavedLevels:
    first_slot, hop_length, slots, bands = HEAD.unpack_from(chunk)
    size = 4 * slots * bands
    if bands != config.mel.n_mels or size > 2 * MOST_LEVELS or not 0 < hop_length < 1e9 or first_slot < 0:
        raise ValueError(f"{slots} slots of {bands} bands, {hop_length} samples apart")
    unpacking = zlib.decompressobj()
    raw = unpacking.decompress(chunk[HEAD.size :], size + 1)
    if len(raw) != size or not unpacking.eof:
        raise ValueError(f"{size} bytes of levels are promised, {len(raw)} are there")
    levels = np.frombuffer(raw, "<f4").reshape(slots, bands).astype(np.float32)
    if np.isnan(levels).any():
        raise ValueError("a level is not a number")
    return SavedLevels(first_slot, hop_length, levels)


def _sound(chunk: bytes) -> SavedSound:
    (at_sample,) = struct.unpack_from("<q", chunk)
    return SavedSound(at_sample, chunk[8:])
