"""What every command that listens makes of its arguments."""

import os
from argparse import Namespace
from pathlib import Path

import pytest

from livemel.commands.listening import check_writable, config_of, source_overrides
from livemel.config import load_config
from livemel.errors import LivemelError


@pytest.mark.parametrize(
    ("source", "kind", "path", "signal"),
    [
        ("mic", "mic", "", None),
        ("demo", "demo", "", None),
        ("stdin", "stdin", "", None),
        ("file:a voice=1:2.wav", "file", "a voice=1:2.wav", None),
        ("synth:sine,frequency=440", "synth", "", "sine,frequency=440"),
    ],
)
def test_a_source_is_a_setting(source, kind, path, signal):
    config = load_config(overrides=source_overrides(Namespace(source=source)))

    assert (config.source.kind, config.source.path) == (kind, path)
    assert config.source.signal == signal or signal is None


@pytest.mark.parametrize("source", ["nonsense", ":", "mic:3", "stdin:x", "nonsense:x", "FILE:x"])
def test_a_source_that_is_none_is_told_with_those_there_are(source):
    with pytest.raises(LivemelError, match=r"--source must be mic, demo, file:PATH, synth:SPEC or stdin, got "):
        source_overrides(Namespace(source=source))


@pytest.mark.parametrize("source", ["file", "file:", "synth", "synth:"])
def test_a_source_that_needs_more_is_told(source):
    kind = source.removesuffix(":")

    with pytest.raises(LivemelError, match=f"--source {kind} needs more: {kind}:"):
        source_overrides(Namespace(source=source))


def test_a_device_is_text_even_if_it_is_a_number():
    assert load_config(overrides=source_overrides(Namespace(device="3"))).source.device == "3"


def test_source_and_device_win_over_settings():
    args = Namespace(config=[], overrides=["source.kind=demo", "source.device=a"], source="stdin", device="b")
    config = config_of(args)

    assert (config.source.kind, config.source.device) == ("stdin", "b")


def test_checking_leaves_nothing_behind(tmp_path):
    check_writable(str(tmp_path / "new.json"))

    assert list(tmp_path.iterdir()) == []


def test_checking_leaves_what_is_there_as_it_is(tmp_path):
    path = tmp_path / "old.json"
    path.write_text("precious", encoding="utf-8")
    os.utime(path, (0, 0))
    check_writable(str(path))

    assert path.read_text(encoding="utf-8") == "precious"
    assert path.stat().st_mtime == 0


def test_nothing_to_write_needs_no_check():
    check_writable(None)


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere/out.json", "there is no folder .*nowhere; make it first"),
        ("folder", "it is a folder; name a file in it"),
        ("file/out.json", "there is no folder .*file; make it first"),
        ("x" * 300, "File name too long"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path, monkeypatch, path, told):
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file").touch()

    with pytest.raises(LivemelError, match=f"^cannot write {path}: {told}"):
        check_writable(path)
