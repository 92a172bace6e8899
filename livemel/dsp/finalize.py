"""What only the whole clip can tell: levels by its maximum, or by each band's mean and deviation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config, check_is_config
from livemel.config.rules import wrong_values
from livemel.dsp.arrays import Doubles, Floats
from livemel.errors import ConfigError

Mask = NDArray[np.bool_]
Blocks = Callable[[], Iterable[Floats]]
"""Gives the frames of a clip from the first to the last, cut anywhere, as often as it is called."""

WHISPER_RANGE = np.float32(8.0)
"""Decades that Whisper keeps below the maximum."""
DEVIATION_OFFSET = 1e-5
"""NeMo's, against a division by nothing."""
FRAMES_IN_THE_CACHE = 512
"""Taken through all steps before the next come."""
SUMMED_FRAMES = 256
"""Sums are taken over so many frames at a time, counted from the first: one order however the clip is cut."""


def finalize(frames: Floats, config: Config) -> Floats:
    """The levels of a whole clip as the library or model gives them that `level.finalize` names.

    - top_db: dB relative to the maximum where `level.reference` is max, none further below the maximum than
      `level.top_db`: librosa.power_to_db and amplitude_to_db. Other levels than dB stay as they are.
    - whisper: max(x, maximum - 8), then (x + 4) / 4: openai-whisper's log_mel_spectrogram.
    - per_feature: (x - mean) / (deviation + 1e-5) of each band, the deviation with n - 1: NVIDIA NeMo, and
      transformers' ParakeetFeatureExtractor. A single frame has the deviation 0 here, so it gives 0, not NaN.
    - none: the frames.

    Parameters
    ----------
    frames
        All frames of the clip, shape (m, n_mels) or (m, channels, n_mels), as `MelStream` gives them. The maximum is
        that of all channels, mean and deviation are each channel's own.
    config
        `level` is read.

    Returns
    -------
    ndarray, of the same shape, float32
        `frames` itself where nothing is to be done.

    Raises
    ------
    ConfigError
        If `level` holds what cannot be.
    ValueError, TypeError
        If `frames` have another shape, or `config` is none.

    References
    ----------
    librosa 0.11 `power_to_db`; openai-whisper 20250625 `log_mel_spectrogram`; transformers 5.23
    `ParakeetFeatureExtractor`, after NVIDIA NeMo's `normalize_batch`.

    Examples
    --------
    >>> import numpy as np
    >>> from livemel import finalize, load_config
    >>> decibels = np.array([[-95.0, -30.0], [-20.0, -60.0]], np.float32)
    >>> finalize(decibels, load_config("librosa")).tolist()
    [[-95.0, -30.0], [-20.0, -60.0]]
    >>> finalize(decibels, load_config("librosa", overrides=["level.reference=max", "level.top_db=60"])).tolist()
    [[-60.0, -10.0], [0.0, -40.0]]
    """
    frames = np.asarray(frames)
    if frames.ndim not in (2, 3):
        raise ValueError(f"frames must have shape (m, n_mels) or (m, channels, n_mels), got {frames.shape}")
    check_is_config(config)
    return Finalizer.of(lambda: (frames,), config).apply(frames.astype(np.float32, copy=False))


class Finalizer:
    """What `finalize` does, block by block, once the clip's statistics are known; this one does nothing."""

    @staticmethod
    def of(blocks: Blocks, config: Config) -> Finalizer:
        """The one for a clip, which is read as often as needed: never, once, or twice for mean and deviation.

        It does not matter, not for a bit, where the clip is cut into blocks.
        """
        level = config.level
        if problems := list(wrong_values(level)):
            raise ConfigError(problems)
        if level.finalize == "per_feature":
            return _PerFeature(*_mean_and_deviation(blocks))
        if level.finalize == "whisper":
            return _Whisper(_largest(blocks))
        if level.finalize == "top_db" and level.compression == "db" and (level.top_db or level.reference == "max"):
            return _TopDb(_largest(blocks), level.reference == "max", level.top_db)
        return Finalizer()

    def apply(self, frames: Floats) -> Floats:
        """The finalised levels of any of the clip's frames, same shape; the frames themselves stay."""
        return frames

    def provisional(self, frames: Floats) -> Mask:
        """Which of the clip's levels change when the sound that follows moves the statistics, same shape.

        Those at the floor move with a new maximum (a level above it stays until the floor has risen to it); by the
        maximum as the reference, or by mean and deviation, every level moves.
        """
        return np.zeros(frames.shape, np.bool_)


class _TopDb(Finalizer):
    def __init__(self, largest: np.float32, is_reference: bool, top_db: float) -> None:
        self._reference = largest if is_reference else None
        highest = np.float32(0.0) if is_reference else largest
        self._lowest = highest - np.float32(top_db or np.inf)

    def apply(self, frames: Floats) -> Floats:
        if self._reference is not None:
            frames = frames - self._reference
        return np.maximum(frames, self._lowest)

    def provisional(self, frames: Floats) -> Mask:
        if self._reference is not None:
            return np.ones(frames.shape, np.bool_)
        return frames <= self._lowest


class _Whisper(Finalizer):
    def __init__(self, largest: np.float32) -> None:
        self._lowest = largest - WHISPER_RANGE

    def apply(self, frames: Floats) -> Floats:
        levels = np.empty_like(frames)
        for begin in range(0, len(frames), FRAMES_IN_THE_CACHE):
            part = levels[begin : begin + FRAMES_IN_THE_CACHE]
            np.maximum(frames[begin : begin + FRAMES_IN_THE_CACHE], self._lowest, out=part)
            part += np.float32(4.0)
            part *= np.float32(0.25)
        return levels

    def provisional(self, frames: Floats) -> Mask:
        return frames <= self._lowest


class _PerFeature(Finalizer):
    def __init__(self, mean: Doubles, deviation: Doubles) -> None:
        self._mean = mean
        self._divisor = deviation + DEVIATION_OFFSET

    def apply(self, frames: Floats) -> Floats:
        levels = frames - self._mean
        levels /= self._divisor
        return levels.astype(np.float32)

    def provisional(self, frames: Floats) -> Mask:
        return np.ones(frames.shape, np.bool_)


def _largest(blocks: Blocks) -> np.float32:
    """Of all levels; of no level -inf, below which nothing is."""
    largest = np.float32(-np.inf)
    for block in blocks():
        if block.size:
            largest = np.maximum(largest, block.max())
    return largest


def _mean_and_deviation(blocks: Blocks) -> tuple[Doubles, Doubles]:
    """Of each band, shape (n_mels,) or (channels, n_mels)."""
    total, frames = _sum_over_frames(blocks, lambda block: block)
    mean = total / max(frames, 1)
    squares, _ = _sum_over_frames(blocks, lambda block: np.square(block - mean))
    return mean, np.sqrt(squares / max(frames - 1, 1))


def _sum_over_frames(blocks: Blocks, term: Callable[[Doubles], Doubles]) -> tuple[Doubles, int]:
    total: Doubles = np.zeros(())
    frames = 0
    for block in _in_step(blocks()):
        total = total + term(block).sum(axis=0)
        frames += len(block)
    return total, frames


def _in_step(blocks: Iterable[Floats]) -> Iterator[Doubles]:
    """The same frames, SUMMED_FRAMES at a time; the array that comes is written over by the next."""
    step: Doubles | None = None
    filled = 0
    for block in blocks:
        if step is None:
            step = np.empty((SUMMED_FRAMES, *block.shape[1:]))
        taken = 0
        while taken < len(block):
            piece = block[taken : taken + SUMMED_FRAMES - filled]
            step[filled : filled + len(piece)] = piece
            taken += len(piece)
            filled += len(piece)
            if filled == SUMMED_FRAMES:
                yield step
                filled = 0
    if step is not None and filled:
        yield step[:filled]
