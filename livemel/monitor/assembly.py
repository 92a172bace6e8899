"""Assembly: a monitor put together as its configuration asks, and taken apart again in the right order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TextIO

from livemel.audio.source import Source
from livemel.config import Config
from livemel.dsp.filterbank import band_centres
from livemel.monitor.calibration import offset_of
from livemel.monitor.idle import idle_warning
from livemel.monitor.keeping.folder import Folder
from livemel.monitor.keeping.making import Keeping, folder_of, make_keeping
from livemel.monitor.keeping.mel_rows import MelRows
from livemel.monitor.metering.in_decibels import InDecibels
from livemel.monitor.metering.metering import Metering
from livemel.monitor.outputs.last_resort import LastResort
from livemel.monitor.outputs.making import Streams, make_outputs, node_of
from livemel.monitor.outputs.output import Output
from livemel.monitor.outputs.service import Service
from livemel.monitor.rules.bands import refuse_deaf
from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.watchers import Watchers
from livemel.monitor.station import Station
from livemel.runtime.feed import FEED_COLUMNS, Feed, Sink
from livemel.runtime.health.doctor import Health
from livemel.runtime.opening import Opening
from livemel.runtime.session import Session

LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Assembly:
    """One monitor; its session is not started yet."""

    session: Session
    feed: Feed
    """For a picture; empty where there is none."""
    station: Station
    watchers: Watchers
    keeping: Keeping

    def close(self, why: str = "ended") -> None:
        """Stop listening, tell what is still to be told and why it ends, finish files, let the folder go."""
        with ExitStack() as steps:  # each, whatever becomes of those before; the last first
            steps.callback(self.keeping.close)
            steps.callback(self.station.close)
            steps.callback(self.station.stop, why)
            steps.callback(self.station.show)
            self.session.close()


def assemble(
    config: Config,
    rules: Sequence[Rule],
    told: Sequence[Output],
    has_picture: bool,
    err: TextIO,
    say: Callable[[str], None],
    meanwhile: Callable[[], None] = lambda: None,
) -> Assembly:
    """Everything open and ready.

    Parameters
    ----------
    config
        What is asked for.
    rules
        What is an event.
    told
        Outputs that are there already, as on standard output.
    has_picture
        Whether somebody draws what the feed brings.
    err
        Where events and addresses are told where nothing else was asked for.
    say
        Told of outputs in trouble.
    meanwhile
        Called again and again while a microphone is being opened; may raise to give up.

    Raises
    ------
    LivemelError
        If something that was asked for cannot be; nothing is left open.
    """
    folder = folder_of(config)
    parts = _Parts(config, folder, has_picture)
    opening = Opening(config, parts.of)
    try:
        while not opening.wait(LOOK_SECONDS):
            meanwhile()
        session = opening.session()
    except BaseException:
        opening.abandon()
        parts.abandon()
        raise
    try:
        frequencies = band_centres(config.mel, session.analysis_rate)
        refuse_deaf(rules, frequencies)
        streams = Streams(parts.lsl_rows, frequencies) if parts.lsl_rows is not None else None
        outputs, keepers = make_outputs(config.monitor, rules, parts.metering.nominal_thirds_hz, err, streams=streams)
    except BaseException:
        session.close()
        parts.keeping.abandon()
        raise
    watchers = Watchers(rules, frequencies, [*keepers, *parts.keeping.keepers])
    station = Station(
        session,
        parts.metering,
        parts.health,
        [*told, *parts.keeping.outputs, *outputs, watchers, Service(), LastResort(config.monitor.restart_seconds)],
        db_spl_offset=offset_of(session.source.name, say) if session.source.kind == "mic" else None,
        say=say,
        disk=parts.keeping.disk,
    )
    if idle := idle_warning(config.monitor):
        say(idle)
    return Assembly(session, parts.feed, station, watchers, parts.keeping)


class _Parts:
    """The sinks of the session, made when its source is open."""

    metering: Metering
    health: Health
    lsl_rows: MelRows | None = None

    def __init__(self, config: Config, folder: Folder | None, has_picture: bool) -> None:
        self.feed = Feed(FEED_COLUMNS)
        self.keeping = Keeping()
        self._config, self._folder, self._has_picture = config, folder, has_picture

    def abandon(self) -> None:
        """Close what was made, and let the folder go."""
        self.keeping.abandon()
        if self._folder is not None:
            self._folder.close()

    def of(self, source: Source) -> list[Sink]:
        config = self._config
        self.metering = Metering(source.sample_rate, config.monitor.third_octaves)
        self.health = Health(source)
        rate = config.stft.sample_rate or source.sample_rate
        self.keeping = make_keeping(config, source, rate, node_of(config.monitor), self._folder)
        self.lsl_rows = MelRows(source.sample_rate) if config.monitor.lsl else None
        more = [self.lsl_rows] if self.lsl_rows is not None else []
        picture = [self.feed] if self._has_picture else []
        # metering last: who is told a second finds its sound in the store
        return [self.health, *picture, InDecibels(config, [*self.keeping.sinks, *more, self.metering])]
