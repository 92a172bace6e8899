"""The shelf: which scenes there are, livemel's own and the teacher's."""

from __future__ import annotations

import re
from pathlib import Path

from livemel.config.loading import user_file
from livemel.errors import LivemelError
from livemel.lecture.parameters import nearest
from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.scene import Scene

FAR = 10**9
"""The place of a scene without a number: behind all others."""


def scenes_folder() -> Path:
    """Where livemel's own are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    packaged = package / "scenes"
    return packaged if packaged.is_dir() else package.parent / "config" / "scenes"


def own_scenes_folder() -> Path:
    """Where a teacher's own are; one with the name of one of livemel's takes its place."""
    return user_file().parent / "scenes"


def scene_paths() -> dict[str, Path]:
    """Every scene's file by its name, in the order in which they are given: files are numbered."""
    found = [path for folder in (scenes_folder(), own_scenes_folder()) for path in folder.glob("*.toml")]
    paths = {path.stem: path for path in found if not path.name.startswith(".")}  # what a system leaves beside a file
    return dict(sorted(paths.items(), key=lambda pair: (number_of(pair[0]) or FAR, pair[0])))


def number_of(name: str) -> int | None:
    """The number that a scene's name begins with: its place in the lecture."""
    digits = re.match(r"\d{1,9}", name)
    return int(digits[0]) if digits else None


def scene_path(wanted: str) -> Path:
    """The file of a scene: by its name, its number, a part of its name, or a path.

    Raises
    ------
    LivemelError
        If none or several are meant.
    """
    if wanted.endswith(".toml") or "/" in wanted:
        return Path(wanted)
    paths = scene_paths()
    word = wanted.casefold()
    number = int(word) if word.isdecimal() else None
    exact = [name for name in paths if name.casefold() == word or (number is not None and number_of(name) == number)]
    matching = exact or [name for name in paths if word in name.casefold()]
    if len(matching) == 1:
        return paths[matching[0]]
    if matching:
        raise LivemelError(f"{len(matching)} scenes match {wanted!r}: {', '.join(matching)}; name one more closely")
    raise LivemelError(f"no scene is called {wanted!r}{nearest(wanted, paths)}; see livemel lecture --list")


def read_shelf() -> tuple[list[Scene], list[str]]:
    """Every scene that can be read, and of the others what is wrong with them."""
    scenes, problems = [], []
    for path in scene_paths().values():
        try:
            scenes.append(read_scene(path))
        except LivemelError as error:
            problems.append(str(error))
    return scenes, problems


def all_scenes() -> list[Scene]:
    """Every scene, read. Raises LivemelError where one is wrong."""
    scenes, problems = read_shelf()
    if problems:
        raise LivemelError("; ".join(problems))
    return scenes
