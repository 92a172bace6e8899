"""`livemel features`: the mel frames of a sound file as arrays, from the engine that also draws."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from livemel import __version__
from livemel.audio.channels import count
from livemel.audio.files import FileSource
from livemel.commands.atomic import written_whole
from livemel.commands.listening import check_writable, config_of
from livemel.commands.warnings import warn
from livemel.commands.whole_file import run_through
from livemel.config import Config, to_toml
from livemel.dsp.advice import empty_bands_warning
from livemel.dsp.compression import finalize
from livemel.dsp.filterbank import band_centres
from livemel.errors import LivemelError
from livemel.runtime.feed import Columns, Event
from livemel.runtime.session import Session


def run(args: argparse.Namespace) -> int:
    """Write the features of the file."""
    check_writable(args.output)
    _check_not_the_same(args.input, args.output)
    config = config_of(args)
    config = replace(config, source=replace(config.source, kind="file", path=args.input))
    with closing(FileSource(config.source, paced=False, block=args.block)) as source:
        source.open()
        collector = Collector()
        session = Session(source, config, [collector])
        warn(empty_bands_warning(config, source.sample_rate))
        run_through(session, source, f"reading {source.name}")
    _refuse_nothing(collector, config, session, source)
    _warn_of_what_is_missing(session, source)
    levels = collector.levels if args.causal else finalize(collector.levels, config)
    _write(args.output, config, source.sample_rate, levels, collector.centres)
    return 0


class Collector:
    """Keeps every frame of a session and the sample at its centre."""

    def __init__(self) -> None:
        self._levels: list[NDArray[np.float32]] = []
        self._centres: list[NDArray[np.int64]] = []

    def consume(self, event: Event) -> None:
        """Take one event; only columns are kept."""
        if isinstance(event, Columns):
            self._levels.append(event.levels)
            self._centres.append(event.first_centre + event.hop_length * np.arange(len(event.levels), dtype=np.int64))

    @property
    def levels(self) -> NDArray[np.float32]:
        """All frames, shape (frames, n_mels); no frame at all is shape (0, 0)."""
        return np.concatenate(self._levels) if self._levels else np.empty((0, 0), np.float32)

    @property
    def centres(self) -> NDArray[np.int64]:
        """The sample at the centre of each, shape (frames,)."""
        return np.concatenate(self._centres) if self._centres else np.empty(0, np.int64)


def _check_not_the_same(sound: str, output: str) -> None:
    if os.path.exists(sound) and os.path.exists(output) and os.path.samefile(sound, output):
        raise LivemelError(f"cannot write {output}: it is the sound file itself; name another")


def _warn_of_what_is_missing(session: Session, source: FileSource) -> None:
    if source.missing:
        warn(source.detail)
    if bad := session.stats.samples_not_finite:
        lost = session.stats.samples_lost
        warn(
            f"{count(bad, 'sample')} of {source.name} {'is' if bad == 1 else 'are'} not finite (NaN or infinite): "
            f"{count(lost, 'sample')} left out, the times of the frames jump there"
        )


def _refuse_nothing(collector: Collector, config: Config, session: Session, source: FileSource) -> None:
    if len(collector.centres):
        return
    samples = session.stats.samples_received
    if not samples:
        raise LivemelError(f"{source.name} holds no finite sample (all are NaN or infinite)")
    raise LivemelError(
        f"{source.name} must have at least {config.stft.n_fft} samples (stft.n_fft) while stft.center is false, "
        f"got {samples}; use a smaller stft.n_fft or stft.center=true"
    )


def _write(
    path: str, config: Config, sample_rate: int, levels: NDArray[np.float32], centres: NDArray[np.int64]
) -> None:
    with written_whole(path) as file:
        np.savez(
            file,
            features=levels,
            times=centres / sample_rate,
            frequencies=band_centres(config.mel, sample_rate),
            config=np.array(to_toml(config)),
            version=np.array(__version__),
        )
