"""ModelEye: the array that a model would receive now of what has been heard, and what is to be said of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import ceil, floor

import numpy as np

from livemel.config import Config, load_config
from livemel.config.loading import to_toml
from livemel.dsp.arrays import AnyArray, Floats
from livemel.dsp.finalize import Finalizer
from livemel.dsp.geometry import Geometry
from livemel.dsp.stream import MelStream
from livemel.picture.accuracy import accuracies
from livemel.picture.model_input import Mask, ModelInput
from livemel.picture.unfed import one_bin_bands, unfed_bands
from livemel.runtime.engine_run import live_kernel

WHISPER_SECONDS = 30.0
"""What Whisper takes at a time; silence fills up what is shorter. No model is shown more."""
UTTERANCE_SECONDS = 10.0
"""What others are shown of, who have no length of their own."""


@cache
def model_names() -> tuple[str, ...]:
    """The presets that are somebody's, Whisper's first, each once."""
    names = dict.fromkeys(figure.preset for figure in accuracies())
    of_whisper = [name for name in names if is_whisper(name)]
    return (*sorted(of_whisper, key=lambda name: load_config(name).mel.n_mels), *sorted(names.keys() - of_whisper))


class ModelEye:
    """Computes the input of one model, of any stretch of sound.

    Parameters
    ----------
    preset
        The model's.
    sample_rate
        Hz of the sound.

    Raises
    ------
    ConfigError
        If there is no such preset, or it is impossible at this rate.
    """

    def __init__(self, preset: str, sample_rate: int) -> None:
        self.preset = preset
        self.config = model_config(preset)
        self.sample_rate = sample_rate
        self._stream = MelStream(self.config, sample_rate, kernel=live_kernel(self.config))
        self._is_unfed = unfed_bands(self.config, self._stream.analysis_rate)
        self._has_one_bin = one_bin_bands(self.config, self._stream.analysis_rate)

    def look(self, samples: Floats, begin_seconds: float, is_over: bool = False) -> ModelInput:
        """What the model would receive of `samples`, of the newest 30 s if they are longer.

        Parameters
        ----------
        samples
            Shape (n,), float32, not a number where sound was lost; that is silence to the model.
        begin_seconds
            Of the first, from the start of the run.
        is_over
            Whether no more sound will come: then nothing may change.
        """
        kept = samples[-round(WHISPER_SECONDS * self.sample_rate) :]
        is_lost = ~np.isfinite(kept)
        causal = self._stream.whole(np.where(is_lost, np.float32(0), kept))
        finalizer = Finalizer.of(lambda: (causal,), self.config)
        frames = len(causal)
        may_change = np.zeros(causal.shape, np.bool_)
        if not is_over and frames:
            may_change |= finalizer.provisional(causal)
            may_change[self._complete_frames(len(kept)) :] = True
        heard = len(kept) / self.sample_rate
        return ModelInput(
            preset=self.preset,
            config=self.config,
            source_rate=self.sample_rate,
            analysis_rate=self._stream.analysis_rate,
            begin_seconds=begin_seconds + (len(samples) - len(kept)) / self.sample_rate,
            window_seconds=max(heard, self.config.stft.least_seconds if len(kept) else 0.0),
            heard_seconds=heard,
            first_centre=self._stream.centre_of_first_frame / self.sample_rate,
            hop_seconds=self._stream.hop / self.sample_rate,
            levels=finalizer.apply(causal),
            may_change=may_change,
            is_gap=self._touched(is_lost, frames),
            is_unfed=self._is_unfed,
            has_one_bin=self._has_one_bin,
        )

    def _complete_frames(self, num_samples: int) -> int:
        """How many frames are settled by so many samples, whatever follows."""
        coming = floor(num_samples * self._stream.analysis_rate / self.sample_rate)
        return Geometry.of(self.config.stft).num_complete(coming)

    def _touched(self, is_lost: Mask, frames: int) -> Mask:
        """The frames that take one of the lost samples."""
        touched = np.zeros(frames, np.bool_)
        lost = np.flatnonzero(is_lost)
        if not len(lost):
            return touched
        half = Geometry.of(self.config.stft).length / 2 * self.sample_rate / self._stream.analysis_rate
        begins = lost[np.flatnonzero(np.diff(lost, prepend=-2) > 1)]
        ends = lost[np.flatnonzero(np.diff(lost, append=lost[-1] + 2) > 1)]
        for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
            first = ceil((begin - half - self._stream.centre_of_first_frame) / self._stream.hop)
            last = floor((end + half - self._stream.centre_of_first_frame) / self._stream.hop)
            touched[max(0, first) : max(0, last + 1)] = True
        return touched


def is_whisper(preset: str) -> bool:
    """Whether the model takes 30 s at a time."""
    return load_config(preset).level.finalize == "whisper"


@cache
def model_config(preset: str) -> Config:
    """The preset as the model itself is fed: Whisper's 30 s are filled up with silence."""
    config = load_config(preset)
    if not is_whisper(preset):
        return config
    return replace(config, stft=replace(config.stft, least_seconds=WHISPER_SECONDS))


def model_arrays(view: ModelInput) -> dict[str, AnyArray]:
    """What a file of it holds, under the names that `livemel features` uses, with what may still change."""
    from livemel import __version__

    return {
        "features": view.levels,
        "may_change": view.may_change,
        "is_gap": view.is_gap,
        "times": view.centres,
        "frequencies": view.frequencies,
        "preset": np.array(view.preset),
        "config": np.array(to_toml(view.config)),
        "version": np.array(__version__),
    }


def needs_seconds(preset: str) -> float:
    """How much of the newest sound the model is shown with."""
    return model_config(preset).stft.least_seconds or UTTERANCE_SECONDS
