"""The sound daemon is killed again and again while a monitor records, and comes back; or stays away."""

import time
from dataclasses import dataclass

from kept import all_sound, broken_files, mel_in, unfinished_files
from numbered_room import NumberedRoom
from running_monitor import RunningMonitor, missing_seconds

AT_MOST_SECONDS = 20.0


@dataclass(frozen=True)
class Absence:
    """One end and return of the daemon; seconds."""

    told_after: float
    """From the kill until a report says so."""
    state: str
    fault: str
    detail: str
    resumed_after: float
    """From the return until a report is well again."""
    gaps: int
    """Counted; should be one."""
    lost: int
    """Samples counted."""
    threads: int
    open_files: int
    memory_mb: float


@dataclass(frozen=True)
class Absences:
    """All of a run."""

    each: tuple[Absence, ...]
    misplaced: float
    """Seconds by which a gap in the recording is longer or shorter than what was missed, at most."""
    recorded_lost: int
    """Samples of silence in the recording that stand for what was lost."""
    lost: int
    """Samples that the reports count."""
    strangers: int
    """Samples in the recording that were never sounded."""
    breaks: int
    """Samples in the recording that do not follow the one before them, where nothing was lost."""
    mel_seconds: float
    heard_seconds: float
    missing_seconds: int
    """Seconds of the sample counter that no report told."""
    broken: tuple[str, ...]
    unfinished: tuple[str, ...]
    exit_code: int


def kill_daemon(mic, home, times, down_seconds=3.0):
    """Kill it so often while all sound and the mel archive are kept."""
    folder = home / "kept"
    with NumberedRoom(mic), RunningMonitor(mic, home, "--folder", folder, "--audio") as monitor:
        monitor.until_it_hears()
        monitor.until(lambda _: list((folder / "audio").glob("*")))
        each = [_once(mic, monitor, down_seconds) for _ in range(times)]
        monitor.until_more(1)
        code, told = monitor.end(), monitor.told()
    sound = all_sound(folder / "audio")
    return Absences(
        each=tuple(each),
        misplaced=sound.misplaced / mic.wiring.rate,
        recorded_lost=sound.lost,
        lost=told[-1]["samples_lost"],
        strangers=sound.strangers,
        breaks=sound.breaks,
        mel_seconds=mel_in(folder / "mel").seconds,
        heard_seconds=told[-1]["samples_received"] / mic.wiring.rate,
        missing_seconds=missing_seconds(told, mic.wiring.rate),
        broken=tuple(broken_files(folder)),
        unfinished=tuple(unfinished_files(folder)),
        exit_code=code,
    )


def _once(mic, monitor, down_seconds):
    before = monitor.until_more(1)
    mic.kill()
    killed = time.monotonic()
    lost = monitor.until(lambda told: told[-1]["state"] == "lost")
    told_after = time.monotonic() - killed
    monitor.until(lambda _: time.monotonic() >= killed + down_seconds, down_seconds + 1.0)
    mic.restart()
    back = time.monotonic()
    monitor.until(lambda told: told[-1]["state"] == "ok" and told[-1]["gaps"] > before["gaps"])
    resumed_after = time.monotonic() - back
    after = monitor.until_more(1)
    return Absence(
        told_after=told_after,
        state=lost["state"],
        fault=lost["fault"],
        detail=lost["detail"],
        resumed_after=resumed_after,
        gaps=after["gaps"] - before["gaps"],
        lost=after["samples_lost"] - before["samples_lost"],
        threads=monitor.threads(),
        open_files=monitor.open_files(),
        memory_mb=monitor.memory_mb(),
    )


@dataclass(frozen=True)
class GivenUp:
    """A daemon that did not come back; seconds."""

    exit_code: int
    after: float
    """From the kill to the end."""
    said: str
    recorded_seconds: float
    broken: tuple[str, ...]
    unfinished: tuple[str, ...]


def kill_daemon_for_good(mic, home, restart_seconds):
    """With that patience of the monitor's."""
    folder = home / "kept"
    arguments = ("--folder", folder, "--audio", "--set", f"monitor.restart_seconds={restart_seconds:g}")
    with NumberedRoom(mic), RunningMonitor(mic, home, *arguments) as monitor:
        monitor.until_it_hears()
        monitor.until_more(1)
        mic.kill()
        killed = time.monotonic()
        code = monitor.ended(restart_seconds + AT_MOST_SECONDS)
        after, said = time.monotonic() - killed, monitor.said()
    return GivenUp(
        exit_code=code,
        after=after,
        said=said,
        recorded_seconds=len(all_sound(folder / "audio").samples) / mic.wiring.rate,
        broken=tuple(broken_files(folder)),
        unfinished=tuple(unfinished_files(folder)),
    )
