"""Questions to what may never answer: asked on a thread of their own, waited for only so long."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

AT_MOST_OPEN = 4
"""Unanswered questions at a time; a frozen server must not gather threads."""

Found = TypeVar("Found")

_room = threading.BoundedSemaphore(AT_MOST_OPEN)


class Answer(Generic[Found]):
    """What `question` gives, once it does; `otherwise` when it fails.

    Where too many are open already, it is not asked: never ready, `otherwise` at once.
    """

    def __init__(self, question: Callable[[], Found], otherwise: Found) -> None:
        self._question = question
        self._answer = otherwise
        self._ready = threading.Event()
        self._asked = _room.acquire(blocking=False)
        if self._asked:
            threading.Thread(target=self._ask, name="livemel question", daemon=True).start()

    @property
    def ready(self) -> bool:
        """Whether whoever was asked has answered, or failed."""
        return self._ready.is_set()

    def wait(self, seconds: float) -> Found:
        """The answer, or `otherwise` when none comes within `seconds`."""
        if self._asked:
            self._ready.wait(seconds)
        return self._answer

    def _ask(self) -> None:
        """The question's own thread."""
        with suppress(Exception):  # whatever is wrong with whoever was asked, the answer is `otherwise`
            self._answer = self._question()
        _room.release()
        self._ready.set()
