"""`livemel features`: the mel frames of a sound file as arrays, from the engine that also draws."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import numpy as np

from livemel import __version__
from livemel.audio.channels import count
from livemel.audio.files import FileSource
from livemel.commands.atomic import written_whole
from livemel.commands.frame_store import FrameStore
from livemel.commands.listening import check_writable, config_of
from livemel.commands.npz_writer import NpzWriter
from livemel.commands.warnings import warn
from livemel.commands.whole_file import followed, run_through
from livemel.config import Config, to_toml
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.dsp.arrays import Floats
from livemel.dsp.filterbank import band_centres
from livemel.dsp.finalize import Finalizer
from livemel.errors import LivemelError
from livemel.runtime.session import Session


def run(args: argparse.Namespace) -> int:
    """Write the features of the file."""
    check_writable(args.output)
    _check_not_the_same(args.input, args.output)
    config = config_of(args)
    config = replace(config, source=replace(config.source, kind="file", path=args.input))
    with closing(FileSource(config.source, paced=False, block=args.block)) as source:
        source.open()
        with closing(FrameStore(args.output)) as store:
            session = Session(source, config, [store], kernel="scipy")
            warn(empty_bands_warning(config, source.sample_rate))
            warn(rate_warning(config, source.sample_rate))
            run_through(session, source, f"reading {source.name}")
            _refuse_nothing(store, config, session, source)
            _warn_of_what_is_missing(session, source)
            _write(args.output, config, source.sample_rate, store, args.causal)
    return 0


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
    stft = config.stft
    frame = f"stft.n_fft = {stft.n_fft} samples at {stft.sample_rate or source.sample_rate} Hz"
    raise LivemelError(
        f"{source.name} must be longer to give a frame ({frame}, stft.hop_length = {stft.hop_length}), "
        f"got {count(samples, 'sample')} at {source.sample_rate} Hz; "
        "use a smaller stft.n_fft, or stft.least_seconds=1 to fill it up with silence"
    )


def _write(path: str, config: Config, sample_rate: int, store: FrameStore, causal: bool) -> None:
    """Once over the frames for what only all of them tell, as often as that takes, and once to write them."""
    with written_whole(path) as file, NpzWriter(file) as npz:
        finalizer = Finalizer() if causal else Finalizer.of(lambda: _read(store, "measuring"), config)
        levels = (finalizer.apply(block) for block in _read(store, "writing"))
        npz.add_blocks("features", (store.frames, store.n_mels), np.float32, levels)
        npz.add_blocks("times", (store.frames,), np.float64, store.times(sample_rate))
        npz.add("frequencies", band_centres(config.mel, config.stft.sample_rate or sample_rate))
        npz.add("config", np.array(to_toml(config)))
        npz.add("version", np.array(__version__))


def _read(store: FrameStore, task: str) -> Iterator[Floats]:
    return followed(store.blocks(), store.frames, f"{task} {count(store.frames, 'frame')}")
