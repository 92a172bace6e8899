"""LatestJob: work in a thread of its own, for whoever wants only the newest result."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Made = TypeVar("Made")

JOIN_SECONDS = 5.0


class LatestJob(Generic[Asked, Made]):
    """Does what was asked last; what was asked before it and has not been begun is forgotten.

    `want` and `close` are for one thread, the owner's; `tell` and `fail` are called in the job's own.

    Parameters
    ----------
    work
        Makes what is asked for.
    tell
        Takes what was made.
    fail
        Takes the exception instead.
    name
        Of the thread.
    """

    def __init__(
        self, work: Callable[[Asked], Made], tell: Callable[[Made], None], fail: Callable[[Exception], None], name: str
    ) -> None:
        self._work = work
        self._tell = tell
        self._fail = fail
        self._is_wanted = threading.Condition()
        self._asked: list[Asked] = []
        self._is_closed = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def want(self, asked: Asked) -> None:
        """Ask for this; the thread begins with the first time."""
        with self._is_wanted:
            self._asked[:] = [asked]
            self._is_wanted.notify()
        if self._thread.ident is None and not self._is_closed:
            self._thread.start()

    def close(self) -> None:
        """Tell nothing more, and end the thread."""
        with self._is_wanted:
            self._is_closed = True
            self._is_wanted.notify()
        if self._thread.ident is not None:
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while True:
            with self._is_wanted:
                self._is_wanted.wait_for(lambda: self._asked or self._is_closed)
                if self._is_closed:
                    return
                asked = self._asked.pop()
            self._do(asked)

    def _do(self, asked: Asked) -> None:
        try:
            made = self._work(asked)
        except Exception as error:  # told to whoever asked
            if not self._is_closed:
                self._fail(error)
            return
        if not self._is_closed:
            self._tell(made)
