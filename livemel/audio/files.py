"""FileSource: a sound file that libsndfile reads, in real time or as fast as it can be read."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, BinaryIO

from livemel.audio.channels import check_channel, count
from livemel.audio.pacing import UNPACED_BLOCK, Pacer
from livemel.audio.promised import promised_samples
from livemel.audio.source import Block, SampleClock, Samples, SourceState
from livemel.config import SourceConfig
from livemel.errors import SourceError

if TYPE_CHECKING:
    from soundfile import SoundFile

KINDS = "WAV, FLAC, OGG and others"


class FileSource:
    """The samples of `config.path`, from the first to the last.

    Parameters
    ----------
    config
        `path`, `channel` and `sample_rate` are read.
    paced
        Give samples no faster than real time.
    block
        The most samples at a time.
    """

    kind = "file"

    def __init__(self, config: SourceConfig, paced: bool = True, block: int = UNPACED_BLOCK) -> None:
        self.name = os.path.basename(config.path)
        self.sample_rate = 0
        self.channels = 0
        self.length = 0
        """Samples per channel that the file's header promises; known once open."""
        self.missing = 0
        """Of those, how many were not there; known at the end."""
        self.state = SourceState.LIVE
        self.detail = ""
        self.overflows = 0
        self._config = config
        self._paced = paced
        self._block = block
        self._position = 0
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
        self._raw = _opened(self._config.path)
        file = self._file = _decoded(self._config.path, self._raw)
        self.sample_rate, self.channels = file.samplerate, file.channels
        self.length = promised_samples(file.frames, file.channels, file.subtype, file.extra_info)
        self._refuse_what_was_not_asked_for()
        if not file.frames:
            raise SourceError(f"{self.name} holds no samples{self._promise()}; choose a file with sound in it")
        self._pacer = Pacer(self.sample_rate, self._paced, self._block)

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
        """What is due, or as much as may come at a time; the last samples set the state to ENDED."""
        samples = self._decode(self._pacer.due() if self.state is SourceState.LIVE else 0)
        self._position += len(samples)
        self._pacer.give(len(samples))
        return Block(samples)

    def _decode(self, due: int) -> Samples:
        assert self._file is not None
        try:
            samples: Samples = self._file.read(due, dtype="float32", always_2d=True)
        except (RuntimeError, OSError) as error:
            raise SourceError(
                f"cannot read {self.name} beyond sample {self._position} of {self.length}: the file is damaged or "
                f"cut off ({_reason(error)})"
            ) from error
        if len(samples) < due:
            self._end(self._position + len(samples))
        return samples

    def _end(self, given: int) -> None:
        self.state = SourceState.ENDED
        self.missing = max(0, self.length - given)
        cut_off = f" too early: {count(self.missing, 'sample')} of {self.length} missing" if self.missing else ""
        self.detail = f"{self.name} ended{cut_off}"

    def clock(self) -> SampleClock:
        """Which sample is due now."""
        return self._pacer.clock()

    def close(self) -> None:
        """End; may be called twice."""
        for opened in (self._file, self._raw):
            if opened is not None:
                opened.close()
        self._file = self._raw = None


def _opened(path: str) -> BinaryIO:
    """The file for reading, if it is one that can hold sound."""
    if not path:
        raise SourceError("source.path must name a sound file, got nothing; use --source file:PATH")
    try:
        status = os.stat(path)
        if stat.S_ISDIR(status.st_mode):
            raise SourceError(f"cannot read {path}: it is a folder; name a sound file in it")
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(f"cannot read {path}: it is no regular file; a pipe is read with --source stdin")
        if not status.st_size:
            raise SourceError(f"cannot read {path}: the file is empty (0 bytes)")
        return open(path, "rb", buffering=0)
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot read {path}: {_reason(error)}") from error


def _decoded(path: str, raw: BinaryIO) -> SoundFile:
    try:
        import soundfile
    except OSError as error:  # the library that it wraps is not there
        raise SourceError(f"cannot read sound files: {_reason(error)}; install libsndfile") from error
    try:
        # the number of the open file: soundfile cannot encode every name, and takes a name ending in .raw for its kind
        return soundfile.SoundFile(path if sys.platform == "win32" else raw.fileno(), closefd=False)
    except (RuntimeError, TypeError, ValueError) as error:
        raise SourceError(
            f"cannot read {path}: it must be sound that libsndfile reads ({KINDS}), got {_reason(error)}"
        ) from error


def _reason(error: Exception) -> str:
    """The library's own words, without the name of the file."""
    text = getattr(error, "error_string", None) or getattr(error, "strerror", None) or str(error)
    return str(text).removeprefix("Error : ").strip().rstrip(".")
