"""Recording: one recording from its first sample to the finished file, and the thread that writes it."""

from __future__ import annotations

import threading
import time
from collections import deque
from datetime import datetime
from pathlib import Path

from livemel.errors import LivemelError, as_livemel_error
from livemel.recording.encoding import Cancelled
from livemel.recording.finishing import discard_if_empty, finish
from livemel.recording.intake import Intake
from livemel.recording.names import KINDS, OPEN, free_name, recording_name
from livemel.recording.open_file import OpenFile, reason
from livemel.recording.sidecars import MAX_LABELS, Sidecars
from livemel.recording.writer import Marker, Writer

FLUSH_SECONDS = 0.25
"""How often what has come is given to the system: so much is missing at most after a kill."""
QUEUE_SECONDS = 30.0
"""So long the disk may stand still without a sample lost."""
HANDOVER_SECONDS = 0.5
"""How long the end waits for the worker, which may have nothing to say."""


class Recording:
    """One recording. The worker feeds `intake`, a thread of its own writes, everybody may read.

    Parameters
    ----------
    folder
        Made if it is not there.
    source
        The name of what is heard.
    sample_rate
        Hz.
    kind
        What it is made when it is over: "flac", "wav", or "w64", which it is already.
    started
        When.
    queue_seconds
        How long the disk may stand still.
    """

    def __init__(
        self,
        folder: Path,
        source: str,
        sample_rate: int,
        kind: str,
        started: datetime,
        queue_seconds: float = QUEUE_SECONDS,
    ) -> None:
        if kind not in KINDS:
            raise LivemelError(f"a recording must be one of {', '.join(KINDS)}, got {kind}")
        self.sample_rate = sample_rate
        self.intake = Intake(round(queue_seconds * sample_rate))
        self.path: Path | None = None
        """Where it is: first the open file, then the finished one. Writer's, as all below."""
        self.samples = 0
        """In the file, silence for what was lost among them."""
        self.clipped = 0
        """Samples louder than full scale, cut to it."""
        self.failure = ""
        """Why it has stopped or was not finished, as a sentence; what was written is kept."""
        self.was_cancelled = False
        """It is kept as W64: somebody did not want to wait."""
        self.finishing: float | None = None
        """How much of the finished file is done, 0 to 1; None before and after."""
        self.over = threading.Event()
        """Nothing more comes of it: it is finished, or has failed."""
        self._folder, self._source, self._kind, self._started = folder, source, kind, started
        self._markers: deque[Marker] = deque()
        self._marker_count = 0  # the owner's
        self._stop = threading.Event()
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._run, name="livemel recording", daemon=True)

    def start(self) -> None:
        """Begin; the file is made by the thread, since a disk may be slow."""
        self._thread.start()

    def stop(self) -> None:
        """End here; what has come is written and finished."""
        self._stop.set()

    def cancel(self) -> None:
        """Do not finish it: the W64 is kept as it is, a left-over for later."""
        self._cancel.set()

    def join(self, timeout_seconds: float | None = None) -> bool:
        """Wait for the thread; whether it has ended."""
        self._thread.join(timeout_seconds)
        return not self._thread.is_alive()

    def add_label(self, text: str, begin: int, end: int, low_hz: float | None, high_hz: float | None) -> None:
        """Owner: say something of samples of the run."""
        if self._marker_count >= MAX_LABELS:
            raise LivemelError(f"a recording holds at most {MAX_LABELS} labels; stop it and begin another one")
        self._marker_count += 1
        self._markers.append(Marker(begin, end, text, low_hz, high_hz))

    def _run(self) -> None:
        try:
            self._record_and_finish()
        except Cancelled:
            self.was_cancelled = True
        except (LivemelError, OSError) as error:
            self.failure = self._told(reason(error) if isinstance(error, OSError) else str(error))
        except Exception as error:  # shown by whoever owns the recorder
            self.failure = self._told(str(as_livemel_error(error)))
        finally:
            self.intake.refuse()
            self.finishing = None
            self.over.set()

    def _record_and_finish(self) -> None:
        file, sidecars = self._begun()
        self.path = file.path
        try:
            self._record(Writer(file, sidecars, self.intake))
            if discard_if_empty(file):
                self.path = None
                raise LivemelError("no sound came before it was stopped")
            self.finishing = 0.0
            self.path = finish(file, sidecars, self._kind, self._progress, self._cancel.is_set)
        finally:
            file.close()

    def _begun(self) -> tuple[OpenFile, Sidecars]:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            name = free_name(self._folder, recording_name(self._source, self._started))
            return OpenFile.create(self._folder / (name + OPEN), self.sample_rate), Sidecars(self._folder, name)
        except OSError as error:
            raise LivemelError(f"{reason(error)}; choose another folder") from error

    def _record(self, writer: Writer) -> None:
        try:
            is_last = False
            while not is_last:
                is_last = self._stop.wait(FLUSH_SECONDS)
                if is_last:
                    self.intake.ended.wait(HANDOVER_SECONDS)
                self._write_what_came(writer)
            writer.sync()
        except OSError:
            writer.save_what_can_be_saved()
            raise
        finally:
            self._count(writer)

    def _write_what_came(self, writer: Writer) -> None:
        """All that waits, published as often as if it did not."""
        flushed = time.monotonic()
        while writer.write_next():
            self._count(writer)
            if time.monotonic() - flushed >= FLUSH_SECONDS:
                writer.flush(self._markers)
                flushed = time.monotonic()
        writer.flush(self._markers)

    def _count(self, writer: Writer) -> None:
        self.samples, self.clipped = writer.samples, writer.clipped

    def _progress(self, fraction: float) -> None:
        self.finishing = fraction

    def _told(self, cause: str) -> str:
        if self.finishing is not None:
            return f"the recording is whole and kept as {self.path}, but was not finished: {cause}"
        if self.path is None:
            return f"nothing was recorded in {self._folder}: {cause}"
        seconds = self.samples / self.sample_rate
        kept = f"what came before is kept as {self.path}" if self.path.exists() else f"{self.path} is no longer there"
        return f"the recording has stopped after {seconds:.1f} s: {cause}; {kept}"
