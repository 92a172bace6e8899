"""MelStream: blocks of samples in, mel frames out, the same bits however the signal was cut."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from livemel.config import Config, check_sample_rate
from livemel.dsp.arrays import AnyArray, Doubles, Floats
from livemel.dsp.compression import compress, finalize
from livemel.dsp.filterbank import BandSums, band_centres, mel_filterbank
from livemel.dsp.framing import Framer, padding
from livemel.dsp.windows import centred_in, periodic_window


class MelStream:
    """A streaming short-time Fourier transform, summed into mel bands.

    float64 inside, float32 out; equal to librosa's float32 results within 2e-6 of a frame's peak.

    Parameters
    ----------
    config
        What to compute; `stft`, `mel` and `level` are read.
    sample_rate
        Hz of the samples; 0: what `config` says, else 48000.

    Raises
    ------
    ConfigError
        If the configuration is impossible at this rate.
    """

    def __init__(self, config: Config | None = None, sample_rate: int = 0) -> None:
        self.config = config or Config()
        self.sample_rate = sample_rate or self.config.sample_rate
        check_sample_rate(self.config, self.sample_rate)
        stft, mel = self.config.stft, self.config.mel
        self._window = centred_in(periodic_window(stft.window, stft.win_length or stft.n_fft), stft.n_fft)
        self.filterbank = mel_filterbank(mel, self.sample_rate, self._window)
        self.filterbank.setflags(write=False)
        self._bands = BandSums(self.filterbank)
        self._framer: Framer | None = None
        self._input: tuple[tuple[int, ...], np.dtype[np.generic], int] | None = None

    @property
    def frequencies(self) -> Doubles:
        """Hz of the centre of every band, shape (n_mels,)."""
        return band_centres(self.config.mel, self.sample_rate)

    @property
    def centre_of_first_frame(self) -> int:
        """The sample at the centre of frame 0; frame k is k * hop_length samples later."""
        return self.config.stft.n_fft // 2 - padding(self.config.stft)

    @property
    def delay(self) -> int:
        """Samples that must follow a frame's centre before the frame is complete."""
        stft = self.config.stft
        return stft.n_fft - stft.n_fft // 2

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
            m >= 0; in the unit that `level.compression` says.

        Raises
        ------
        ValueError
            If shape or dtype are wrong or changed.
        """
        block = np.asarray(block)
        samples = self._scaled(block, bits)
        assert self._framer is not None
        return self._joined(self._framer.push(samples), block.ndim)

    def flush(self) -> Floats:
        """The frames that the end of the signal completes, shaped as by `push`; then `reset` before the next signal."""
        if self._framer is None or self._input is None:
            return np.empty((0, self.config.mel.n_mels), np.float32)
        return self._joined(self._framer.flush(), 1 + len(self._input[0]))

    def reset(self) -> None:
        """Forget everything: the next block begins a new signal, of any shape and dtype."""
        self._framer = None
        self._input = None

    def _scaled(self, block: AnyArray, bits: int) -> Doubles:
        kind = (block.shape[1:], block.dtype, bits)
        if self._input is None:
            _check_block(block, bits)
            self._input = kind
            self._framer = Framer(self.config.stft, block.shape[1] if block.ndim == 2 else 1)
        elif kind != self._input:
            raise ValueError(f"block must stay {_described(*self._input)} until reset(), got {_described(*kind)}")
        full_scale = float(1 << ((bits or 8 * block.dtype.itemsize) - 1)) if block.dtype.kind == "i" else 1.0
        samples: Doubles = (block.T if block.ndim == 2 else block[None, :]).astype(np.float64)
        return samples if full_scale == 1.0 else samples / full_scale

    def _joined(self, groups: Iterator[Doubles], ndim: int) -> Floats:
        parts = [self._levels(group) for group in groups]
        if not parts:
            channels = () if ndim == 1 else (self._input[0][0] if self._input else 1,)
            return np.empty((0, *channels, self.config.mel.n_mels), np.float32)
        frames = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=1)
        return frames[0] if ndim == 1 else np.ascontiguousarray(frames.swapaxes(0, 1))

    def _levels(self, windows: Doubles) -> Floats:
        """Levels of frames, shape (channels, m, n_fft), as (channels, m, n_mels)."""
        channels, m, n_fft = windows.shape
        frames = (windows * self._window).reshape(channels * m, n_fft)
        mel = self._bands(spectra(frames, self.config.mel.power))
        return compress(mel, self.config).reshape(channels, m, -1)


def spectra(frames: Doubles, power: int) -> Doubles:
    """Magnitudes (power 1) or powers (2) of windowed `frames`, shape (m, n_fft), as (m, 1 + n_fft // 2)."""
    transform = np.fft.rfft(frames)
    values: Doubles = np.square(transform.real)
    values += np.square(transform.imag)
    return values if power == 2 else np.sqrt(values, out=values)


def melspectrogram(samples: NDArray[np.generic], config: Config | None = None, sample_rate: int = 0) -> Floats:
    """The frames of a whole signal: what pushing it in any pieces and flushing gives.

    Parameters and result are those of `MelStream` and `MelStream.push`.
    """
    stream = MelStream(config, sample_rate)
    return np.concatenate([stream.push(samples), stream.flush()])


def _check_block(block: AnyArray, bits: int) -> None:
    if block.ndim not in (1, 2) or (block.ndim == 2 and block.shape[1] == 0):
        raise ValueError(f"block must have shape (n,) or (n, channels), got {block.shape}")
    if block.dtype not in (np.int16, np.int32, np.float32, np.float64):
        raise ValueError(f"block must be int16, int32, float32 or float64, got {block.dtype}")
    if bits and not (block.dtype.kind == "i" and 1 < bits <= 8 * block.dtype.itemsize):
        raise ValueError(f"bits must be 2..{8 * block.dtype.itemsize} and the block integer, got {bits}")


def _described(channels: tuple[int, ...], dtype: np.dtype[np.generic], bits: int) -> str:
    shape = f"(n, {channels[0]})" if channels else "(n,)"
    return f"{dtype} of shape {shape}" + (f" with bits={bits}" if bits else "")


__all__ = ["MelStream", "finalize", "melspectrogram"]
