"""Telling: hands reports to outputs; one that fails keeps none of the others from theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from livemel.errors import LivemelError
from livemel.monitor.outputs.output import Output
from livemel.monitor.report import Report

SAID_EVERY_SECONDS = 60.0
"""A trouble that goes on in other words, as one that counts, is said again after so long."""


class Telling:
    """One thread.

    Parameters
    ----------
    outputs
        Who gets the reports, one after the other.
    say
        Told in words when an output gets into trouble, and when all are out of it.
    """

    def __init__(self, outputs: Sequence[Output], say: Callable[[str], None]) -> None:
        self._outputs = tuple(outputs)
        self._say = say
        self._ended: set[int] = set()  # places of outputs that want no more
        self._failures: dict[int, str] = {}  # of outputs that raised what nobody foresaw
        self._said: dict[int, tuple[str, float]] = {}  # what of each in trouble, and when

    @property
    def troubles(self) -> tuple[str, ...]:
        """What outputs cannot do now, in words."""
        return tuple(dict.fromkeys(self._by_place().values()))

    def _by_place(self) -> dict[int, str]:
        told = {place: output.trouble for place, output in enumerate(self._outputs) if output.trouble}
        return told | self._failures

    def tell(self, report: Report) -> None:
        """Hand it on to all.

        Raises
        ------
        LivemelError, BrokenPipeError
            If an output wants the monitor to end; all others have got theirs, and this one gets no more.
        """
        wish: Exception | None = None
        for place, output in enumerate(self._outputs):
            if place in self._ended:
                continue
            try:
                output.take(report)
                self._failures.pop(place, None)
            except (LivemelError, BrokenPipeError) as error:
                self._ended.add(place)
                wish = wish or error
            except Exception as error:  # a fault of ours or a library's must not cost what the others keep
                self._failures[place] = f"{type(output).__name__} has failed: {error!r}"
        if wish is not None:
            raise wish

    def say_troubles(self, seconds: float) -> None:
        """Say what is new; `seconds` by a clock that nobody sets."""
        troubles = self._by_place()
        for place, text in troubles.items():
            before, said_at = self._said.get(place, ("", 0.0))
            if not before or (text != before and seconds - said_at >= SAID_EVERY_SECONDS):
                is_said_already = text in (other for other, _ in self._said.values())
                self._said[place] = (text, seconds)
                if not is_said_already:
                    self._say(text)
        if self._said and not troubles:
            self._say("all outputs work again")
        self._said = {place: said for place, said in self._said.items() if place in troubles}

    def close(self) -> None:
        """End the outputs, the last first: events that end now still go to those before."""
        for output in reversed(self._outputs):
            try:
                output.close()
            except Exception as error:  # as above
                self._say(f"{type(output).__name__} could not end well: {error!r}")
