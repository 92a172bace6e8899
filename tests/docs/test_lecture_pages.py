"""What the documents show of the lecture is what there is: its pictures, and a scene that works."""

from __future__ import annotations

import re

from docs_lib.generated import REPOSITORY, SCENES
from PIL import Image
from screenshots_lib.lecture import FOLDER, index, picture_of

from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.shelf import all_scenes
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop

SIZE = (1280, 720)
MOST_BYTES = 8_000_000
EXAMPLE = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def test_every_step_has_its_picture_and_every_picture_its_step():
    steps = [picture_of(scene, place) for scene in all_scenes() for place in range(len(scene.steps))]

    assert sorted(path.name for path in FOLDER.glob("*.png")) == sorted(steps), "run scripts/screenshots lecture"


def test_the_index_is_up_to_date():
    assert (FOLDER / "README.md").read_text() == index(all_scenes()), "run scripts/screenshots lecture"


def test_the_pictures_are_small_and_whole():
    paths = sorted(FOLDER.glob("*.png"))
    for path in paths:
        with Image.open(path) as image:
            image.load()
            assert image.size == SIZE, path.name

    assert sum(path.stat().st_size for path in paths) < MOST_BYTES


def test_the_example_of_a_scene_can_be_given(tmp_path):
    path = tmp_path / "my-scene.toml"
    path.write_text(EXAMPLE.search(SCENES.read_text())[1])
    scene = read_scene(path)
    stage = Stage(scene, Workshop())

    for spec in scene.numbers.values():
        assert abs(stage.number(spec) - spec.expected) <= spec.within
    for step in scene.steps:
        assert "{" not in stage.text(step.text)
        assert stage.figure(step) is not None
        assert all(len(stage.sound(name).samples) for name in step.play)


def test_the_readme_shows_a_picture_of_it():
    assert "docs/lecture/" in (REPOSITORY / "README.md").read_text()
