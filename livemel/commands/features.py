"""`livemel features`: the mel frames of a sound file as arrays, from the engine that also draws."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from math import ceil

import numpy as np

from livemel import __version__
from livemel.audio.channels import count
from livemel.audio.files import FileSource
from livemel.commands.cepstrum import cepstrum_of, num_coefficients
from livemel.commands.frame_store import FrameStore
from livemel.commands.listening import check_writable, config_of
from livemel.commands.row_store import RowStore
from livemel.commands.warnings import channel_warning, warn
from livemel.commands.whole_file import followed, run_through
from livemel.config import Config, to_toml
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.dsp.arrays import Floats
from livemel.dsp.filterbank import band_centres
from livemel.dsp.finalize import Finalizer
from livemel.dsp.geometry import samples_of_one_frame
from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.runtime.measuring import MEASURES, Measurer
from livemel.runtime.npz_writer import NpzWriter
from livemel.runtime.session import Session


def run(args: argparse.Namespace) -> int:
    """Write the features of the file."""
    check_writable(args.output)
    _check_not_the_same(args.input, args.output)
    config = config_of(args)
    config = replace(config, source=replace(config.source, kind="file", path=args.input))
    with ExitStack() as stack:
        source = stack.enter_context(closing(FileSource(config.source, paced=False, block=args.block)))
        source.open()
        store = stack.enter_context(closing(FrameStore(args.output)))
        measures = stack.enter_context(closing(RowStore(args.output))) if args.measures else None
        session = _session(source, config, store, measures)
        _advise(config, source, args.measures)
        run_through(session, source, f"reading {source.name}")
        _refuse_nothing(store, config, session, source)
        _warn_of_what_is_missing(session, source)
        _write(args.output, config, source.sample_rate, store, measures, args.causal)
    return 0


def _session(source: FileSource, config: Config, store: FrameStore, measures: RowStore | None) -> Session:
    if measures is None:
        return Session(source, config, [store], kernel="scipy")
    measurer = Measurer(config, source.sample_rate, measures.append)
    return Session(source, config, [store, measurer], kernel="scipy", observer=measurer)


def _advise(config: Config, source: FileSource, measures: bool) -> None:
    warn(empty_bands_warning(config, source.sample_rate))
    warn(rate_warning(config, source.sample_rate))
    warn(channel_warning(config.source, source.channels, source.name))
    if measures and not num_coefficients(config):
        warn("no mfcc is written: level.compression pcen keeps no dB of the mel values")


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


def _refuse_nothing(store: FrameStore, config: Config, session: Session, source: FileSource) -> None:
    if store.frames:
        return
    samples = session.stats.samples_received
    if not samples:
        raise LivemelError(f"{source.name} holds no finite sample (all are NaN or infinite)")
    rate = config.stft.rate_with(source.sample_rate)
    least = samples_of_one_frame(config.stft)
    raise LivemelError(
        f"{source.name} must have at least {count(least, 'sample')} in a row at {rate} Hz to give a frame, "
        f"got {count(samples, 'sample')} at {source.sample_rate} Hz; use a smaller stft.n_fft or stft.hop_length, "
        f"or fill it up with silence: stft.least_seconds={ceil(least / rate)}"
    )


def _write(
    path: str, config: Config, sample_rate: int, store: FrameStore, measures: RowStore | None, causal: bool
) -> None:
    """Once over the frames for what only all of them tell, as often as that takes, and once for what is written."""
    with written_whole(path) as file, NpzWriter(file) as npz:
        finalizer = Finalizer() if causal else Finalizer.of(lambda: _read(store, "measuring"), config)
        levels = (finalizer.apply(block) for block in _read(store, "writing"))
        npz.add_blocks("features", (store.frames, store.n_mels), np.float32, levels)
        npz.add_blocks("times", (store.frames,), np.float64, store.times(sample_rate))
        npz.add("frequencies", band_centres(config.mel, config.stft.rate_with(sample_rate)))
        if measures is not None:
            _write_measures(npz, config, store, measures, finalizer)
        npz.add("config", np.array(to_toml(config)))
        npz.add("version", np.array(__version__))


def _write_measures(
    npz: NpzWriter, config: Config, store: FrameStore, measures: RowStore, finalizer: Finalizer
) -> None:
    for column, name in enumerate(MEASURES):
        npz.add_blocks(name, (measures.rows,), np.float32, (rows[:, column] for rows in measures.blocks()))
    if coefficients := num_coefficients(config):
        cepstrum = map(cepstrum_of(config, finalizer), _read(store, "transforming"))
        npz.add_blocks("mfcc", (store.frames, coefficients), np.float32, cepstrum)


def _read(store: FrameStore, task: str) -> Iterator[Floats]:
    return followed(store.blocks(), store.frames, f"{task} {count(store.frames, 'frame')}")
