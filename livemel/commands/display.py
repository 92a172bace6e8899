"""Whether there is a screen to open a window on; asked without loading Qt, which would end the process."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

CONNECT_SECONDS = 1.0


def why_no_display() -> str | None:
    """Why no window can be opened, in a few words; None when one can, as far as is known."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", "wayland"):
        return None
    wayland, x11 = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("DISPLAY")
    if wayland and _wayland_answers(wayland):
        return None
    if x11:
        return None if _x11_answers(x11) else f"the display {x11} does not answer"
    return f"the display {wayland} does not answer" if wayland else "there is no display"


def _wayland_answers(name: str) -> bool:
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name).exists()


def _x11_answers(display: str) -> bool:
    match = re.fullmatch(r"(?:unix/?)?([^:]*):(\d+)(?:\.\d+)?", display)
    if match is None:
        return ":" in display  # a form that only X knows
    host, number = match[1], int(match[2])
    try:
        if host:
            socket.create_connection((host, 6000 + number), CONNECT_SECONDS).close()
        else:
            _connect_locally(number)
    except OSError:
        return False
    return True


def _connect_locally(number: int) -> None:
    """The socket in the file system or, as some containers have it, the abstract one."""
    for path in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(CONNECT_SECONDS)
            try:
                client.connect(path)
            except OSError:
                continue
            return
    raise OSError("no such display")
