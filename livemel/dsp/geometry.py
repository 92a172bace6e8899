"""Where the frames of a signal lie: how long they are, how far apart, what is added at the ends."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from livemel.config import StftConfig


@dataclass(frozen=True)
class Geometry:
    """Lengths in samples. Frame k takes `length` samples of the signal, from k * hop - left on."""

    length: int
    hop: int
    left: int
    """Samples added before the first."""
    right: int
    """The most that is added after the last."""
    mode: str
    """What is added, in the words of numpy.pad."""
    is_whole: bool
    """Whether there is a frame for every hop, however little of it the signal fills."""
    drops_last: bool

    @classmethod
    def of(cls, stft: StftConfig) -> Geometry:
        """The geometry that `stft` asks for."""
        length = stft.n_fft if stft.frame_length == "n_fft" else stft.win_length or stft.n_fft
        hop = stft.hop_length
        if stft.snip_edges:
            left = right = length // 2 if stft.center else stft.padding
        else:  # frame k is centred on the middle of hop k
            left, right = length // 2 - hop // 2, length
        return cls(length, hop, left, right, stft.pad_mode, not stft.snip_edges, stft.drop_last)

    def num_frames(self, num_samples: int) -> int:
        """How many frames a whole signal gives; none if it is empty, or shorter than a frame that is not padded."""
        if num_samples == 0:
            return 0
        if self.is_whole:
            count = (num_samples + self.hop // 2) // self.hop
        else:
            rest = num_samples + self.left + self.right - self.length
            count = 1 + rest // self.hop if rest >= 0 else 0
        return max(0, count - self.drops_last)

    def num_complete(self, num_samples: int) -> int:
        """How many frames the first `num_samples` samples settle, whatever follows."""
        if num_samples < self.samples_before_first:
            return 0
        if self.drops_last:
            return min(1 + (num_samples + self.left - self.length) // self.hop, self.num_frames(num_samples))
        return 1 + (num_samples + self.left - self.length) // self.hop

    @cached_property
    def samples_before_first(self) -> int:
        """Samples that the first frame needs: its own, and those that its left side mirrors."""
        return max(1, self.length - self.left, self.samples_mirrored)

    @cached_property
    def samples_mirrored(self) -> int:
        """Samples that the left padding is made of."""
        if self.left == 0:
            return 0
        return {"constant": 0, "edge": 1, "symmetric": self.left, "reflect": self.left + 1}[self.mode]

    @property
    def centre_of_first_frame(self) -> int:
        """The sample at the centre of frame 0."""
        return self.length // 2 - self.left

    @property
    def delay(self) -> int:
        """Samples that must follow a frame's centre before the frame is complete."""
        return self.length - self.length // 2


def num_frames(num_samples: int, stft: StftConfig) -> int:
    """How many frames a whole signal of `num_samples` (at the rate of the analysis) gives."""
    return Geometry.of(stft).num_frames(num_samples)


def samples_of_one_frame(stft: StftConfig) -> int:
    """How many samples (at the rate of the analysis) a signal must have to give a frame at least."""
    geometry = Geometry.of(stft)
    return bisect_left(range(2 * geometry.length + 1), 1, key=geometry.num_frames)
