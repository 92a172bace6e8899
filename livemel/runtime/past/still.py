"""Still: a saved view as a source that has ended, so that whoever shows a run can show it too."""

from __future__ import annotations

import threading
from math import ceil

import numpy as np

from livemel.audio.source import Block, SampleClock, SourceState
from livemel.config import Config
from livemel.errors import LivemelError
from livemel.picture.printed.saved_view import SavedLevels, SavedView
from livemel.runtime.feed import Columns, Event, Gap, Sound
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.past.still_sound import sound_of
from livemel.runtime.session import Session

LOST = "lost when the picture was saved"
BEYOND_SECONDS = 1.0
"""How far behind the end of the view the clock stands still, for every delay a picture may take off."""


class PictureSource:
    """Gives nothing: all there is of it was told before. Its name is that of the source that was heard."""

    kind = "picture"
    channels = 1
    overflows = 0

    def __init__(self, view: SavedView) -> None:
        self.view = view
        self.name = view.source
        self.sample_rate = view.sample_rate
        self.state = SourceState.ENDED
        sound = "with its sound" if view.sound is not None else "without its sound: what was not seen is not in it"
        self.detail = f"A picture of {view.started.astimezone():%Y-%m-%d %H:%M:%S}, {sound}"

    def open(self) -> None:
        """Nothing is to be begun."""

    def read(self) -> Block:
        """Nothing."""
        return Block(np.empty((0, 1), np.float32))

    def clock(self) -> SampleClock:
        """Stands still behind the end."""
        beyond = BEYOND_SECONDS + 2 * self.view.config.stft.n_fft / self.view.analysis_rate
        return SampleClock((self.view.end + beyond) * self.sample_rate, 0.0, 0.0)

    def close(self) -> None:
        """Nothing is to be ended."""


class PictureOpening(Opening):
    """What an Opening is for a microphone: its session has ended, and its listeners have been told of all there is.

    Raises
    ------
    LivemelError
        If the view has no levels, or its sound is damaged.
    """

    def __init__(self, view: SavedView, config: Config, listeners: Listeners) -> None:
        if view.levels is None:
            raise LivemelError("the picture holds no levels to show; choose one that livemel has saved")
        self._abandoned = False
        self._failure = None
        self._thread = threading.current_thread()
        source = PictureSource(view)
        store = None if view.sound is None else _filled_store(view)
        self._session = Session(source, config, listeners.of(source), store=store)
        for event in events_of(view.levels, view, self._session.hop_length):
            listeners.feed.consume(event)

    def wait(self, seconds: float | None = None) -> bool:
        """It is open."""
        return True

    def session(self) -> Session:
        """The run, not yet started."""
        assert self._session is not None
        return self._session

    def abandon(self) -> None:
        """Close it."""
        self.session().close()


def events_of(kept: SavedLevels, view: SavedView, hop_length: float) -> list[Event]:
    """What a session of a hop of so many samples would have told of these levels."""
    times = max(1, round(kept.hop_length / hop_length))
    first_slot = kept.first_slot * times - times // 2
    levels = np.repeat(kept.levels, times, axis=0)[max(0, -first_slot) :]
    gaps = [Gap(gap.at_sample, gap.lost, LOST) for gap in view.gaps]
    return [Columns(max(0, first_slot) * hop_length, hop_length, levels), *gaps]


def _filled_store(view: SavedView) -> SoundStore:
    """The sound of the view, where it was heard; what was lost is missing."""
    assert view.sound is not None
    samples = sound_of(view.sound.flac, view.sample_rate)
    begin = view.sound.at_sample
    end = begin + len(samples)
    store = SoundStore(ceil(len(samples) / view.sample_rate) + 1.0, view.sample_rate)
    for gap in sorted(view.gaps, key=lambda gap: gap.at_sample):
        lost_until = min(end, gap.at_sample + gap.lost)
        if gap.at_sample >= end or lost_until <= begin:
            continue
        _tell(store, begin, samples[begin - end :][: max(0, gap.at_sample - begin)])
        at_sample = max(begin, gap.at_sample)
        store.consume(Gap(at_sample, lost_until - at_sample, LOST))
        begin = lost_until
    _tell(store, begin, samples[len(samples) - (end - begin) :])
    return store


def _tell(store: SoundStore, at_sample: int, samples: np.ndarray[tuple[int], np.dtype[np.float32]]) -> None:
    if len(samples):
        store.consume(Sound(at_sample, samples, begins=True))
