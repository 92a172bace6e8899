"""Workshop: makes sounds, keeps them, and makes slow ones in the background before they are asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable

from livemel.lecture.recipe import Recipe
from livemel.lecture.sound import Sound

MOST_KEPT_BYTES = 256 << 20
"""The sounds that were not wanted for the longest time are forgotten beyond this."""
MOST_WAITING = 512
JOIN_SECONDS = 2.0


class _Closed(BaseException):
    """Raised in the middle of a slow sound, to give it up."""


class Workshop:
    """Any thread may ask. One thread of its own, begun when something is to be prepared, makes what waits.

    A slow sound is made once: whoever asks for one that is being made waits for it.
    """

    def __init__(self) -> None:
        self.failure = ""
        """What went wrong last in the background; told again to whoever asks for that sound."""
        self._kept: OrderedDict[Recipe, Sound] = OrderedDict()
        self._waiting: deque[Recipe | Callable[[], object]] = deque()
        self._progress: dict[Recipe, float] = {}
        self._failed: dict[Recipe, Exception] = {}
        self._lock = threading.RLock()  # of all of the above
        self._making = threading.RLock()  # one slow sound at a time
        self._wake = threading.Event()
        self._is_closed = False
        self._busy = False  # written by the thread
        self._thread = threading.Thread(target=self._run, name="livemel workshop", daemon=True)

    def sound(self, recipe: Recipe) -> Sound:
        """The sound, made now if it is not kept; with all that it is made from."""
        kept = self._look(recipe)
        if kept is not None:
            return kept
        if not recipe.is_slow:  # made at once, whatever else is being made: twice costs less than waiting
            return self._make(recipe)
        with self._making:
            if recipe in self._failed:
                raise self._failed[recipe]
            kept = self._look(recipe)
            return kept if kept is not None else self._make(recipe)

    def is_ready(self, recipe: Recipe) -> bool:
        """Whether it is kept, or made in no time, or known to fail."""
        return not recipe.is_slow or recipe in self._failed or self._look(recipe) is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing is being made in the background."""
        with self._lock:
            return not self._waiting and not self._busy

    def progress(self, recipes: Iterable[Recipe]) -> float:
        """How much of what is slow in `recipes` is done, 0 to 1."""
        slow = [recipe for recipe in recipes if recipe.is_slow]
        with self._lock:
            done = [1.0 if recipe in self._kept else self._progress.get(recipe, 0.0) for recipe in slow]
        return sum(done) / len(done) if done else 1.0

    def prepare(self, recipes: Iterable[Recipe], first: bool = False, then: Callable[[], object] | None = None) -> None:
        """Make these in the background; `first`: before all that waits. `then` is called there when they are made."""
        with self._lock:
            new: list[Recipe | Callable[[], object]] = [
                each for each in dict.fromkeys(recipes) if each not in self._kept
            ]
            new += [then] if then is not None else []
            for job in reversed(new) if first else new:
                if job in self._waiting:
                    self._waiting.remove(job)
                if first:
                    self._waiting.appendleft(job)
                else:
                    self._waiting.append(job)
            while len(self._waiting) > MOST_WAITING:
                self._waiting.pop()
            if new and self._thread.ident is None and not self._is_closed:
                self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """Give up what is being made, and end the thread."""
        self._is_closed = True
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(JOIN_SECONDS)

    def _look(self, recipe: Recipe) -> Sound | None:
        with self._lock:
            kept = self._kept.get(recipe)
            if kept is not None:
                self._kept.move_to_end(recipe)
            return kept

    def _make(self, recipe: Recipe) -> Sound:
        def tell(share: float) -> None:
            if self._is_closed and threading.current_thread() is self._thread:
                raise _Closed
            with self._lock:
                self._progress[recipe] = share

        sound = recipe.make(self.sound, tell)
        with self._lock:
            self._progress.pop(recipe, None)
            if recipe.is_heard and not recipe.is_slow:  # another one every moment
                return sound
            self._kept[recipe] = sound
            while len(self._kept) > 1 and sum(each.samples.nbytes for each in self._kept.values()) > MOST_KEPT_BYTES:
                self._kept.popitem(last=False)
        return sound

    def _run(self) -> None:
        while not self._is_closed:
            with self._lock:
                job = self._waiting.popleft() if self._waiting else None
                self._busy = job is not None
            if job is None:
                self._wake.wait()
                self._wake.clear()
                continue
            try:
                self.sound(job) if isinstance(job, Recipe) else job()
            except _Closed:
                return
            except Exception as error:  # raised again for whoever asks for the sound
                self.failure = f"a step could not be prepared: {error}"
                if isinstance(job, Recipe):
                    self._failed[job] = error
