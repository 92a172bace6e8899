"""`python -m screenshots_lib SCENE`: takes the pictures of one scene, on the screen that DISPLAY names."""

from __future__ import annotations

import sys
from importlib import import_module

SCENES = {
    "tour": "scenes",
    "file": "scenes",
    "scaled": "scenes",
    "microphone": "microphone",
    "lecture": "lecture",
    "wall": "wall",
}


def main() -> None:
    (scene,) = sys.argv[1:]
    getattr(import_module(f"screenshots_lib.{SCENES[scene]}"), scene)()


if __name__ == "__main__":
    main()
