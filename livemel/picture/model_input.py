"""ModelInput: the array that a model receives, with what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.filterbank import band_centres
from livemel.picture.accuracy import stated_accuracy
from livemel.picture.unfed import IsUnfed

Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ModelInput:
    """What a model would receive. Frames are rows."""

    preset: str
    config: Config
    source_rate: int
    analysis_rate: int
    """Hz."""
    begin_seconds: float
    """Of the window, from the start of the run."""
    window_seconds: float
    """Its length, silence included."""
    heard_seconds: float
    """How much of it is sound."""
    first_centre: float
    """Seconds from the begin of the window to the centre of the first frame."""
    hop_seconds: float
    levels: Floats
    """Finalised, shape (frames, n_mels), float32."""
    may_change: Mask
    """What more sound may move, shape (frames, n_mels)."""
    is_gap: Mask
    """Frames that touch lost sound, which is silence here, shape (frames,)."""
    is_unfed: IsUnfed | None
    """Bands of no FFT bin, shape (n_mels,); None where there is none."""
    has_one_bin: IsUnfed | None
    """Bands of one, shape (n_mels,); None where there is none."""

    @property
    def frames_per_second(self) -> float:
        """Rows."""
        return 1.0 / self.hop_seconds

    @property
    def numbers_per_second(self) -> float:
        """All that the model receives."""
        return self.frames_per_second * self.config.mel.n_mels

    @property
    def heard_hz(self) -> tuple[float, float]:
        """The lowest and the highest frequency that reach the model: those of its bands, of what the source holds."""
        mel = self.config.mel
        return mel.fmin, min(mel.fmax or self.analysis_rate / 2, self.source_rate / 2)

    @property
    def centres(self) -> Doubles:
        """Seconds of the frames' centres, from the start of the run, shape (frames,)."""
        return self.begin_seconds + self.first_centre + self.hop_seconds * np.arange(len(self.levels), dtype=np.float64)

    @property
    def frequencies(self) -> Doubles:
        """Hz of the bands' centres, shape (n_mels,)."""
        return band_centres(self.config.mel, self.analysis_rate)

    @property
    def padded_seconds(self) -> float:
        """How much silence fills up the window."""
        return max(0.0, self.window_seconds - self.heard_seconds)


def caption_lines(view: ModelInput) -> tuple[str, ...]:
    """What the array is, how it was made, and how near it is to the model's own."""
    frames, n_mels = view.levels.shape
    stft, rate = view.config.stft, view.analysis_rate
    window = stft.win_length or stft.n_fft
    accuracy = stated_accuracy(view.preset)
    return (
        f"{frames} frames \u00d7 {n_mels} bands, float32 \u00b7 {rate} Hz, window {1000 * window / rate:.4g} ms, "
        f"hop {1000 * view.hop_seconds:.4g} ms \u00b7 {view.frames_per_second:.4g} frames/s = "
        f"{view.numbers_per_second:,.0f} numbers/s \u00b7 hears {view.heard_hz[0]:g} to {view.heard_hz[1]:g} Hz",
        " \u00b7 ".join(piece for piece in (accuracy, *_change_pieces(view), *_band_pieces(view)) if piece),
    )


def deaf_lines(view: ModelInput) -> tuple[str, str]:
    """What the model does not hear above and below its bands; empty where that is nothing."""
    low, high = view.heard_hz
    nyquist = view.source_rate / 2
    above = f"above {high:g} Hz {view.preset} hears nothing" if high < nyquist else ""
    return above, f"below {low:g} Hz nothing" if low > 0 else ""


def _change_pieces(view: ModelInput) -> tuple[str, ...]:
    padded = f"the last {view.padded_seconds:.1f} s are silence that fills it up" if view.padded_seconds > 0.05 else ""
    if not view.may_change.any():
        return (padded,)
    if view.may_change.all():
        return (padded, "all may still change with more sound")
    share = 100 * float(view.may_change.mean())
    return (padded, f"brown: may still change with more sound ({share:.0f} %)")


def _band_pieces(view: ModelInput) -> tuple[str, ...]:
    pieces = []
    if view.is_unfed is not None:
        pieces.append(f"dotted: no FFT bin ({int(view.is_unfed.sum())} bands)")
    if view.has_one_bin is not None:
        pieces.append(f"struck: a single FFT bin ({int(view.has_one_bin.sum())} bands)")
    if view.source_rate / 2 < (view.config.mel.fmax or view.analysis_rate / 2):
        pieces.append(f"the source has nothing above {view.source_rate / 2:g} Hz")
    if view.is_gap.any():
        pieces.append("hatched: lost sound, silence to the model")
    return tuple(pieces)
