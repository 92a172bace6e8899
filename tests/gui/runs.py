"""Whole runs with a window, as the command line makes them, and microphones that do what a test says."""

from __future__ import annotations

from scripted_source import RATE, ScriptedSource, mono

from livemel.audio.source import make_source
from livemel.config.remembering import start_of_window
from livemel.gui.run import Run
from livemel.picture.shown import shown_config
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening
from livemel.runtime.past.chronicle import HISTORY_SECONDS


class Sockets:
    """What happens when a microphone is opened: a failure, or a source."""

    def __init__(self):
        self.microphone = ScriptedSource([mono([0.1] * RATE)])
        self.devices_forgotten = 0
        self.asked_for = []

    def make_source(self, config, paced=True):
        self.asked_for.append(config)
        if config.kind != "mic":
            return make_source(config, paced)
        if isinstance(self.microphone, Exception):
            raise self.microphone
        return self.microphone

    def forget_devices(self):
        self.devices_forgotten += 1


def made_run(*overrides, may_fall_back=True, remembers=False):
    """A run, as the command line makes it."""
    start = start_of_window([], overrides, {}, source_named=bool(overrides))
    recorder, ear = Recorder(), Ear()
    listeners = Listeners(recorder, ear)
    opening = Opening(shown_config(start.config), listeners.of, keep_seconds=HISTORY_SECONDS)
    return Run(start, opening, listeners, recorder, ear, may_fall_back=may_fall_back, remembers=remembers)


def notice(run):
    return "" if run.window._notice.isHidden() else run.window._notice.text()


def shows(run, kind):
    return run.controller.live is not None and run.controller.live.session.source.kind == kind
