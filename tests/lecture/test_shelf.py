"""Which scene is meant, and what a broken one among good ones does: nothing to the others."""

from __future__ import annotations

import pytest
from scene_text import SCENE

from livemel.errors import LivemelError
from livemel.lecture import shelf


@pytest.fixture
def own(monkeypatch, tmp_path):
    monkeypatch.setattr(shelf, "own_scenes_folder", lambda: tmp_path)

    def put(name, text=SCENE):
        (tmp_path / f"{name}.toml").write_text(text)

    return put


def test_a_number_means_the_scene_that_begins_with_it_however_it_is_written(own):
    own("10-more")

    assert shelf.scene_path("1").stem == "01-numbers"
    assert shelf.scene_path("10").stem == "10-more"
    assert list(shelf.scene_paths())[-1] == "10-more"


def test_two_scenes_of_one_number_are_both_named(own):
    own("7-mine")

    with pytest.raises(LivemelError, match=r"2 scenes match '7': .*07-mel.*"):
        shelf.scene_path("7")


def test_capitals_do_not_matter(own):
    own("Telefon")

    assert shelf.scene_path("telefon") == shelf.scene_path("TEL") == shelf.own_scenes_folder() / "Telefon.toml"


def test_a_broken_scene_is_told_and_the_others_are_given(own):
    own("broken", "titel = 5")
    own("good")
    (shelf.own_scenes_folder() / "._good.toml").write_bytes(b"\x00")
    (shelf.own_scenes_folder() / "folder.toml").mkdir()
    scenes, problems = shelf.read_shelf()

    assert "good" in [scene.name for scene in scenes]
    assert len(scenes) == 10
    assert len(problems) == 2
    assert "broken.toml: titel is unknown" in problems[0]
    assert "folder.toml is no file" in problems[1]
