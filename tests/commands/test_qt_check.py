"""What a window needs is named before Qt ends the process for want of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PyQt6.QtCore import QLibraryInfo

from livemel.commands import qt_check
from livemel.commands.qt_check import check_qt, likely_platform, missing_libraries, what_to_install
from livemel.errors import LivemelError

linux = pytest.mark.skipif(sys.platform != "linux", reason="Qt needs no system libraries elsewhere")


@linux
@pytest.mark.parametrize("platform", ["xcb", "offscreen"])
def test_where_everything_is_installed_nothing_is_said(platform):
    check_qt(platform)


@linux
def test_a_platform_that_lacks_a_library_is_refused_with_the_package(plugin_without_cursor, monkeypatch):
    monkeypatch.setattr(qt_check, "_plugins_of", lambda platform: [plugin_without_cursor])

    with pytest.raises(LivemelError, match=r"sudo apt install libxcb-cursor0 .*xcb-util-cursor"):
        check_qt("xcb")


@pytest.fixture
def plugin_without_cursor(tmp_path, monkeypatch):
    """Qt's own plugin for X as it is on a system without libxcb-cursor0."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    libraries = plugins.parent / "lib"
    plugin = plugins / "platforms" / "libqxcb.so"
    needs = [plugin, libraries / "libQt6XcbQpa.so.6"]
    if shutil.which("ldd") is None or not all(file.is_file() for file in needs):
        pytest.skip("not PyQt6's own Qt")
    for file in needs:
        copy = tmp_path / file.name
        copy.write_bytes(file.read_bytes().replace(b"libxcb-cursor.so.0", b"libxcb-cursor.so.?"))
    monkeypatch.setitem(qt_check.PACKAGES, "libxcb-cursor.so.?", qt_check.PACKAGES["libxcb-cursor.so.0"])
    monkeypatch.setenv("LD_LIBRARY_PATH", f"{tmp_path}:{libraries}")  # for ldd; ours was read when Python started
    return tmp_path / plugin.name


def test_libraries_become_packages_of_both_families():
    sentence = what_to_install(["libEGL.so.1", "libxkbcommon-x11.so.0"])

    assert "sudo apt install libegl1 libxkbcommon-x11-0" in sentence
    assert "sudo dnf install libglvnd-egl libxkbcommon-x11" in sentence


def test_a_library_nobody_knows_is_still_named():
    assert "libodd.so.7 is missing" in what_to_install(["libodd.so.7"])


def test_without_pyqt_the_line_to_run_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "PyQt6", None)
    monkeypatch.setattr(qt_check, "find_spec", lambda name: None)

    with pytest.raises(LivemelError, match="pip install PyQt6"):
        check_qt()


def test_a_system_without_ldd_is_no_crash(monkeypatch):
    def no_ldd(*_args, **_options):
        raise FileNotFoundError("ldd")

    monkeypatch.setattr(subprocess, "run", no_ldd)

    assert missing_libraries([Path("any.so")]) == []


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen:size=1x1"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({}, "xcb"),
    ],
)
def test_the_platform_is_the_one_qt_would_take(environment, platform):
    assert likely_platform(environment) == platform
