"""Listen to one microphone and follow the list of all: `following.py NAME`; a line of JSON for all that changes.

Ends with its input, and tells then what became of the numbered sound it heard.
"""

import json
import sys
import threading
import time

import numpy as np
from numbered import NO_NUMBER, numbers_of, steps_between

from livemel.audio.devices.listing import DeviceList
from livemel.audio.source import make_source
from livemel.config import Config, SourceConfig
from livemel.runtime.feed import Sound
from livemel.runtime.health.doctor import Health
from livemel.runtime.session import Session

POLL_SECONDS = 0.02


class Kept(list):
    """A sink for the samples."""

    def consume(self, event):
        if isinstance(event, Sound):
            self.append(event.samples)


def say(**told):
    print(json.dumps(told), flush=True)


def follow(name):
    config = Config(source=SourceConfig(device=name))
    source = make_source(config.source)
    source.open()
    kept, health, devices = Kept(), Health(source), DeviceList()
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    session = Session(source, config, [kept, health])
    session.start()
    fault = None
    while not ended.wait(POLL_SECONDS):
        if devices.poll():
            found = devices.listing.devices if devices.listing else ()
            say(sources=sorted({device.server_source for device in found if device.server_source}))
        verdict = health.verdict(time.monotonic())
        if verdict.fault != fault:
            fault = verdict.fault
            say(fault=fault, kind=verdict.kind, sentence=verdict.sentence)
    drift, latency = source.drift, source.stated_latency_seconds
    session.close()
    devices.close()
    tell(kept, session, drift, latency)


def tell(kept, session, drift, latency):
    numbers = numbers_of(np.concatenate(kept))
    numbers = numbers[int(np.argmax(numbers != NO_NUMBER)) :]
    due = numbers[0] + np.arange(len(numbers))
    say(
        received=session.stats.samples_received,
        lost=session.stats.samples_lost,
        strangers=int(np.count_nonzero(numbers == NO_NUMBER)),
        out_of_place=int(np.count_nonzero(steps_between(due, numbers))),
        drift_ppm=None if drift is None else drift.ppm,
        latency=latency,
    )


follow(sys.argv[1])
