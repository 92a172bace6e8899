"""FileSource: a sound file that libsndfile reads, in real time or as fast as it can be read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO

from livemel.audio.channels import check_channel, count
from livemel.audio.pacing import UNPACED_BLOCK, Pacer
from livemel.audio.promised import promised_samples
from livemel.audio.sound_file import decoded, opened, reason
from livemel.audio.source import Block, SampleClock, Samples, SourceState
from livemel.audio.transport import Transport
from livemel.config import SourceConfig
from livemel.errors import SourceError

if TYPE_CHECKING:
    from soundfile import SoundFile


class FileSource:
    """The samples of `config.path`, from the first to the last, or as its transport is told.

    Parameters
    ----------
    config
        `path`, `channel` and `sample_rate` are read.
    paced
        Give samples no faster than real time.
    block
        The most samples at a time.
    holds_at_end
        At the end wait, live, for `transport.seek` or `resume` instead of ending.
    """

    kind = "file"

    def __init__(
        self, config: SourceConfig, paced: bool = True, block: int = UNPACED_BLOCK, holds_at_end: bool = False
    ) -> None:
        self.name = os.fsencode(os.path.basename(config.path)).decode("utf-8", "replace")  # to be told anywhere
        self.sample_rate = 0
        self.channels = 0
        self.length = 0
        """Samples per channel that the file's header promises; known once open."""
        self.missing = 0
        """Of those, how many were not there; known at the end."""
        self.state = SourceState.LIVE
        self.detail = ""
        self.overflows = 0
        self.transport = Transport(holds_at_end)
        self._config = config
        self._paced = paced
        self._block = block
        self._position = 0  # in the file
        self._frames = 0
        self._cut = False  # whether the next samples do not continue the last
        self._raw: BinaryIO | None = None
        self._file: SoundFile | None = None

    def open(self) -> None:
        """Begin.

        Raises
        ------
        SourceError
            If there is no such file, it is no sound, it is empty, or not what `config` asks for.
        """
        try:
            self._open()
        except SourceError:
            self.close()
            raise

    def _open(self) -> None:
        self._raw = opened(self._config.path)
        file = self._file = decoded(self._config.path, self._raw)
        self.sample_rate, self.channels = file.samplerate, file.channels
        self.length = promised_samples(file.frames, file.channels, file.subtype, file.extra_info)
        self._refuse_what_was_not_asked_for()
        if not file.frames:
            raise SourceError(f"{self.name} holds no samples{self._promise()}; choose a file with sound in it")
        self._frames = file.frames
        self._pacer = Pacer(self.sample_rate, self._paced, self._block)

    @property
    def length_s(self) -> float:
        """Seconds of sound in the file; 0 until it is open."""
        return self._frames / self.sample_rate if self.sample_rate else 0.0

    @property
    def position_s(self) -> float:
        """Seconds from the begin of the file to the sample that comes next."""
        return self._position / self.sample_rate if self.sample_rate else 0.0

    def _refuse_what_was_not_asked_for(self) -> None:
        check_channel(self._config, self.channels, self.name)
        if self._config.sample_rate not in (0, self.sample_rate):
            raise SourceError(
                f"source.sample_rate must be 0 or {self.sample_rate} Hz (the rate of {self.name}), "
                f"got {self._config.sample_rate}"
            )

    def _promise(self) -> str:
        return f", though its header promises {self.length}" if self.length else ""

    def read(self) -> Block:
        """What is due, or as much as may come at a time.

        The last samples set the state to ENDED, unless the transport lets the file loop or wait at its end.
        """
        if self.transport.take_up():
            self._move()
        due = self._pacer.due() if self.state is SourceState.LIVE and not self.transport.at_end else 0
        samples = self._decode(due)
        cut, self._cut = self._cut, False
        self._position += len(samples)
        self._pacer.give(len(samples))
        if len(samples) < due:
            self._reach_end()
        return Block(samples, cut=cut)

    def _move(self) -> None:
        """Where and as fast as the transport says."""
        self._pacer.set_speed(self.transport.pace)
        target_s, self.transport.target_s = self.transport.target_s, None
        if target_s is not None:
            self._go_to(min(self._frames, round(target_s * self.sample_rate)))

    def _go_to(self, sample: int) -> None:
        assert self._file is not None
        try:
            self._position = self._file.seek(sample)
        except (RuntimeError, OSError) as error:
            raise SourceError(f"cannot go to sample {sample} of {self.name}: {reason(error)}") from error
        self._cut = True

    def _decode(self, due: int) -> Samples:
        assert self._file is not None
        try:
            samples: Samples = self._file.read(due, dtype="float32", always_2d=True)
        except (RuntimeError, OSError) as error:
            raise SourceError(
                f"cannot read {self.name} beyond sample {self._position} of {self.length}: the file is damaged or "
                f"cut off ({reason(error)})"
            ) from error
        return samples

    def _reach_end(self) -> None:
        self.missing = max(0, self.length - self._position)
        if self.transport.loop:
            self._go_to(0)
        elif self.transport.holds_at_end:
            self._cut = True  # completes what came before
            self.transport.at_end = True
            self._pacer.set_speed(0.0)
        else:
            self.state = SourceState.ENDED
            cut_off = f" too early: {count(self.missing, 'sample')} of {self.length} missing" if self.missing else ""
            self.detail = f"{self.name} ended{cut_off}"

    def clock(self) -> SampleClock:
        """Which sample is due now."""
        return self._pacer.clock()

    def close(self) -> None:
        """End; may be called twice."""
        for each in (self._file, self._raw):
            if each is not None:
                each.close()
        self._file = self._raw = None
