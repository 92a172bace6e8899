"""Benches of what a monitor keeps: the disk is full, or it is killed, again and again."""

from __future__ import annotations

import argparse
from itertools import groupby

from experiments.monitor_disk import fill_disk
from experiments.monitor_killed import Kill, kill_monitors
from experiments.monitor_retention import FREE_BYTES, keep_room
from figures import Figure, at_least, at_most, exactly
from heard import heard

SOUND_SHORT_SECONDS, MEL_SHORT_SECONDS = 1.0, 2.0
"""A report a second, and what is on its way through the microphone."""
KEPT_AGAIN_SECONDS = 15.0
LEAST_FREE_MB = (FREE_BYTES - 60 * 48_000 * 3 * 2) / 1e6
"""What is to stay free, less what comes in a minute."""


def monitor_disk(args: argparse.Namespace) -> list[Figure]:
    """A disk that is full for a while, without and with a limit by which the monitor makes room itself."""
    with heard() as (mic, home):
        full = fill_disk(mic, home, args.seconds)
    with heard() as (mic, home):
        room = keep_room(mic, home, 2 * args.seconds)
    return [
        Figure("full for, s", full.full),
        exactly("of sound, clips, archive and log, those of which it is told", len(full.refused), 4),
        at_most("all kept again after room was made, s", full.kept_again_after, KEPT_AGAIN_SECONDS),
        exactly("seconds that were not measured", full.missing_seconds, 0),
        exactly("samples lost", full.samples_lost, 0),
        exactly("files that are broken or unfinished", len(full.broken) + len(full.unfinished), 0),
        exactly("samples in them that are wrong or out of order", full.strangers + full.breaks, 0),
        at_least("sound recorded afterwards, s", full.recorded_afterwards, 1.0),
        Figure("events", full.events),
        exactly("lines that the event log lacks or that are torn", full.log_missing + full.log_torn, 0),
        Figure("clips given up, of 16 that may wait", full.clips_missing),
        at_most("more open files while it was full", full.open_files, 2),
        Figure("filled by others: troubles told", len(room.refused)),
        at_most("filled by others: room made and all kept after, s", room.kept_again_after, KEPT_AGAIN_SECONDS),
        Figure("filled by others: old files of 250 that went", room.gone),
        at_least("filled by others: free afterwards, MB", room.least_free_bytes / 1e6, LEAST_FREE_MB),
        exactly("filled by others: seconds that were not measured", room.missing_seconds, 0),
        Figure("filled by others: recorded of what was heard, s", room.recorded_seconds),
        Figure("filled by others: heard, s", room.heard_seconds),
        Figure("filled by others: samples lost, of a microphone made of software", room.samples_lost),
        exactly("filled by others: samples out of order in a file", room.breaks, 0),
        exactly("filled by others: broken or unfinished files", len(room.broken) + len(room.unfinished), 0),
    ]


def monitor_killed(args: argparse.Namespace) -> list[Figure]:
    """Kill -9 at random moments, while clips are written and when files change, and a new start each time."""
    with heard() as (mic, home):
        seen = kill_monitors(mic, home, args.times)
    by_moment = groupby(sorted(seen.each, key=lambda kill: kill.moment), key=lambda kill: kill.moment)
    return [
        Figure("times", len(seen.each)),
        *(figure for moment, kills in by_moment for figure in _shortness(moment, list(kills))),
        exactly("finished files that are broken", len(seen.broken), 0),
        exactly("files that are left unfinished", len(seen.unfinished), 0),
        exactly("samples in them that were never sounded", seen.strangers, 0),
        exactly("samples in them that do not follow the one before", seen.breaks, 0),
        Figure("sound files", seen.sounds),
        Figure("clips", seen.clips),
        exactly("clips without picture or numbers", seen.clips_in_part, 0),
        exactly("lines of the event log that are torn", seen.torn_lines, 0),
        exactly("exit code of the last", seen.exit_code, 0),
    ]


def _shortness(moment: str, kills: list[Kill]) -> list[Figure]:
    known = [kill.sound_short for kill in kills if kill.sound_short is not None]
    return [
        Figure(f"{moment}: times, with sound by which it is told", len(known)),
        at_most(f"{moment}: sound missing, s, most", max(known, default=0.0), SOUND_SHORT_SECONDS),
        at_most(f"{moment}: mel archive missing, s, most", max(kill.mel_short for kill in kills), MEL_SHORT_SECONDS),
    ]
