"""The processor is taken away from a monitor that records: what the ring holds is kept, what it cannot hold counted."""

import time
from dataclasses import dataclass
from datetime import datetime

from kept import all_sound, broken_files
from numbered_room import NumberedRoom
from running_monitor import RunningMonitor, missing_seconds

LIVE_SECONDS = 2.5
"""A report of a second that ended so long ago at most is live."""


@dataclass(frozen=True)
class Stop:
    """One stop."""

    lost: int
    """Samples, as the reports count them."""
    gaps: int
    recorded_lost: int
    """Samples of silence in the recording."""
    misplaced: int
    """Samples by which a gap in the recording is longer or shorter than what was missed."""
    changed: int
    breaks: int
    missing_seconds: int
    """Seconds of the sample counter that no report told."""
    live_after: float
    """Seconds from the end of the stop until a live report."""
    broken: tuple[str, ...]
    exit_code: int


def stop_monitors(mic, home, stop_seconds, *settings):
    """Stop one monitor for each of `settings` at the same time, all on one microphone."""
    monitors = [
        RunningMonitor(mic, home / str(number), "--folder", home / str(number) / "kept", "--audio", *more)
        for number, more in enumerate(settings)
    ]
    with NumberedRoom(mic):
        try:
            for monitor in monitors:
                monitor.__enter__()
            for number, monitor in enumerate(monitors):
                monitor.until_it_hears()
                monitor.until(lambda _, number=number: list((home / str(number) / "kept" / "audio").iterdir()))
            live = _stop_all(monitors, stop_seconds)
            codes = [monitor.end() for monitor in monitors]
            told = [monitor.told() for monitor in monitors]
        finally:
            for monitor in monitors:
                monitor.__exit__()
    return [
        _seen(home / str(number), mic.wiring.rate, told[number], live[number], codes[number])
        for number in range(len(settings))
    ]


def _stop_all(monitors, seconds):
    """When each was live again."""
    for monitor in monitors:
        monitor.stop()
    time.sleep(seconds)
    for monitor in monitors:
        monitor.go_on()
    going, live = time.monotonic(), []
    for monitor in monitors:
        count = len(monitor.told())
        monitor.until(lambda told, count=count: len(told) > count and _age(told[-1]) < LIVE_SECONDS)
        live.append(time.monotonic() - going)
    for monitor in monitors:
        monitor.until_more(1)
    return live


def _age(report):
    return time.time() - datetime.fromisoformat(report["utc"]).timestamp()


def _seen(home, rate, told, live_after, code):
    sound = all_sound(home / "kept" / "audio")
    return Stop(
        lost=told[-1]["samples_lost"],
        gaps=told[-1]["gaps"],
        recorded_lost=sound.lost,
        misplaced=sound.misplaced,
        changed=sound.strangers,
        breaks=sound.breaks,
        missing_seconds=missing_seconds(told, rate),
        live_after=live_after,
        broken=tuple(broken_files(home)),
        exit_code=code,
    )
