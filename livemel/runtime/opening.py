"""Opening: makes a source ready in a thread of its own, so that nobody has to wait for a sound card."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from livemel.audio.source import Source, forget_devices, make_source
from livemel.config import Config
from livemel.runtime.feed import Sink
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.session import Session

ABANDON_SECONDS = 1.0
"""A device that opens later than this is closed by its own thread, if it ever opens."""


class Opening:
    """Begins to open the source of `config` at once; `session` gives the run that waits for its first step.

    Parameters
    ----------
    config
        What is to be heard, and how.
    sinks
        Of the session, or what gives them once the source is open.
    look_anew
        PortAudio looks for devices again before: no other microphone may be open.
    keep_seconds
        So much of its sound the session keeps.
    """

    def __init__(
        self,
        config: Config,
        sinks: Sequence[Sink] | Callable[[Source], Sequence[Sink]],
        look_anew: bool = False,
        keep_seconds: float = 0.0,
    ) -> None:
        self._look_anew = look_anew
        self._keep_seconds = keep_seconds
        self._config = config
        self._sinks = sinks
        self._session: Session | None = None
        self._failure: Exception | None = None
        self._abandoned = False
        self._thread = threading.Thread(target=self._run, name="livemel opening", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        source: Source | None = None
        try:
            if self._look_anew:
                forget_devices()
            source = make_source(self._config.source)
            source.open()
            store = SoundStore(self._keep_seconds, source.sample_rate) if self._keep_seconds else None
            self._session = Session(
                source, self._config, self._sinks(source) if callable(self._sinks) else self._sinks, store=store
            )
        except Exception as error:  # raised again where the session is asked for
            self._failure = error
            if source is not None:
                source.close()
        if self._abandoned and self._session is not None:
            self._session.close()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the source is open or refused, at most `seconds`. Returns whether it is."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def session(self) -> Session:
        """The run, not yet started, whose owner is who asks; once. Raises what kept the source from opening."""
        self._thread.join()
        session, self._session = self._session, None
        if session is None:
            assert self._failure is not None
            raise self._failure
        return session

    def abandon(self) -> None:
        """Close what has been opened and nobody took; what never opens keeps nobody waiting."""
        self._abandoned = True
        if self.wait(ABANDON_SECONDS) and self._session is not None:
            self._session.close()
