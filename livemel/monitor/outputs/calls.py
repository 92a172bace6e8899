"""Calls: commands and webhooks that rules ask for, one after the other, in a thread, each for a limited time."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from livemel.monitor.outputs.event_log import as_dict
from livemel.monitor.outputs.webhook import CallError, post
from livemel.monitor.report import Report
from livemel.monitor.rules.rule import Event, Rule

MOST_WAITING = 1000
"""Calls that wait for those before; more are dropped, and counted."""
CLOSE_SECONDS, LOOK_SECONDS = 5.0, 0.2
SECRET = "LIVEMEL_"
"""Variables that begin so are none of a command's business: passwords are among them."""


class Calls:
    """An output and a keeper; nothing here waits for what is called.

    Parameters
    ----------
    rules
        Those of them that have a command or a webhook are called for, when an event begins and when it has ended.
    say
        Told at the end, in words, how many calls were never made.
    """

    def __init__(self, rules: Sequence[Rule], say: Callable[[str], None] = lambda text: None) -> None:
        self.dropped = 0
        """Calls for which there was no room, or no time at the end."""
        self._say = say
        self._is_full = False
        self._failure = ""  # of the last call; the thread's
        self._rules = {rule.name: rule for rule in rules if rule.command or rule.webhook}
        self._waiting: queue.Queue[Event | None] = queue.Queue(MOST_WAITING)
        self._is_ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="livemel calls", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why the last call failed, or has no room. Never an address: it may hold a secret."""
        full = f"{self.dropped} calls were dropped: those before them take too long" if self._is_full else ""
        return full or self._failure

    def take(self, report: Report) -> None:
        """Nobody is called for a second in which nothing happens."""

    def tell(self, event: Event) -> None:
        """Call for it when those before are through."""
        if event.rule not in self._rules:
            return
        try:
            self._waiting.put_nowait(event)
            self._is_full = False
        except queue.Full:
            self._is_full = True
            self.dropped += 1

    def close(self) -> None:
        """What still waits has 5 seconds; a command that runs then is killed."""
        try:
            self._waiting.put_nowait(None)
        except queue.Full:
            self._is_ending.set()
        self._thread.join(CLOSE_SECONDS)
        self._is_ending.set()
        self._thread.join(CLOSE_SECONDS)
        self.dropped += self._left()
        if self.dropped:
            self._say(f"{self.dropped} calls of rules were never made: those before them took too long")

    def _left(self) -> int:
        """Events that still wait; emptied, the thread may end."""
        left = 0
        with suppress(queue.Empty):
            while True:
                left += self._waiting.get_nowait() is not None
        return left

    def _run(self) -> None:
        while not self._is_ending.is_set() and (event := self._waiting.get()) is not None:
            self._call(self._rules[event.rule], event)

    def _call(self, rule: Rule, event: Event) -> None:
        told = (json.dumps(as_dict(event), ensure_ascii=False) + "\n").encode(errors="replace")
        calls: list[Callable[[], None]] = []
        if rule.command:
            calls.append(lambda: run_command(rule.command, told, rule.call_seconds, is_ending=self._is_ending.is_set))
        if rule.webhook:
            calls.append(lambda: post(rule.webhook, told, rule.call_seconds))
        failures = [failure for call in calls if (failure := _failure_of(call))]
        self._failure = f"rule {rule.name!r}: {'; '.join(failures)}" if failures else ""


def _failure_of(call: Callable[[], None]) -> str:
    try:
        call()
    except CallError as error:
        return str(error)
    except Exception as error:  # the thread must outlive whatever a call does; the text may hold a secret
        return f"a call broke: {type(error).__name__}; please report this"
    return ""


def run_command(
    command: Sequence[str],
    told: bytes,
    seconds: float,
    environ: Mapping[str, str] = os.environ,
    is_ending: Callable[[], bool] = lambda: False,
) -> None:
    """Run it without a shell, `told` on its standard input; its process group is killed after `seconds`, or at an end.

    Raises
    ------
    CallError
        If it cannot be started, takes too long, or ends with another code than 0.
    """
    name = os.path.basename(command[0])
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={key: value for key, value in environ.items() if not key.startswith(SECRET)},
            start_new_session=True,
        )
    except OSError as error:
        raise CallError(f"the command {name} cannot be started: {error.strerror or error}") from error
    with process:
        input_left: bytes | None = told
        end = time.monotonic() + seconds
        while True:
            try:
                process.communicate(input_left, min(LOOK_SECONDS, max(0.0, end - time.monotonic())))
                break
            except subprocess.TimeoutExpired as error:
                input_left = None
                if is_ending() or time.monotonic() >= end:
                    _end_all(process)
                    why = f"took more than {seconds:g} s" if time.monotonic() >= end else "was still running at the end"
                    raise CallError(f"the command {name} {why} and was ended") from error
    if process.returncode:
        raise CallError(f"the command {name} ended with {process.returncode}")


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """The command, and on Unix all of its process group: what it has started and has not left that."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):  # all have ended
        os.killpg(process.pid, signal.SIGKILL)
