"""Keys and pictures in the documents are those of the window."""

from __future__ import annotations

import re

import pytest
from docs_lib.generated import DOCUMENTS, GALLERY, NUMERICS, README, REPOSITORY, WINDOW, part_of, rewritten
from PIL import Image
from screenshots_lib.shots import SHOTS

from livemel.gui.actions import SPECS

IMAGES = REPOSITORY / "docs" / "images"
MOST_BYTES = 3_000_000
OTHERS = [(path, name) for path, parts in DOCUMENTS.items() if path != NUMERICS for name in parts]


@pytest.mark.parametrize(("path", "name"), OTHERS, ids=lambda each: getattr(each, "name", each))
def test_a_generated_part_is_up_to_date(path, name):
    text = path.read_text()

    assert part_of(text, name) == part_of(rewritten(text, DOCUMENTS[path]), name), "run scripts/make_docs"


@pytest.mark.parametrize("path", [README, WINDOW], ids=lambda path: path.name)
def test_every_action_is_told(path):
    keys = part_of(path.read_text(), "keys")

    assert [spec.text for spec in SPECS.values() if spec.text not in keys] == []


def test_every_picture_is_in_the_gallery_and_every_one_of_the_gallery_is_there():
    shown = re.findall(r"images/([\w-]+)\.png", GALLERY.read_text())

    assert sorted(shown) == sorted(path.stem for path in IMAGES.glob("*.png"))
    assert shown == [shot.name for shot in SHOTS]


def test_the_pictures_are_small_and_whole():
    for path in IMAGES.glob("*.png"):
        with Image.open(path) as image:
            image.load()
            assert image.width >= 1000

    assert sum(path.stat().st_size for path in IMAGES.glob("*.png")) < MOST_BYTES
