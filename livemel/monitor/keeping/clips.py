"""Clips: the sound of an event with what went before it, cut from memory, as FLAC, picture and numbers."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.dsp.stream import melspectrogram
from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.monitor.keeping.clip_picture import clip_picture
from livemel.monitor.keeping.folder import PRIVATE_FILE
from livemel.monitor.report import Report
from livemel.monitor.rules.rule import Event
from livemel.recording.export import export_sound
from livemel.recording.names import safe_name
from livemel.runtime.past.sound_store import SoundStore

MOST_WAITING = 16
"""Clips that wait for the disk; more are counted as lost."""
CLOSE_SECONDS = 20.0


@dataclass(frozen=True)
class Pending:
    """An event of which more is to come."""

    event: Event
    begin: int
    """Its first sample."""


@dataclass(frozen=True)
class Clip:
    """What is to be written."""

    event: Event
    samples: NDArray[np.float32]
    begin: int


class Clips:
    """An output and a keeper; a thread of its own writes.

    Parameters
    ----------
    folder
        Where they go.
    store
        Gives the sound that is kept in memory; asked when the first clip is cut.
    config
        What pictures and numbers are made with; `config.monitor` says how long clips are.
    sample_rate
        Hz.
    """

    def __init__(self, folder: Path, store: Callable[[], SoundStore | None], config: Config, sample_rate: int) -> None:
        self.trouble = ""
        """Why the last one could not be kept; written by the thread."""
        self.lost = 0
        """Clips for which there was no room to wait."""
        self._folder, self._store, self._config, self._rate = folder, store, config, sample_rate
        self._pending: dict[str, Pending] = {}
        self._waiting: queue.Queue[Clip | None] = queue.Queue(MOST_WAITING)
        self._thread = threading.Thread(target=self._run, name="livemel clips", daemon=True)
        self._thread.start()

    def tell(self, event: Event) -> None:
        """Remember where it began; cut where it ended."""
        if event.phase == "begin" and event.sample is not None:
            self._pending[event.id] = Pending(event, event.sample)
        pending = self._pending.pop(event.id, None) if event.phase == "end" else None
        if pending is not None:
            self._cut(pending, pending.begin + round(event.seconds * self._rate))

    def take(self, report: Report) -> None:
        """Cut what lasts longer than a clip may."""
        if report.reading is None:
            return
        now = report.reading.begin + self._rate
        longest = round(self._config.monitor.clip_seconds * self._rate)
        for key, pending in list(self._pending.items()):
            if now - pending.begin >= longest:
                del self._pending[key]
                self._cut(pending, pending.begin + longest)

    def _cut(self, pending: Pending, end: int) -> None:
        store = self._store()
        if store is None or store.end == store.begin:
            return
        begin = max(store.begin, pending.begin - round(self._config.monitor.pre_roll_seconds * self._rate))
        end = min(store.end, end)
        if begin < end:
            try:
                self._waiting.put_nowait(Clip(pending.event, store.read(begin, end), begin))
            except queue.Full:
                self.lost += 1
                self.trouble = f"{self.lost} clips were lost: the disk of {self._folder} is too slow"

    def _run(self) -> None:
        while (clip := self._waiting.get()) is not None:
            try:
                self._write(clip)
                self.trouble = ""
            except (LivemelError, OSError) as error:
                self.trouble = f"a clip could not be kept: {error}"

    def _write(self, clip: Clip) -> None:
        begun = clip.event.utc + (clip.begin - (clip.event.sample or 0)) / self._rate
        stamp = datetime.fromtimestamp(begun, UTC).strftime("%Y%m%dT%H%M%S%fZ")
        path = self._folder / f"{safe_name(clip.event.rule)}_{stamp}_{clip.event.id[:8]}"
        export_sound(path.with_suffix(".flac"), clip.samples, self._rate)
        os.chmod(path.with_suffix(".flac"), PRIVATE_FILE)
        whole = np.nan_to_num(clip.samples)
        levels = melspectrogram(whole, self._config, sample_rate=self._rate)
        with written_whole(str(path.with_suffix(".npz"))) as file:
            np.savez_compressed(file, features=levels, utc=np.float64(begun), rule=np.str_(clip.event.rule))
        os.chmod(path.with_suffix(".npz"), PRIVATE_FILE)
        with written_whole(str(path.with_suffix(".png"))) as file:
            file.write(clip_picture(clip.event, levels, self._config, self._rate, len(whole), begun))
        os.chmod(path.with_suffix(".png"), PRIVATE_FILE)

    def close(self) -> None:
        """Cut what still lasts, and wait for the thread."""
        for pending in self._pending.values():
            store = self._store()
            if store is not None:
                self._cut(pending, store.end)
        self._pending.clear()
        self._waiting.put(None)
        self._thread.join(CLOSE_SECONDS)
