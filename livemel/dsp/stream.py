"""MelStream: blocks of samples in, mel frames out, the same bits however the signal was cut."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil
from typing import NoReturn

import numpy as np

from livemel.config import Config, check_is_config, check_sample_rate
from livemel.dsp.analysis import Analysis, Observe
from livemel.dsp.arrays import AnyArray, Doubles, Floats
from livemel.dsp.filterbank import band_centres, mel_filterbank
from livemel.dsp.front_end import FrontEnd
from livemel.dsp.geometry import Geometry
from livemel.dsp.kernels.plan import Plan
from livemel.dsp.resampling import resampling_delay
from livemel.dsp.samples import Kind, checked_rate
from livemel.dsp.windows import analysis_window, centred_in

SILENCE_BLOCK = 65536
"""Samples at a time that fill up a signal which is too short."""


class MelStream:
    """A streaming short-time Fourier transform, summed into mel bands.

    Samples are resampled where `stft.sample_rate` differs from theirs. With precision "exact" everything is float64
    inside, float32 where it comes out: librosa's results within 2e-6 of a frame's peak.

    Parameters
    ----------
    config
        What to compute; `stft`, `mel`, `level` and `pcen` are read.
    sample_rate
        Hz of the samples; 0: what `config` says, else 48000.
    kernel
        What computes it: "numpy", "scipy" (faster for many frames at once), "numba" (faster throughout, needs the
        extra livemel[fast]), or "auto", numba where it is installed, else scipy. All give the same bits.
    observe
        Called with a channel's number and the squared magnitudes of its frames that `push` or `flush` will give, shape
        (m, bins), m >= 1, perhaps several times; they are overwritten afterwards.

    Raises
    ------
    ConfigError
        If the configuration is impossible at this rate.
    ValueError
        If the rate or the kernel is.

    Examples
    --------
    >>> import numpy as np
    >>> from livemel import MelStream, load_config
    >>> stream = MelStream(load_config("whisper-80"), sample_rate=16000)
    >>> [stream.push(np.zeros(100, np.float32)).shape for _ in range(5)]
    [(0, 80), (0, 80), (1, 80), (1, 80), (0, 80)]
    >>> stream.flush().shape
    (1, 80)
    """

    def __init__(
        self,
        config: Config | None = None,
        sample_rate: int = 0,
        *,
        kernel: str = "auto",
        observe: Observe | None = None,
    ) -> None:
        self.config = config or Config()
        check_is_config(self.config)
        self.sample_rate = checked_rate(sample_rate) or self.config.source.sample_rate or self.config.sample_rate
        """Hz of the samples."""
        check_sample_rate(self.config, self.sample_rate)
        stft, mel = self.config.stft, self.config.mel
        self.analysis_rate = stft.rate_with(self.sample_rate)
        """Hz of the analysis."""
        self._geometry = Geometry.of(stft)
        window = analysis_window(stft)
        self.filterbank = mel_filterbank(mel, self.analysis_rate, centred_in(window, stft.n_fft))
        """Shape (n_mels, 1 + n_fft // 2), float32, read-only."""
        self.filterbank.setflags(write=False)
        self._plan = Plan.of(self.config, centred_in(window, self._geometry.length), self.filterbank)
        self._kernel_name = kernel
        self._kind: Kind | None = None
        self._has_ended = False
        self._observe = observe
        self._analysis = self._new_analysis(1)
        self.reset()

    def twin(self) -> MelStream:
        """Another of the same configuration, rate and kernel, unobserved; its tables are not made again."""
        twin = object.__new__(MelStream)
        twin.__dict__.update(self.__dict__)
        twin._observe = None
        twin._analysis = twin._new_analysis(1)
        twin.reset()
        return twin

    def single_frames(self) -> MelStream:
        """A twin that takes the samples of each frame by themselves, one frame after the other, `frame_length` each.

        They are those of the analysis: resampled, and pre-emphasised where that is done to the signal.
        """
        length = self.frame_length
        stft = replace(
            self.config.stft,
            center=False,
            padding=0,
            snip_edges=True,
            drop_last=False,
            hop_length=length,
            least_seconds=0.0,
            sample_rate=0,
            preemphasis=0.0 if self.config.stft.preemphasis_scope == "signal" else self.config.stft.preemphasis,
        )
        twin = self.twin()
        twin.sample_rate = self.analysis_rate
        twin.config = replace(self.config, stft=stft)
        twin._geometry = Geometry.of(stft)
        twin._plan = replace(self._plan, hop=length)
        twin._analysis = twin._new_analysis(1)
        return twin

    @property
    def frame_length(self) -> int:
        """Samples that a frame takes, at the rate of the analysis."""
        return self._geometry.length

    @property
    def kernel(self) -> str:
        """What computes: "numpy", "scipy" or "numba"."""
        return self._analysis.kernel.name

    @property
    def frequencies(self) -> Doubles:
        """Hz of the centre of every band, shape (n_mels,)."""
        return band_centres(self.config.mel, self.analysis_rate)

    @property
    def hop(self) -> float:
        """Samples, as they come in, from one frame to the next; whole unless they are resampled."""
        return self._geometry.hop * self.sample_rate / self.analysis_rate

    @property
    def centre_of_first_frame(self) -> float:
        """The sample, as they come in, at the centre of frame 0; that of frame k is k * `hop` later."""
        return self._geometry.centre_of_first_frame * self.sample_rate / self.analysis_rate

    @property
    def delay(self) -> float:
        """Samples, as they come in, that must follow a frame's centre before the frame is complete."""
        own = self._geometry.delay * self.sample_rate / self.analysis_rate
        return own + resampling_delay(self.sample_rate, self.analysis_rate)

    def push(self, block: AnyArray, bits: int = 0) -> Floats:
        """The frames that `block` completes.

        Parameters
        ----------
        block
            Samples, shape (n,) or (n, channels), n >= 0; floats in [-1, 1], or integers, which are scaled by their
            full range. Shape and dtype must stay the same until `reset`.
        bits
            Of an integer that is not used in full, such as 24 in an int32.

        Returns
        -------
        ndarray, shape (m, n_mels) or (m, channels, n_mels), float32
            m >= 0; in the unit that `level.compression` says. A sample that is not finite makes NaN of every frame it
            touches, of some more where the signal is resampled, and with PCEN of all that follow.

        Raises
        ------
        ValueError
            If shape or dtype are wrong or changed, or the signal has been ended by `flush`.
        """
        block = np.asarray(block)
        kind = self._kind
        if (
            kind is None
            or block.dtype is not kind.dtype
            or block.shape[1:] != kind.shape
            or bits != kind.bits
            or not block.ndim
        ):
            self._begin(Kind.of(block, bits))
        rows = _rows(block)
        if self._front_end is not None:
            return self._shaped(self._analysis.push(self._front_end.push(rows)))
        return self._shaped(self._analysis.push(rows, self._gain))

    def whole(self, samples: AnyArray, bits: int = 0) -> Floats:
        """The frames of a whole signal: `push` and `flush` in one, and ready for the next.

        Parameters, result and errors are those of `push`; what was pushed before is forgotten.
        """
        self.reset()
        samples = np.asarray(samples)
        try:
            self._begin(Kind.of(samples, bits))
            if self._front_end is not None or self.config.stft.least_seconds:
                return np.concatenate([self.push(samples, bits), self.flush()])
            return self._shaped(self._analysis.whole(_rows(samples), self._gain))
        finally:
            self.reset()

    def flush(self) -> Floats:
        """The frames that the end of the signal completes, shaped as by `push`; then `reset` before the next signal."""
        parts = []
        if self._kind is not None and not self._has_ended:
            if self._front_end is not None:
                parts.append(self._analysis.push(self._front_end.finish()))
            parts += map(self._analysis.push, self._silence())
        self._has_ended, self._kind = True, None  # so that the next block is looked at
        parts.append(self._analysis.flush())
        return self._shaped(parts[0] if len(parts) == 1 else np.concatenate(parts))

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("a MelStream cannot be copied or pickled; make another: MelStream(config, sample_rate)")

    def reset(self) -> None:
        """Forget everything: the next block begins a new signal, of any shape and dtype."""
        self._kind = None
        self._is_flat = True
        self._has_ended = False
        self._gain = 1.0
        self._front_end: FrontEnd | None = None
        self._analysis.reset()

    def _begin(self, kind: Kind) -> None:
        """The first block of a signal, or one that looks other than those before."""
        if self._has_ended:
            raise ValueError("push() must not follow flush(), which ended the signal; reset() begins another")
        if kind == self._kind:
            return
        if self._kind is not None:
            raise ValueError(f"block must stay {self._kind} until reset(), got {kind}")
        stft = self.config.stft
        if kind.channels != self._analysis.channels:
            self._analysis = self._new_analysis(kind.channels)
        self._kind, self._is_flat, self._gain = kind, kind.is_flat, kind.gain
        if FrontEnd.is_needed(stft, self.sample_rate):
            self._front_end = FrontEnd(stft, self.sample_rate, kind.channels, kind.gain, self._plan.dtype)

    def _new_analysis(self, channels: int) -> Analysis:
        return Analysis(self.config, self._plan, self.analysis_rate, channels, self._kernel_name, self._observe)

    def _silence(self) -> Iterator[Doubles]:
        """What fills up a signal that is too short; none has no length to be filled up."""
        missing = ceil(self.config.stft.least_seconds * self.analysis_rate) - self._analysis.pushed
        while self._analysis.pushed and missing > 0:
            yield np.zeros((self._analysis.channels, min(missing, SILENCE_BLOCK)))
            missing -= SILENCE_BLOCK

    def _shaped(self, levels: Floats) -> Floats:
        """As the blocks were: without channels where they had none."""
        return levels[:, 0] if self._is_flat else levels


def _rows(block: AnyArray) -> AnyArray:
    """Shape (channels, n), of a block of shape (n,) or (n, channels)."""
    return block[None] if block.ndim == 1 else block.T


def melspectrogram(
    samples: AnyArray, config: Config | None = None, sample_rate: int = 0, *, bits: int = 0, kernel: str = "auto"
) -> Floats:
    """The frames of a whole signal: what pushing it in any pieces and flushing gives.

    `finalize` makes of them what a library gives for a whole clip.

    Parameters
    ----------
    samples
        Shape (n,) or (n, channels), n >= 0; floats in [-1, 1], or integers, which are scaled by their full range.
    config, sample_rate, kernel
        As for `MelStream`.
    bits
        As for `MelStream.push`.

    Returns
    -------
    ndarray, shape (m, n_mels) or (m, channels, n_mels), float32
        m >= 0; in the unit that `level.compression` says. Frame 0 first: librosa's arrays are transposed to these.

    Raises
    ------
    ConfigError
        If the configuration is impossible at this rate.
    ValueError
        If samples, bits, rate or kernel are wrong.

    Examples
    --------
    >>> import numpy as np
    >>> from livemel import load_config, melspectrogram
    >>> melspectrogram(np.zeros(22050, np.float32), load_config("librosa"), sample_rate=22050).shape
    (44, 128)
    """
    return MelStream(config, sample_rate, kernel=kernel).whole(samples, bits)
