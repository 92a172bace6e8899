"""Recordings whose program is killed at any moment, or whose disk is full: what is left of them."""

from __future__ import annotations

import argparse
import random
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile
from figures import Figure, at_most, exactly, told
from killed_recording import Killed, killed_after
from telling import RATE, as_int32, eventually

from livemel.recording.left_overs import find_left_overs, finish_left_over
from livemel.recording.pcm24 import STEPS
from livemel.recording.recorder import Recorder
from livemel.runtime.feed import Sound

SEED = 4
LONGEST_SECONDS = 6.0
DISK_BYTES = 1 << 20
ROOM_FOR_THE_W64_ALONE = 0.6
BLOCK = RATE // 100
WORKER_BLOCKS = 2000


def recording(args: argparse.Namespace) -> list[Figure]:
    """A recording killed at any moment, again and again; then on a real disk that is full."""
    return [*_killed(args.times), *_full(), *_full_while_finished(), *_worker_time()]


def _killed(times: int) -> Iterator[Figure]:
    moments = random.Random(SEED)
    killed: list[Killed] = []
    finished = 0
    for _ in range(times):
        with tempfile.TemporaryDirectory(prefix="livemel-killed-") as folder:
            killed.append(killed_after(folder, moments.uniform(0.05, LONGEST_SECONDS)))
            finished += _finishes(Path(folder), killed[-1].read)
    missing = sorted(one.seconds_missing for one in killed)
    yield Figure("times killed", times)
    yield Figure("missing, s, median", missing[times // 2])
    yield at_most("missing, s, most", missing[-1], 1.0)
    yield exactly("samples read that are not bit-exact", sum(one.changed for one in killed), 0)
    yield exactly("left-overs found and finished", finished, times)


def _finishes(folder: Path, samples: int) -> bool:
    lefts = find_left_overs(folder)
    if samples == 0:
        return True
    path = finish_left_over(lefts[0].path)
    return path is not None and soundfile.info(path).frames >= samples


@contextmanager
def _small_disk() -> Iterator[Path]:
    """A disk in memory of 1 MB; needs the right to mount one."""
    with tempfile.TemporaryDirectory(prefix="livemel-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def _noise(samples: int) -> np.ndarray:
    """What no FLAC makes smaller."""
    return (np.random.default_rng(SEED).integers(-STEPS, STEPS, samples) / STEPS).astype(np.float32)


def _recorded(folder: Path, samples: np.ndarray) -> Recorder:
    recorder = Recorder(queue_seconds=len(samples) / RATE + 1)
    recorder.start(folder, "full", RATE)
    for at in range(0, len(samples), BLOCK):
        recorder.consume(Sound(at, samples[at : at + BLOCK]))
    eventually(lambda: recorder.failure or recorder.seconds == len(samples) / RATE)
    recorder.close()
    return recorder


def _full() -> Iterator[Figure]:
    """The disk is full while it is recorded."""
    samples = _noise(DISK_BYTES)
    with _small_disk() as folder:
        recorder = _recorded(folder, samples)
        yield told("full disk: it says", [recorder.failure], "stopped after", "the disk is full")
        yield from _is_good("full disk", recorder, samples)
        yield exactly("full disk: left-overs", len(find_left_overs(folder)), 1)


def _is_good(what: str, recorder: Recorder, samples: np.ndarray) -> Iterator[Figure]:
    assert recorder.path is not None
    read, _ = soundfile.read(recorder.path, dtype="int32")
    yield Figure(f"{what}: samples kept", len(read))
    yield exactly(f"{what}: of these not bit-exact", np.count_nonzero(read != as_int32(samples[: len(read)])), 0)


def _full_while_finished() -> Iterator[Figure]:
    """The W64 fits, the FLAC beside it does not."""
    samples = _noise(int(ROOM_FOR_THE_W64_ALONE * DISK_BYTES / 3))
    with _small_disk() as folder:
        recorder = _recorded(folder, samples)
        yield told("no room for the FLAC: it says", [recorder.failure], "kept as", "not finished")
        yield from _is_good("no room for the FLAC", recorder, samples)
        yield exactly("no room for the FLAC: files left", len([*folder.iterdir()]), 1)


def _worker_time() -> Iterator[Figure]:
    """How long the worker is held up by a block of 10 ms."""
    with tempfile.TemporaryDirectory(prefix="livemel-worker-") as folder:
        recorder = Recorder()
        recorder.start(Path(folder), "worker", RATE)
        samples, times = _noise(BLOCK), []
        for number in range(WORKER_BLOCKS):
            begin = time.perf_counter()
            recorder.consume(Sound(number * BLOCK, samples))
            times.append(1e6 * (time.perf_counter() - begin))
            time.sleep(0.001)
        recorder.close()
    yield Figure("worker held up by a block, us, median", float(np.median(times)))
    yield Figure("worker held up by a block, us, p99", float(np.percentile(times, 99)))
