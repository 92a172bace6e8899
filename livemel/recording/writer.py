"""Writer: what waits in an intake, into an open file and its labels, so that time stays true."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass

from livemel.recording.intake import Intake
from livemel.recording.labels import Label
from livemel.recording.open_file import OpenFile
from livemel.recording.pcm24 import packed, whole_steps
from livemel.recording.sidecars import Sidecars
from livemel.runtime.feed import Gap, Sound

SYNC_SECONDS = 5.0
"""How often the disk itself is waited for: so much is missing at most after a power cut."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A label as it was asked for: in samples of the run."""

    begin: int
    end: int
    text: str
    low_hz: float | None
    high_hz: float | None


class Writer:
    """The recording's thread's. Every method may raise OSError.

    Parameters
    ----------
    file, sidecars
        To write to.
    intake
        To take from.
    """

    def __init__(self, file: OpenFile, sidecars: Sidecars, intake: Intake) -> None:
        self.clipped = 0
        """Samples louder than full scale."""
        self._file, self._sidecars, self._intake = file, sidecars, intake
        self._origin = 0  # the sample of the run that is the file's first
        self._synced = time.monotonic()

    @property
    def samples(self) -> int:
        """In the file."""
        return self._file.samples

    def write_next(self) -> bool:
        """Write what has waited longest; whether there was anything."""
        item = self._intake.take()
        if item is None:
            return False
        if not self.samples and self._intake.begin is not None:
            self._origin = self._intake.begin
        if isinstance(item, Gap):
            self._write_gap(item)
        else:
            self._write_sound(item)
        return True

    def _write_sound(self, sound: Sound) -> None:
        missing = sound.at_sample - self._origin - self.samples
        if missing > 0:
            self._write_gap(Gap(sound.at_sample - missing, missing, "lost"))
        elif missing < 0:  # the run began anew: the file goes on
            self._origin += missing
            here = self._seconds(sound.at_sample)
            self._sidecars.add(Label(here, here, "the samples are counted anew"))
        steps, clipped = whole_steps(sound.samples)
        self.clipped += clipped
        self._file.append(packed(steps))

    def _write_gap(self, gap: Gap) -> None:
        """Silence from where the file ends to where the gap ends."""
        end = gap.at_sample + gap.lost
        missing = end - self._origin - self.samples
        if missing > 0:
            self._sidecars.add(Label(self._seconds(end - missing), self._seconds(end), gap.cause))
            self._file.append_silence(missing)

    def flush(self, markers: deque[Marker]) -> None:
        """Make all of it readable, with the markers that wait; now and then wait for the disk."""
        self._file.check_that_it_is_there()
        self._file.publish()
        while self.samples and markers:
            marker = markers.popleft()
            begin, end = (max(0.0, self._seconds(at)) for at in (marker.begin, marker.end))
            self._sidecars.add(Label(begin, end, marker.text, marker.low_hz, marker.high_hz))
        self._sidecars.save()
        if time.monotonic() - self._synced >= SYNC_SECONDS:
            self.sync()

    def sync(self) -> None:
        """Wait until the disk has it."""
        self._file.sync()
        self._synced = time.monotonic()

    def save_what_can_be_saved(self) -> None:
        """The disk refuses: leave whole samples, a head that counts them, and the labels if they fit."""
        with suppress(OSError):
            self._file.mend_end()
        with suppress(OSError):
            self._sidecars.save()

    def _seconds(self, sample: int) -> float:
        return (sample - self._origin) / self._file.sample_rate
