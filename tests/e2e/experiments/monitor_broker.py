"""The broker is killed while a monitor has many events to tell, and comes back: which of them reach a reader."""

import json
import time
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from broker import Broker, Subscriber
from numbered_room import NumberedRoom
from pulsed import pulsed_lap
from rules_file import write_rules
from running_monitor import RunningMonitor, troubles

RULES = 20
"""Each begins and ends an event every four seconds."""
AT_MOST_SECONDS = 60.0


@dataclass(frozen=True)
class Delivery:
    """What came of the events of one run; seconds."""

    logged: int
    """Told to the event log."""
    told_while_away: int
    """Of these, while there was no broker."""
    missing: int
    """Of the log's, those that the reader never got."""
    strangers: int
    """That the reader got and the log does not know."""
    out_of_order: int
    """Places at which the reader's order, without repetitions, is not the log's."""
    repeated_at_once: int
    """Come twice, one directly after the other: allowed at QoS 1."""
    repeated_later: int
    troubles: tuple[str, ...]
    caught_up_after: float
    """From the broker's return until the reader has all that was told meanwhile."""
    exit_code: int


def kill_broker(mic, home, away_seconds, times=1, is_crash=True):
    """Kill it so often for so long, while the sound comes and goes; a crash, or as a service is stopped."""
    home.mkdir(parents=True, exist_ok=True)
    rules, log = write_rules(home / "rules.toml", RULES), home / "events.jsonl"
    broker = Broker(home).start()
    reader = Subscriber(broker, "livemel/+/event", home / "read")
    arguments = ("--rules", rules, "--events", log, "--mqtt", f"127.0.0.1:{broker.port}", "--set", "monitor.node=hall")
    away, caught_up = 0, 0.0
    try:
        with (
            NumberedRoom(mic, sound=pulsed_lap(mic.wiring.rate)),
            RunningMonitor(mic, home / "home", *arguments) as monitor,
        ):
            monitor.until(lambda told: len(_logged(log)) >= RULES and not told[-1]["trouble"])
            for _ in range(times):
                reader.wait_for(lambda read: _has_all(read, _logged(log)))
                before = len(_logged(log))
                (broker.kill if is_crash else broker.stop)()
                _wait(monitor, away_seconds)
                monitor.until(lambda told: told[-1]["trouble"])
                monitor.until(lambda _, before=before: len(_logged(log)) >= before + RULES)
                owed = _logged(log)
                away += len(owed) - before
                broker.start()
                back = time.monotonic()
                reader.wait_for(lambda read, owed=owed: _has_all(read, owed), AT_MOST_SECONDS)
                caught_up = max(caught_up, time.monotonic() - back)
                monitor.until(lambda told: not told[-1]["trouble"])
            code, told = monitor.end(), monitor.told()
        logged = _logged(log)
        read = _read(reader.wait_for(lambda read: _has_all(read, logged), AT_MOST_SECONDS))
    finally:
        reader.stop()
        broker.stop()
    once = list(dict.fromkeys(read))
    at_once = sum(a == b for a, b in pairwise(read))
    return Delivery(
        logged=len(logged),
        told_while_away=away,
        missing=len(set(logged) - set(read)),
        strangers=len(set(read) - set(logged)),
        out_of_order=sum(a != b for a, b in zip(once, logged, strict=False)),
        repeated_at_once=at_once,
        repeated_later=sum(count - 1 for count in Counter(read).values()) - at_once,
        troubles=tuple(troubles(told)),
        caught_up_after=caught_up,
        exit_code=code,
    )


def _wait(monitor, seconds):
    """So long, if the monitor lives so long."""
    end = time.monotonic() + seconds
    monitor.until(lambda _: time.monotonic() >= end, seconds + 1.0)


def _logged(path):
    """Events of the log, each by its id and phase."""
    lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.exists() else []
    return [_key(json.loads(line)) for line in lines]


def _read(messages):
    return [_key(json.loads(text)) for _, text in messages]


def _key(event):
    return event["id"], event["phase"]


def _has_all(messages, keys):
    return set(keys) <= set(_read(messages))
