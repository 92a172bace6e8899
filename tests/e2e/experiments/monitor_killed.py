"""A monitor that records and clips is killed at random moments and started again: what its folder has lost by that."""

import random
import time
from dataclasses import dataclass
from itertools import cycle, islice

import soundfile
from kept import OPEN_SOUND, broken_files, files_in, mel_in, sounds_and_clips, torn_lines, unfinished_files
from numbered import steps_between
from numbered_room import NumberedRoom
from pulsed import SECONDS, Told, pulsed_lap
from rules_file import write_rules
from running_monitor import RunningMonitor

PART_SECONDS = 6.0
RECORDED_BYTES = round(1.1 * SECONDS * 48_000 * 3)
AT_MOST_SECONDS = 30.0
LATEST_SECONDS = {"whenever": 4.0, "a clip is written": 0.4, "files change": 2.0}
"""From what is waited for to the kill, at most; it is drawn anew each time."""
MOMENTS = tuple(LATEST_SECONDS)
SETTINGS = (f"monitor.audio_minutes={PART_SECONDS / 60:g}", "monitor.clip_seconds=2", "monitor.pre_roll_seconds=1")


@dataclass(frozen=True)
class Kill:
    """One; seconds."""

    moment: str
    sound_short: float | None
    """Sounded before the kill, and not in the file that the next start has finished; None if that is all quiet."""
    mel_short: float
    open_files: int
    """That it left."""


@dataclass(frozen=True)
class Kills:
    """All, and the folder after the last start has ended in good order."""

    each: tuple[Kill, ...]
    broken: tuple[str, ...]
    unfinished: tuple[str, ...]
    strangers: int
    """Samples in recordings and clips that were never sounded."""
    breaks: int
    """Samples in them that do not follow the one before."""
    sounds: int
    clips: int
    clips_in_part: int
    """With sound, and without picture or numbers."""
    torn_lines: int
    """Of the event log, that are no whole event."""
    exit_code: int


def kill_monitors(mic, home, times, moments=MOMENTS, seed=0):
    """Kill it so often, at these moments in turn."""
    draw = random.Random(seed)
    home.mkdir(parents=True, exist_ok=True)
    folder, log = home / "kept", home / "events.jsonl"
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    rules = write_rules(home / "rules.toml", 2)
    arguments = ("--folder", folder, "--audio", "--clips", "--rules", rules, "--events", log, *settings)
    kills, last = [], None
    with NumberedRoom(mic, sound=pulsed_lap(mic.wiring.rate)) as room:
        for moment in islice(cycle(moments), times):
            with RunningMonitor(mic, home, *arguments) as monitor:
                if last is not None:
                    kills.append(_cost(monitor, folder, last, mic.wiring.rate))
                _wait_for(monitor, moment, folder, draw)
                killed = monitor.kill()
                last = Left(moment, room.number_at(killed), time.time(), tuple(_open_sounds(folder)))
        with RunningMonitor(mic, home, *arguments) as monitor:
            kills.append(_cost(monitor, folder, last, mic.wiring.rate))
            monitor.until_it_hears()
            code = monitor.end()
    sounds = sounds_and_clips(folder)
    return Kills(
        each=tuple(kills),
        broken=tuple(broken_files(folder)),
        unfinished=tuple(unfinished_files(folder)),
        strangers=sum(sound.strangers for _, sound in sounds),
        breaks=sum(sound.breaks for _, sound in sounds),
        sounds=len(list((folder / "audio").glob("*.flac"))),
        clips=len(list((folder / "clips").glob("*.flac"))),
        clips_in_part=sum(
            not (path.with_suffix(".npz").exists() and path.with_suffix(".png").exists())
            for path in (folder / "clips").glob("*.flac")
        ),
        torn_lines=torn_lines(log),
        exit_code=code,
    )


@dataclass(frozen=True)
class Left:
    """What a killed one has left."""

    moment: str
    number: int
    """That was sounded when it was killed."""
    utc: float
    open: tuple


def _is_recording(folder):
    """Whether the file that is open has sound by now, and not what is quiet alone."""
    return any(path.stat().st_size > RECORDED_BYTES for path in _open_sounds(folder) if path.exists())


def _open_sounds(folder):
    return sorted((folder / "audio").glob(f"*{OPEN_SOUND}"))


def _wait_for(monitor, moment, folder, draw):
    if moment == "a clip is written":
        before = set(files_in(folder / "clips"))
        monitor.until(lambda _: set(files_in(folder / "clips")) - before)
    else:
        monitor.until(lambda _: _is_recording(folder))
    if moment == "files change":
        due = (time.time() // PART_SECONDS + 1) * PART_SECONDS
        monitor.until(lambda _: time.time() >= due)
    time.sleep(draw.uniform(0.0, LATEST_SECONDS[moment]))


def _cost(monitor, folder, left, rate):
    """Once the next one has finished what the killed one left."""
    monitor.until(lambda _: not any(path.exists() for path in left.open), AT_MOST_SECONDS)
    until_then = [path for path in sorted((folder / "audio").glob("*.flac")) if path.name < left.open[-1].name + "_"]
    number = Told(soundfile.read(until_then[-1], dtype="float32")[0]).last_number()
    return Kill(
        moment=left.moment,
        sound_short=None if number is None else float(steps_between(number, left.number)) / rate,
        mel_short=left.utc - mel_in(folder / "mel").ends_utc,
        open_files=len(left.open),
    )
