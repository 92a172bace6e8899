"""Opening: a source is made ready elsewhere, and whoever asked gets a session or the reason why not."""

from __future__ import annotations

import threading

import pytest
from scripted_source import SMALL, ScriptedSource

from livemel.audio import source as source_module
from livemel.config import load_config
from livemel.errors import ConfigError, DeviceError, SourceError
from livemel.runtime import opening as opening_module
from livemel.runtime.opening import Opening


class Door(ScriptedSource):
    """Opens when it is let."""

    def __init__(self, failure=None):
        super().__init__()
        self.failure = failure
        self.let = threading.Event()

    def open(self):
        assert self.let.wait(10)
        if self.failure is not None:
            raise self.failure
        super().open()


@pytest.fixture
def door(monkeypatch):
    """Puts a source behind the door where a microphone would be."""

    def put(failure=None):
        source = Door(failure)
        monkeypatch.setattr(opening_module, "make_source", lambda config: source)
        return source

    return put


def openings():
    return [thread for thread in threading.enumerate() if thread.name == "livemel opening"]


def test_nobody_has_to_wait(door):
    source = door()
    opening = Opening(SMALL, [])
    waited = opening.wait(0)
    source.let.set()

    assert (waited, opening.wait(10)) == (False, True)


def test_the_session_has_the_open_source_and_has_taken_no_step(door):
    source = door()
    opening = Opening(SMALL, [])
    source.let.set()
    session = opening.session()

    assert (session.source, source.opened, source.was_read.is_set()) == (source, 1, False)


@pytest.mark.parametrize("failure", [DeviceError("no such microphone"), ZeroDivisionError("a bug")], ids=repr)
def test_what_kept_the_source_from_opening_is_raised_to_who_asks(door, failure):
    source = door(failure)
    opening = Opening(SMALL, [])
    source.let.set()

    with pytest.raises(type(failure), match=str(failure)):
        opening.session()
    assert source.closed == 1


def test_a_rate_that_does_not_suit_closes_the_source_again(door):
    source = door()
    opening = Opening(load_config(overrides=["mel.fmax=9000"]), [])
    source.let.set()

    with pytest.raises(ConfigError, match="at most 8000 Hz"):
        opening.session()
    assert (source.opened, source.closed) == (1, 1)


def test_what_nobody_took_is_closed_when_it_is_abandoned(door):
    source = door()
    opening = Opening(SMALL, [])
    source.let.set()
    opening.abandon()

    assert source.closed
    assert openings() == []


def test_a_device_that_does_not_open_keeps_nobody_waiting_and_is_closed_if_it_opens_after_all(door, monkeypatch):
    monkeypatch.setattr(opening_module, "ABANDON_SECONDS", 0.01)
    source = door()
    opening = Opening(SMALL, [])
    opening.abandon()
    left = openings()
    source.let.set()
    for thread in left:
        thread.join(10)

    assert len(left) == 1
    assert source.closed


def test_a_failure_that_nobody_took_is_abandoned_too(door):
    source = door(SourceError("gone"))
    opening = Opening(SMALL, [])
    source.let.set()
    opening.abandon()

    assert openings() == []


@pytest.mark.parametrize(("look_anew", "looked"), [(True, 1), (False, 0)])
def test_devices_are_looked_for_again_only_when_asked(door, monkeypatch, look_anew, looked):
    forgotten = []
    monkeypatch.setattr(opening_module, "forget_devices", lambda: forgotten.append(1))
    source = door()
    source.let.set()
    Opening(SMALL, [], look_anew=look_anew).session()

    assert len(forgotten) == looked


@pytest.mark.parametrize("kind", ["demo", "synth"])
def test_real_sources_open(kind):
    config = load_config(overrides=[f"source.kind={kind}"])

    with Opening(config, []).session() as session:
        assert (session.source.kind, session.source.sample_rate) == (kind, 48000)


def test_every_kind_of_source_in_the_settings_can_be_made():
    from livemel.config.sections import SourceConfig
    from livemel.config.setting import settings_of

    assert set(settings_of(SourceConfig)["kind"].choices) == set(source_module.SOURCES)
