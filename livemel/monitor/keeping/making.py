"""Keeping as the configuration asks for it: the folder, and the sinks and outputs that fill and empty it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from livemel.audio.source import Source
from livemel.config import Config
from livemel.errors import LivemelError
from livemel.monitor.keeping.clips import Clips
from livemel.monitor.keeping.folder import Folder
from livemel.monitor.keeping.mel_archive import MelArchive
from livemel.monitor.keeping.mel_rows import MelRows
from livemel.monitor.keeping.retention import Limits, Retention
from livemel.monitor.keeping.rotation import Rotation
from livemel.monitor.outputs.output import Output
from livemel.monitor.rules.watchers import Keeper
from livemel.runtime.feed import Sink
from livemel.runtime.past.sound_store import SoundStore

MARGIN_SECONDS = 10.0
"""Of sound in memory beyond the longest clip: a loop may be late."""


@dataclass
class Keeping:
    """What is kept of one run."""

    sinks: list[Sink] = field(default_factory=list)
    outputs: list[Output] = field(default_factory=list)
    keepers: list[Keeper] = field(default_factory=list)
    store: SoundStore | None = None
    """The sound in memory, from which clips are cut."""
    folder: Folder | None = None
    words: str = "nothing is kept"
    """What is kept and where, told at the start."""
    retention: Retention | None = None

    def disk(self) -> str:
        """What is wrong with the disk; empty while all is well."""
        return self.retention.low if self.retention is not None else ""

    def abandon(self) -> None:
        """Close what nobody has begun to use."""
        for output in reversed(self.outputs):
            output.close()
        self.close()

    def close(self) -> None:
        """Let the folder go; outputs are closed before."""
        if self.folder is not None:
            self.folder.close()


def make_keeping(config: Config, source: Source, analysis_rate: int, node: str, folder: Folder | None) -> Keeping:
    """Sinks and outputs for a folder that is held; none without one."""
    if folder is None:
        return Keeping()
    keeping = Keeping(folder=folder)
    try:
        _fill(keeping, folder, config, source, analysis_rate, node)
    except BaseException:
        keeping.abandon()
        raise
    return keeping


def _fill(keeping: Keeping, folder: Folder, config: Config, source: Source, analysis_rate: int, node: str) -> None:
    monitor, kept = config.monitor, []
    if monitor.keep_mel:
        rows = MelRows(source.sample_rate)
        keeping.sinks.append(rows)
        keeping.outputs.append(MelArchive(folder.of("mel"), rows, config.mel, analysis_rate, node, source.name))
        kept.append("40 mel bands, 10 times a second")
    if monitor.keep_audio:
        rotation = Rotation(folder.of("audio"), monitor.audio_minutes, source.sample_rate, node)
        keeping.sinks.append(rotation.recorder)
        keeping.outputs.append(rotation)
        kept.append(f"all sound, in files of {monitor.audio_minutes:g} minutes")
    if monitor.clips:
        seconds = monitor.pre_roll_seconds + monitor.clip_seconds + MARGIN_SECONDS
        keeping.store = SoundStore(seconds, source.sample_rate)
        clips = Clips(folder.of("clips"), keeping.store, config, source.sample_rate)
        keeping.sinks.append(keeping.store)
        keeping.outputs.append(clips)
        keeping.keepers.append(clips)
        before, most = monitor.pre_roll_seconds, monitor.clip_seconds
        kept.append(f"clips of events, {before:g} s before and at most {most:g} s of each")
    limits = Limits(
        days=monitor.keep_days, mel_days=monitor.keep_mel_days, gb=monitor.keep_gb, free_gb=monitor.keep_free_gb
    )
    keeping.retention = Retention(folder.path, limits)
    keeping.outputs.append(keeping.retention)
    keeping.words = f"kept in {folder.path}: {' and '.join(kept) or 'nothing'}; {_limits(limits)}"


def _limits(limits: Limits) -> str:
    told = [f"{limits.days:g} days of sound"] if limits.days else []
    told += [f"{limits.mel_days:g} days of mel bands"] if limits.mel_days else []
    told += [f"{limits.gb:g} GB"] if limits.gb else []
    told += [f"as long as {limits.free_gb:g} GB stay free"] if limits.free_gb else []
    return "at most " + ", ".join(told) if told else "without limit"


def folder_of(config: Config) -> Folder | None:
    """The folder that the configuration names, held; None where it names none.

    Raises
    ------
    LivemelError
        If there must be one, or it cannot be had.
    """
    monitor = config.monitor
    if monitor.folder:
        return Folder(Path(monitor.folder))
    wanted = {"keep_audio (--audio)": monitor.keep_audio, "clips (--clips)": monitor.clips}
    asked = [f"monitor.{name}" for name, is_asked in wanted.items() if is_asked]
    if asked:
        raise LivemelError(f"{' and '.join(asked)} must have a folder to keep it in, got none; name one with --folder")
    return None
