"""Handover: from one source to another without losing what was heard; the gap between them has its true length."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from livemel.audio.source import Source, forget_devices, make_source
from livemel.config import Config
from livemel.errors import LivemelError
from livemel.runtime.feed import Sink
from livemel.runtime.joint import Resume
from livemel.runtime.past.sound_at_rate import at_rate
from livemel.runtime.session import Session


@dataclass(frozen=True)
class HandedOver:
    """A session that continues another."""

    session: Session
    """Not yet started."""
    config: Config
    error: Exception | None
    """Why it is not the source that was asked for, but the one before, opened again."""


class Handover:
    """Opens the source of `config` and lets it continue `old`, in a thread of its own.

    Both are open for a moment, if the sound card allows it; else the old one is closed first. If the new one does not
    open, the old one goes on: as it is, or opened again.

    Parameters
    ----------
    old
        The session that goes on until then; it has a store, and is started.
    old_config, config
        What it was opened with, and what is asked for now.
    sinks
        Gives those of a session of a source that is open.
    """

    def __init__(
        self, old: Session, old_config: Config, config: Config, sinks: Callable[[Source], Sequence[Sink]]
    ) -> None:
        self._old = old
        self._old_config = old_config
        self._config = config
        self._sinks = sinks
        self._result: HandedOver | None = None
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="livemel handover", daemon=True)
        self._thread.start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is done or failed, at most `seconds`. Returns whether it is."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def result(self) -> HandedOver:
        """What came of it. Raises what kept the new source from opening, where the old session still goes on."""
        self._thread.join()
        if self._result is None:
            assert self._failure is not None
            raise self._failure
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._hand_over()
        except Exception as error:  # raised again where the result is asked for
            self._failure = error

    def _hand_over(self) -> HandedOver:
        try:
            source = _opened(self._config)
        except LivemelError as error:
            if not _is_same_card(self._old_config, self._config):
                raise
            first = error
        else:
            return HandedOver(self._continued(source, self._config), self._config, None)
        self._old.close()
        forget_devices()  # it may have come since PortAudio looked
        try:
            source = _opened(self._config)
        except LivemelError:
            source = _opened(self._old_config)
            return HandedOver(self._continued(source, self._old_config), self._old_config, first)
        return HandedOver(self._continued(source, self._config), self._config, None)

    def _continued(self, source: Source, config: Config) -> Session:
        old = self._old
        old.close()
        assert old.store is not None
        ended = old.clock.seconds + (old.position - old.clock.sample) / old.clock.sample_rate
        try:
            store, position = at_rate(old.store, old.position, source.sample_rate)
            resume = Resume(position, ended, f"changed to {source.name}")
            return Session(source, config, self._sinks(source), store=store, resume=resume)
        except Exception:
            source.close()
            raise


def _opened(config: Config) -> Source:
    source = make_source(config.source)
    try:
        source.open()
    except Exception:
        source.close()
        raise
    return source


def _is_same_card(old: Config, new: Config) -> bool:
    """Whether the new source may be refused because the old one has it."""
    return old.source.kind == new.source.kind == "mic"
