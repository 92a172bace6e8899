"""A scene in a file, read."""

import pytest
from scene_text import SCENE

from livemel.lecture.reading.scene_file import read_scene


@pytest.fixture
def read(tmp_path):
    def read_text(text=SCENE):
        path = tmp_path / "scene.toml"
        path.write_text(text, encoding="utf-8")
        return read_scene(path)

    return read_text
