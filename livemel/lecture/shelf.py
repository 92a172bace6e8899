"""The shelf: which scenes there are, livemel's own and the teacher's."""

from __future__ import annotations

from pathlib import Path

from livemel.config.loading import user_file
from livemel.errors import LivemelError
from livemel.lecture.parameters import nearest
from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.scene import Scene


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
    paths = {path.stem: path for folder in (scenes_folder(), own_scenes_folder()) for path in folder.glob("*.toml")}
    return dict(sorted(paths.items()))


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
    number = f"{int(word)}-" if word.isdecimal() else None
    exact = [name for name in paths if name == word or (number and name.startswith(number))]
    matching = exact or [name for name in paths if word in name]
    if len(matching) == 1:
        return paths[matching[0]]
    if matching:
        raise LivemelError(f"{len(matching)} scenes match {wanted!r}: {', '.join(matching)}; name one more closely")
    raise LivemelError(f"no scene is called {wanted!r}{nearest(wanted, paths)}; see livemel lecture --list")


def all_scenes() -> list[Scene]:
    """Every scene, read. Raises ConfigError where one is wrong."""
    return [read_scene(path) for path in scene_paths().values()]
