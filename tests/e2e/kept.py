"""What a monitor has kept in its folder: whether every file is good, and what the sound in it tells."""

import json
import stat
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image
from pulsed import Told

from livemel.monitor.keeping.mel_file import FINISHED, OPEN, read_mel

OPEN_SOUND = ".open.w64"
MISSING = 255


def files_in(folder):
    """Every file below it."""
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def is_final(path):
    """Whether it has the name of a finished file."""
    return path.suffix in (".flac", ".npz", ".png") and not path.name.startswith(".")


def broken_files(folder):
    """Those with a final name that cannot be read to the end."""
    return [f"{path.name}: {error}" for path in files_in(folder) if is_final(path) and (error := _damage(path))]


def unfinished_files(folder):
    """Those that are still open, or were left by a write that was killed."""
    return [path.name for path in files_in(folder) if path.name.endswith((OPEN, OPEN_SOUND, ".part"))]


def _damage(path):
    try:
        if path.suffix == ".flac":
            soundfile.read(path)
        elif path.suffix == ".png":
            with Image.open(path) as picture:
                picture.load()
        else:
            with np.load(path, allow_pickle=False) as found:
                for name in found.files:
                    found[name].sum() if found[name].dtype.kind in "fiu" else found[name]
    except Exception as error:  # whatever a broken file does to its reader
        return str(error) or type(error).__name__
    return ""


def sounds_in(folder):
    """Finished sound, file by file in the order of time."""
    return [(path, Told(soundfile.read(path, dtype="float32")[0])) for path in sorted(Path(folder).glob("*.flac"))]


def sounds_and_clips(folder):
    """Path and sound of all in both rooms of a monitor's folder."""
    return [*sounds_in(Path(folder) / "audio"), *sounds_in(Path(folder) / "clips")]


def all_sound(folder):
    """All finished sound of a run as one."""
    parts = [soundfile.read(path, dtype="float32")[0] for path in sorted(Path(folder).glob("*.flac"))]
    return Told(np.concatenate(parts))


@dataclass(frozen=True)
class MelKept:
    """The mel archive; seconds."""

    seconds: float
    """Of rows that are known."""
    ends_utc: float
    """Of the last row."""


def mel_in(folder):
    """What all its files hold."""
    known, end = 0, 0.0
    for path in sorted(Path(folder).glob(f"*{FINISHED}")):
        head, rows = read_mel(path)
        known += int((rows != MISSING).any(axis=1).sum())
        end = max(end, head.utc + len(rows) / 10)
    return MelKept(known / 10, end)


def modes_in(folder):
    """The permissions of every file and of every folder, the folder itself among them."""
    paths = [Path(folder), *Path(folder).rglob("*")]
    files = {stat.S_IMODE(path.lstat().st_mode) for path in paths if path.is_file()}
    return files, {stat.S_IMODE(path.lstat().st_mode) for path in paths if path.is_dir()}


def whole_lines(log):
    """How many events an event log holds."""
    return len(_lines(log)) - torn_lines(log)


def torn_lines(log):
    """How many of its lines are no whole event."""
    return sum(not _is_whole(line) for line in _lines(log))


def _lines(log):
    return Path(log).read_text(encoding="utf-8").splitlines() if Path(log).exists() else []


def _is_whole(line):
    try:
        return bool(json.loads(line)["id"])
    except ValueError:
        return False
