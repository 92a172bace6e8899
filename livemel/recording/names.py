"""Names: where recordings lie and what they are called."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

OPEN = ".open.w64"
"""How the name of a recording ends that nobody has finished yet."""
KINDS = ("flac", "wav", "w64")
"""What a finished one may be."""
LONGEST = 48
"""Characters of a source's name that are kept: with four bytes each the whole name still fits every file system."""


def recordings_folder() -> Path:
    """Where recordings go if nobody says otherwise: `livemel` in the person's folder for music. It may not be there."""
    from platformdirs import user_music_path

    return user_music_path() / "livemel"


def recording_name(source: str, started: datetime) -> str:
    """SOURCE_YYYYMMDDTHHMMSSZ: the source's name made safe, and when the recording began, in UTC."""
    return f"{safe_name(source)}_{started.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def safe_name(source: str) -> str:
    """Letters, digits, `.`, `_` and `-` of a name; whatever lies between them is one `-`."""
    text = unicodedata.normalize("NFC", source)
    return re.sub(r"[^\w.]+", "-", text)[:LONGEST].strip("-.") or "recording"


def free_name(folder: Path, name: str) -> str:
    """`name`, or with a number behind it where a recording of that name is there already."""
    number = 1
    candidate = name
    while any((folder / (candidate + ending)).exists() for ending in (OPEN, *(f".{kind}" for kind in KINDS))):
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def name_of(open_path: Path) -> str:
    """What a recording that is still open will be called, without an ending."""
    return open_path.name.removesuffix(OPEN)
