"""Names of recordings: when and what, safe on every file system."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.recording.names import free_name, recording_name, recordings_folder, safe_name

SUMMER_NOON = datetime(2026, 7, 1, 12, 0, 5, tzinfo=timezone(timedelta(hours=2)))


def test_a_name_tells_the_start_in_utc():
    assert recording_name("USB mic", SUMMER_NOON) == "USB-mic_20260701T100005Z"


@pytest.mark.parametrize(
    ("source", "safe"),
    [("Überall 2", "Überall-2"), ("../../etc/passwd", "etc-passwd"), (".hidden", "hidden"), ("///", "recording")],
)
def test_a_source_becomes_a_safe_name(source, safe):
    assert safe_name(source) == safe


@given(st.text())
def test_whatever_a_source_is_called_it_makes_one_short_part_of_a_path(source):
    name = safe_name(source)

    assert Path(name).name == name
    assert not name.startswith(".")
    assert len(name.encode()) <= 200


@pytest.mark.parametrize("ending", [".open.w64", ".flac", ".wav", ".w64"])
def test_a_name_that_is_taken_gets_a_number(tmp_path, ending):
    (tmp_path / f"a{ending}").touch()
    (tmp_path / "a_2.flac").touch()

    assert free_name(tmp_path, "a") == "a_3"


def test_recordings_go_to_a_folder_of_their_own_that_is_not_made_by_asking(monkeypatch, tmp_path):
    monkeypatch.setattr("platformdirs.user_music_path", lambda: tmp_path)

    assert recordings_folder() == tmp_path / "livemel"
    assert not recordings_folder().exists()
