"""Clip writer: a thread that writes clips as FLAC, NPZ and PNG; while the disk refuses, they wait."""

from __future__ import annotations

import json
import threading
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.dsp.stream import melspectrogram
from livemel.monitor.keeping.clip_picture import clip_picture
from livemel.monitor.keeping.private import PRIVATE_FILE, private_file
from livemel.monitor.keeping.retention import PROTECTED
from livemel.monitor.rules.rule import Event
from livemel.recording.encoding import decoding
from livemel.recording.export import export_sound
from livemel.recording.names import safe_name

MOST_WAITING = 16
"""Clips that wait for the disk; where there are more, the oldest is given up, and counted as lost."""
RETRY_SECONDS = 3.0
"""After the disk has refused one."""
CLOSE_SECONDS = 20.0


@dataclass(frozen=True)
class Clip:
    """What is to be written."""

    event: Event
    samples: NDArray[np.float32]
    begin: int


@dataclass(frozen=True)
class Described:
    """The sound of a clip, and what is known of it."""

    event: Event
    samples: NDArray[np.float32]
    sample_rate: int
    begun_utc: float


def read_described(path: Path) -> Described | None:
    """The sound of a clip that was written, as its comment describes it; None if it is no clip of livemel's.

    Raises
    ------
    LivemelError, OSError
        If it cannot be read.
    """
    with decoding(path) as file:
        try:
            told = json.loads(file.comment)
            begun = float(told.pop("begun"))
            event = Event(**told)
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        samples: NDArray[np.float32] = file.read(dtype="float32")
        return Described(event, samples, file.samplerate, begun)


class ClipWriter:
    """Writes one after the other, the oldest first. `put` and `close` are the owner's.

    Parameters
    ----------
    folder
        Where they go.
    config
        What pictures and numbers are made with.
    sample_rate
        Hz.
    """

    def __init__(self, folder: Path, config: Config, sample_rate: int) -> None:
        self.lost = 0
        """Clips that were given up."""
        self._folder, self._config, self._rate = folder, config, sample_rate
        self._waiting: deque[Clip] = deque()
        self._lock = threading.Lock()  # of what waits, and of what was lost
        self._refused = ""  # why the oldest is not written yet; the thread's
        self._lost_before = 0  # when one was last written; the thread's
        self._wake, self._ending = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="livemel clips", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why clips are not kept now; empty as a rule."""
        missed = self.lost - self._lost_before
        lost = f"{missed} clips were lost: the disk of {self._folder} is full or too slow" if missed else ""
        return "; ".join(text for text in (self._refused, lost) if text)

    def put(self, clip: Clip) -> None:
        """Owe it to the disk; never waits."""
        with self._lock:
            self._waiting.append(clip)
            if len(self._waiting) > MOST_WAITING:
                self._waiting.popleft()
                self.lost += 1
        self._wake.set()

    def _run(self) -> None:
        self._describe_what_a_crash_left()
        is_last = False
        while not is_last:
            self._wake.wait()
            self._wake.clear()
            is_last = self._ending.is_set()
            self._write_what_waits()

    def _write_what_waits(self) -> None:
        while self._waiting:
            clip, is_last_try = self._waiting[0], self._ending.is_set()
            try:
                self._write(clip)
            except Exception as error:  # whatever it is, it must not end the thread that keeps the others
                self._refused = f"a clip could not be kept yet: {error}"
                if is_last_try:
                    return
                self._ending.wait(RETRY_SECONDS)
            else:
                self._has_written(clip)

    def _has_written(self, clip: Clip) -> None:
        with self._lock:
            if self._waiting and self._waiting[0] is clip:
                self._waiting.popleft()
            self._refused, self._lost_before = "", self.lost

    def _write(self, clip: Clip) -> None:
        """Sound first: of that there is no more when the program ends."""
        begun = clip.event.utc + (clip.begin - (clip.event.sample or 0)) / self._rate
        stamp = datetime.fromtimestamp(begun, UTC).strftime("%Y%m%dT%H%M%S%fZ")
        sound = self._folder / f"{safe_name(clip.event.rule)}_{stamp}_{clip.event.id[:8]}.flac"
        if clip.event.protected:  # before there is anything that could be deleted
            with private_file(sound.with_suffix(PROTECTED)):
                pass
        comment = json.dumps(asdict(clip.event) | {"begun": begun}, ensure_ascii=False)
        if not sound.exists():
            export_sound(sound, clip.samples, self._rate, mode=PRIVATE_FILE, comment=comment)
        self._describe(sound, Described(clip.event, np.nan_to_num(clip.samples), self._rate, begun))

    def _describe(self, sound: Path, told: Described) -> None:
        """Numbers and picture of a sound, as far as they are not there."""
        numbers, picture = sound.with_suffix(".npz"), sound.with_suffix(".png")
        if numbers.exists() and picture.exists():
            return
        levels = melspectrogram(told.samples, self._config, sample_rate=told.sample_rate)
        if not numbers.exists():
            with private_file(numbers) as file:
                np.savez_compressed(
                    file, features=levels, utc=np.float64(told.begun_utc), rule=np.str_(told.event.rule)
                )
        with private_file(picture) as file:
            samples, utc = len(told.samples), told.begun_utc
            file.write(clip_picture(told.event, levels, self._config, told.sample_rate, samples, utc))

    def _describe_what_a_crash_left(self) -> None:
        """Sounds without picture or numbers."""
        for sound in sorted(self._folder.glob("*.flac")):
            if self._ending.is_set():
                return
            if sound.with_suffix(".npz").exists() and sound.with_suffix(".png").exists():
                continue
            try:
                if (told := read_described(sound)) is not None:
                    self._describe(sound, told)
            except Exception as error:  # the next start tries again
                self._refused = f"{sound.name} has no picture yet: {error}"

    def close(self) -> None:
        """Write what waits, if the disk takes it; wait for the thread."""
        self._ending.set()
        self._wake.set()
        self._thread.join(CLOSE_SECONDS)
        with self._lock:
            self.lost += len(self._waiting)
            self._waiting.clear()
