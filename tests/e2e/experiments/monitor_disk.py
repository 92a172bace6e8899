"""The disk of a monitor fills up while it keeps everything, and room is made again."""

import json
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from kept import broken_files, sounds_in, torn_lines, unfinished_files, whole_lines
from numbered_room import NumberedRoom
from pulsed import pulsed_lap
from rules_file import write_rules
from running_monitor import RunningMonitor, missing_seconds
from small_disk import allow_files_of, small_disk

RULES = 3
LONG_NAME = 90
"""Letters: so the event log fills its last page soon."""
DISK_BYTES, LEFT_BYTES = 64 << 20, 300 << 10
SMALL_FILE_BYTES = 64 << 10
NO_LIMIT_BYTES = 1 << 40
AT_MOST_SECONDS = 60.0
SOON_REFUSE = ("the recording has stopped", "a clip could not be kept", "events.jsonl")
ALL_REFUSE = (*SOON_REFUSE, "the mel archive")
"""What is told when sound, clips, event log and archive cannot be kept; the last has room in its page for seconds."""
SETTINGS = (
    *("monitor.audio_minutes=0.1", "monitor.clip_seconds=1", "monitor.pre_roll_seconds=0.5"),
    "monitor.keep_free_gb=0",
)


@dataclass(frozen=True)
class Full:
    """A disk that was full for a while; seconds."""

    refused: tuple[str, ...]
    """Of ALL_REFUSE, what was told."""
    full: float
    """From when all was refused until room was made."""
    kept_again_after: float
    """From then until no trouble is told any more."""
    missing_seconds: int
    """Seconds of the sample counter that no report told."""
    samples_lost: int
    broken: tuple[str, ...]
    unfinished: tuple[str, ...]
    strangers: int
    breaks: int
    """In the sound files, each by itself."""
    recorded_afterwards: float
    """Seconds of sound in files that were begun after room was made."""
    events: int
    """That have begun, as the monitor counts them."""
    log_missing: int
    """Lines of the event log that should be there and are not: two an event."""
    log_torn: int
    clips_missing: int
    """Of the events that have begun."""
    open_files: int
    """More than before it was full."""
    exit_code: int


def fill_disk(mic, home, full_seconds=0.0, wanted=ALL_REFUSE):
    """Fill it until all `wanted` was told, wait so long, make room.

    For who may not mount a disk, files may not grow instead.
    """
    disk = home / "disk"
    with small_disk(disk, DISK_BYTES) as is_mounted:
        rules, log, stats = (
            write_rules(home / "rules.toml", RULES, LONG_NAME),
            disk / "events.jsonl",
            home / "stats.json",
        )
        settings = [word for setting in SETTINGS for word in ("--set", setting)]
        arguments = ("--folder", disk / "kept", "--audio", "--clips", "--rules", rules, "--events", log)
        with (
            NumberedRoom(mic, sound=pulsed_lap(mic.wiring.rate)),
            RunningMonitor(mic, home, *arguments, "--stats", stats, *settings) as monitor,
        ):
            monitor.until_it_hears()
            open_before = monitor.open_files()
            with _without_room(disk, monitor, is_mounted):
                refused = _until_all_refuse(monitor, wanted if is_mounted else SOON_REFUSE[:2])
                began = time.monotonic()
                monitor.until(lambda _: time.monotonic() >= began + full_seconds, full_seconds + AT_MOST_SECONDS)
                grown = monitor.open_files() - open_before
                made, made_utc = time.monotonic(), time.time()
            monitor.until(lambda told: not told[-1]["trouble"], AT_MOST_SECONDS)
            kept_again = time.monotonic() - made
            monitor.until_more(1)
            code, told = monitor.end(), monitor.told()
        events = json.loads(stats.read_text())["events"]
        sounds = sounds_in(disk / "kept" / "audio")
        return Full(
            refused=tuple(refused),
            full=made - began,
            kept_again_after=kept_again,
            missing_seconds=missing_seconds(told, mic.wiring.rate),
            samples_lost=told[-1]["samples_lost"],
            broken=tuple(broken_files(disk)),
            unfinished=tuple(unfinished_files(disk)),
            strangers=sum(sound.strangers for _, sound in sounds),
            breaks=sum(sound.breaks for _, sound in sounds),
            recorded_afterwards=_recorded_after(sounds, made_utc) / mic.wiring.rate,
            events=events,
            log_missing=2 * events - whole_lines(log),
            log_torn=torn_lines(log),
            clips_missing=events - len(list((disk / "kept" / "clips").glob("*.flac"))),
            open_files=grown,
            exit_code=code,
        )


@contextmanager
def _without_room(disk, monitor, is_mounted):
    if not is_mounted:
        allow_files_of(monitor.pid, SMALL_FILE_BYTES)
        yield
        allow_files_of(monitor.pid, NO_LIMIT_BYTES)
        return
    ballast = disk / "ballast"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, free - LEFT_BYTES)
    yield
    ballast.unlink()


def _until_all_refuse(monitor, wanted):
    """Wait until each of `wanted` was told; those."""
    refused = set()

    def are_told(told):
        refused.update(words for words in wanted if words in told[-1]["trouble"])
        return len(refused) == len(wanted)

    monitor.until(are_told, AT_MOST_SECONDS)
    return sorted(refused)


def _recorded_after(sounds, utc):
    """Samples of the files that were begun after that."""
    begun = [(datetime.strptime(path.name.split("_")[1][:16], "%Y%m%dT%H%M%SZ"), sound) for path, sound in sounds]
    return sum(len(sound.samples) for when, sound in begun if when.replace(tzinfo=UTC).timestamp() >= utc - 1.0)
