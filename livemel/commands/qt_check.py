"""Whether Qt can open a window here, told before it tries: a platform plugin that does not load ends the process."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path

from livemel.errors import LivemelError

LDD_SECONDS = 5.0

PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libwayland-client.so.0": ("libwayland-client0", "libwayland-client"),
    "libwayland-cursor.so.0": ("libwayland-cursor0", "libwayland-cursor"),
    "libwayland-egl.so.1": ("libwayland-egl1", "libwayland-egl"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
}
"""What carries a library: Debian's and Ubuntu's package, Fedora's package."""


def check_qt(platform: str = "") -> None:
    """Refuse with one line what would end in a crash. About 2 ms once PyQt6 is imported.

    Parameters
    ----------
    platform
        Qt's name of it, such as "xcb" or "offscreen"; empty: what Qt would choose here.

    Raises
    ------
    LivemelError
        Names the packages to install.
    """
    try:
        from PyQt6 import QtWidgets  # noqa: F401
    except ImportError as error:
        raise LivemelError(_why_no_import(error)) from error
    if sys.platform == "linux":
        plugins = _plugins_of(platform or likely_platform(os.environ))
        if plugins and not any(map(_loads, plugins)):
            raise LivemelError(what_to_install(missing_libraries(plugins)))


def likely_platform(environment: Mapping[str, str]) -> str:
    """The platform that Qt takes first in such an environment."""
    asked = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    return asked or ("wayland" if environment.get("WAYLAND_DISPLAY") and not environment.get("DISPLAY") else "xcb")


def missing_libraries(files: Iterable[Path]) -> list[str]:
    """The libraries that these files ask for and the system does not have."""
    missing: set[str] = set()
    for file in files:
        try:
            told = subprocess.run(["ldd", file], capture_output=True, text=True, timeout=LDD_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            continue
        missing |= {line.split()[0] for line in told.stdout.splitlines() if "not found" in line}
    return sorted(missing)


def what_to_install(libraries: Iterable[str]) -> str:
    """One sentence with the packages that carry the missing libraries."""
    libraries = list(libraries)
    debian = sorted({PACKAGES[name][0] for name in libraries if name in PACKAGES})
    fedora = sorted({PACKAGES[name][1] for name in libraries if name in PACKAGES})
    missing = ", ".join(libraries) or "a system library"
    if not debian:
        return f"Qt cannot open a window: {missing} is missing; install it with the system's package manager"
    return (
        f"Qt cannot open a window: {missing} missing; "
        f"sudo apt install {' '.join(debian)} (Fedora: sudo dnf install {' '.join(fedora)})"
    )


def _why_no_import(error: ImportError) -> str:
    folder = _pyqt_folder()
    if folder is None:
        return "PyQt6 is not installed, and a window needs it; pip install PyQt6"
    libraries = missing_libraries(sorted(folder.glob("Qt*.so"))) if sys.platform == "linux" else []
    return what_to_install(libraries) if libraries else f"PyQt6 does not load: {error}; pip install --upgrade PyQt6"


def _pyqt_folder() -> Path | None:
    found = find_spec("PyQt6")
    return Path(found.submodule_search_locations[0]) if found and found.submodule_search_locations else None


def _plugins_of(platform: str) -> list[Path]:
    from PyQt6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    return sorted(folder.glob(f"libq{platform}*.so"))


def _loads(plugin: Path) -> bool:
    try:
        ctypes.CDLL(str(plugin))
    except OSError:
        return False
    return True
