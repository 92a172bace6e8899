"""Whether there is a screen, asked of real sockets."""

import socket
import sys
import threading

import pytest

from livemel.commands.display import why_no_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")

FREE_NUMBER = 7919
"""Of a display that nobody has."""


@pytest.fixture(autouse=True)
def no_screen(monkeypatch, tmp_path):
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def x_server():
    """A display that lets itself be connected to, in the abstract name space that needs no folder."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{FREE_NUMBER}")
        server.listen()
        yield f":{FREE_NUMBER}"


def test_without_a_display_there_is_none():
    assert why_no_display() == "there is no display"


@pytest.mark.parametrize("screen", ["", ".0"])
@pytest.mark.parametrize("host", ["", "unix", "unix/"])
def test_a_display_that_answers_will_do(monkeypatch, x_server, host, screen):
    monkeypatch.setenv("DISPLAY", host + x_server + screen)

    assert why_no_display() is None


@pytest.mark.parametrize("name", [f":{FREE_NUMBER}", f":{FREE_NUMBER}.0"])
def test_a_display_that_does_not_answer_is_told(monkeypatch, name):
    monkeypatch.setenv("DISPLAY", name)

    assert why_no_display() == f"the display {name} does not answer"


def test_a_display_on_another_machine_is_asked_over_the_network(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        number = server.getsockname()[1] - 6000
        monkeypatch.setenv("DISPLAY", f"127.0.0.1:{number}")
        accepting = threading.Thread(target=lambda: server.accept()[0].close())
        accepting.start()
        reason = why_no_display()
        accepting.join()

    assert reason is None


def test_a_wayland_display_will_do(monkeypatch, tmp_path):
    (tmp_path / "wayland-0").touch()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert why_no_display() is None


def test_a_wayland_display_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert why_no_display() == "the display wayland-0 does not answer"


def test_x_will_do_where_wayland_is_not_there(monkeypatch, x_server):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", x_server)

    assert why_no_display() is None


@pytest.mark.parametrize("platform", ["offscreen", "vnc", "minimal"])
def test_a_platform_of_qt_that_needs_no_screen_will_do(monkeypatch, platform):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)

    assert why_no_display() is None


@pytest.mark.parametrize("platform", ["xcb", "wayland"])
def test_a_platform_of_qt_that_needs_a_screen_is_asked_for_it(monkeypatch, platform):
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)

    assert why_no_display() == "there is no display"


def test_a_name_that_only_x_knows_is_left_to_x(monkeypatch):
    monkeypatch.setenv("DISPLAY", "[::1]:0")

    assert why_no_display() is None


def test_a_name_that_nobody_knows_is_told(monkeypatch):
    monkeypatch.setenv("DISPLAY", "nonsense")

    assert why_no_display() == "the display nonsense does not answer"
