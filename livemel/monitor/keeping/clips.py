"""Clips: the sound of an event with what went before it, cut from memory, as FLAC, picture and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from livemel.config import Config
from livemel.monitor.keeping.clip_writer import Clip, ClipWriter
from livemel.monitor.report import Report
from livemel.monitor.rules.rule import Event
from livemel.runtime.past.sound_store import SoundStore


@dataclass(frozen=True)
class Pending:
    """An event of which more is to come."""

    event: Event
    begin: int
    """Its first sample."""


class Clips:
    """An output and a keeper: cuts; a thread of its own writes.

    Parameters
    ----------
    folder
        Where they go.
    store
        The sound that is kept in memory.
    config
        What pictures and numbers are made with; `config.monitor` says how long clips are.
    sample_rate
        Hz.
    """

    def __init__(self, folder: Path, store: SoundStore, config: Config, sample_rate: int) -> None:
        self._store, self._config, self._rate = store, config, sample_rate
        self._pending: dict[str, Pending] = {}
        self._writer = ClipWriter(folder, config, sample_rate)

    @property
    def trouble(self) -> str:
        """Why a clip could not be kept yet; empty as a rule."""
        return self._writer.trouble

    @property
    def lost(self) -> int:
        """Clips for which there was no room to wait."""
        return self._writer.lost

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
        now = report.reading.end
        longest = round(self._config.monitor.clip_seconds * self._rate)
        for key, pending in list(self._pending.items()):
            if now - pending.begin >= longest:
                del self._pending[key]
                self._cut(pending, pending.begin + longest)

    def _cut(self, pending: Pending, end: int) -> None:
        store = self._store
        begin = max(store.begin, pending.begin - round(self._config.monitor.pre_roll_seconds * self._rate))
        end = min(store.end, end)
        if begin < end:
            self._writer.put(Clip(pending.event, store.read(begin, end), begin))

    def close(self) -> None:
        """Cut what still lasts, and wait for the thread."""
        for pending in self._pending.values():
            self._cut(pending, self._store.end)
        self._pending.clear()
        self._writer.close()
