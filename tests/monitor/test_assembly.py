"""What is put together fits: who is told a second finds its sound kept; what cannot be leaves nothing behind."""

from __future__ import annotations

import io

import pytest

from livemel.config import load_config
from livemel.errors import LivemelError
from livemel.monitor import assembly
from livemel.monitor.assembly import assemble
from livemel.monitor.keeping.folder import Folder
from livemel.monitor.metering.metering import Metering
from livemel.runtime.feed import Sound


@pytest.fixture
def config(tmp_path):
    def asked(*more):
        tone = [
            "source.kind=synth",
            "source.signal=sine,frequency=1000,level=-20",
            f"monitor.folder={tmp_path / 'kept'}",
        ]
        return load_config(overrides=[*tone, *more])

    return asked


def put_together(config, rules=()):
    return assemble(config, rules, [], False, io.StringIO(), lambda text: None)


def test_the_meter_hears_every_block_after_all_who_keep_it(config, monkeypatch):
    behind = []

    class Watched(Metering):
        def consume(self, event):
            if isinstance(event, Sound):
                behind.append(event.at_sample + len(event.samples) - monitor.keeping.store.end)
            super().consume(event)

    monkeypatch.setattr(assembly, "Metering", Watched)
    monitor = put_together(config("monitor.clips=true"))
    while len(behind) < 3:
        monitor.session.step()
    monitor.close()

    assert set(behind) == {0}


@pytest.mark.parametrize("setting", ["monitor.metrics=192.0.2.1:9464", "monitor.node=a/b", "level.compression=pcen"])
def test_what_cannot_be_leaves_the_folder_free(config, tmp_path, setting):
    with pytest.raises(LivemelError):
        put_together(config(setting))
    Folder(tmp_path / "kept").close()


def test_who_gives_up_while_a_microphone_opens_leaves_the_folder_free(config, tmp_path, monkeypatch):
    def give_up():
        raise KeyboardInterrupt

    monkeypatch.setattr(assembly, "LOOK_SECONDS", 0.0)
    nothing = io.StringIO(), lambda text: None
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012 - until it is asked while it opens
        while True:
            assemble(config(), [], [], False, *nothing, give_up).close()
    Folder(tmp_path / "kept").close()
