"""A room with a microphone of software: `python -m screenshots_lib.room FOLDER` lets it sound until its input ends.

The microphone is a sound server of our own, which can be ended and started again.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(REPOSITORY / "scripts" / "lib"), str(REPOSITORY / "tests" / "e2e")]

from mic_wiring import Wiring  # noqa: E402  # found by the line above
from room import Room  # noqa: E402
from virtual_microphone import VirtualMicrophone  # noqa: E402

from livemel.audio.made.demo import Demo  # noqa: E402

NAMES = ("usb-microphone", "laptop")
RATE = 48000


def server_in(folder: Path) -> VirtualMicrophone:
    """The server that lives in `folder`."""
    return VirtualMicrophone(folder / "state", Wiring(names=NAMES, rate=RATE))


def demonstration() -> np.ndarray:
    """Once, shape (n,), float32."""
    demo = Demo(RATE)
    return np.concatenate([demo.chunk(number) for number in range(demo.chunks)])


def main() -> None:
    """Sound, until the input ends."""
    with Room(server_in(Path(sys.argv[1])), demonstration()):
        print("sounds", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
