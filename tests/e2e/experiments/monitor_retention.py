"""A folder that holds more than it may, and a disk that others fill: the monitor makes room by itself."""

import os
import time
from dataclasses import dataclass

import numpy as np
import soundfile
from kept import broken_files, sounds_in, unfinished_files
from numbered_room import NumberedRoom
from running_monitor import RunningMonitor, missing_seconds, troubles
from small_disk import small_disk

OLD_FILES, OLD_SECONDS, RATE = 10, 5, 48_000
HOLDER = ".livemel-monitor"
AT_MOST_SECONDS = 90.0
DISK_BYTES, FREE_BYTES, LEFT_BYTES = 400 << 20, 100 << 20, 1 << 18


@dataclass(frozen=True)
class Little:
    """A folder that was too large."""

    gone: tuple[str, ...]
    """Of the files that were there, those that are not any more."""
    oldest: tuple[str, ...]
    """Those that had to go."""
    troubles: tuple[str, ...]
    broken: tuple[str, ...]
    exit_code: int


def keep_little(mic, home, must_go=4):
    """Allow so many files less than there are."""
    folder = home / "kept"
    old = _old_files(folder, OLD_FILES)
    size = old[0].stat().st_size
    limit = ((OLD_FILES - must_go) * size + size / 2) / 1e9
    with (
        NumberedRoom(mic),
        RunningMonitor(mic, home, "--folder", folder, "--set", f"monitor.keep_gb={limit:.9f}") as monitor,
    ):
        monitor.until_it_hears()
        monitor.until_more(1)
        code, told = monitor.end(), monitor.told()
    return Little(
        gone=tuple(path.name for path in old if not path.exists()),
        oldest=tuple(path.name for path in old[:must_go]),
        troubles=tuple(troubles(told)),
        broken=tuple(broken_files(folder)),
        exit_code=code,
    )


@dataclass(frozen=True)
class Room:
    """A disk of which so much is to stay free, filled by others to the last byte; seconds."""

    refused: tuple[str, ...]
    """What was told then; nothing, where room was made in time."""
    kept_again_after: float
    """From when it was full until so much was free again, and nothing refused."""
    gone: int
    """Old files that made room."""
    least_free_bytes: float
    """Afterwards, while the monitor went on."""
    missing_seconds: int
    samples_lost: int
    recorded_seconds: float
    heard_seconds: float
    breaks: int
    broken: tuple[str, ...]
    unfinished: tuple[str, ...]
    exit_code: int


def keep_room(mic, home, seconds, old_files=250):
    """For who may mount a disk."""
    disk = home / "disk"
    with small_disk(disk, DISK_BYTES) as is_mounted:
        if not is_mounted:
            raise PermissionError("only root may mount a small disk; run it as root")
        folder = disk / "kept"
        old = _old_files(folder, old_files)
        arguments = ("--folder", folder, "--audio", "--set", "monitor.audio_minutes=0.1")
        limit = ("--set", f"monitor.keep_free_gb={FREE_BYTES / 1e9:.9f}")
        with NumberedRoom(mic), RunningMonitor(mic, home, *arguments, *limit) as monitor:
            monitor.until_it_hears()
            monitor.until_more(5)
            _fill(disk / "ballast")
            began = time.monotonic()
            monitor.until(lambda told: _free(disk) >= FREE_BYTES and not told[-1]["trouble"], AT_MOST_SECONDS)
            after, refused = time.monotonic() - began, troubles(monitor.told())
            gone = sum(not path.exists() for path in old)
            least, end = float("inf"), time.monotonic() + seconds
            while time.monotonic() < end:
                monitor.until_more(1)
                least = min(least, _free(disk))
            code, told = monitor.end(), monitor.told()
        sounds = [(path, sound) for path, sound in sounds_in(folder / "audio") if path not in set(old)]
        return Room(
            refused=tuple(refused),
            kept_again_after=after,
            gone=gone,
            least_free_bytes=least,
            missing_seconds=missing_seconds(told, mic.wiring.rate),
            samples_lost=told[-1]["samples_lost"],
            recorded_seconds=sum(len(sound.samples) for _, sound in sounds) / mic.wiring.rate,
            heard_seconds=told[-1]["samples_received"] / mic.wiring.rate,
            breaks=sum(sound.breaks for _, sound in sounds),
            broken=tuple(broken_files(folder)),
            unfinished=tuple(unfinished_files(folder)),
            exit_code=code,
        )


def _free(disk):
    told = os.statvfs(disk)
    return told.f_bavail * told.f_frsize


def _fill(ballast):
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, _free(ballast.parent) - LEFT_BYTES)


def _old_files(folder, count):
    """Sound of years ago, the oldest first, in the folder of a monitor."""
    room = folder / "audio"
    room.mkdir(parents=True)
    (folder / HOLDER).touch()
    noise = np.random.default_rng(1).normal(scale=0.1, size=OLD_SECONDS * RATE)
    paths = []
    for number in range(count):
        stamp = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(1_577_836_800 + 3600 * number))
        paths.append(room / f"vm_{stamp}.flac")
        if number:
            paths[-1].write_bytes(paths[0].read_bytes())
        else:
            soundfile.write(paths[0], noise, RATE, "PCM_24")
        os.utime(paths[-1], (1_577_836_800 + 3600 * number,) * 2)
    return paths
