"""What tells a desktop of the program: the files agree with each other, with the package and with the window."""

import configparser
import inspect
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from livemel.gui import app
from livemel.gui.looks.icons import APPLICATION_ICON

ROOT = Path(__file__).parents[2]
PACKAGE = tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.fixture(scope="module")
def desktop():
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "data" / "livemel.desktop")
    return parser["Desktop Entry"]


@pytest.fixture(scope="module")
def component():
    return ElementTree.parse(ROOT / "data" / "io.github.livemel.metainfo.xml").getroot()


def test_the_desktop_starts_the_command_that_is_installed(desktop, component):
    assert desktop["Exec"].split()[0] in PACKAGE["project"]["scripts"]
    assert component.findtext("provides/binary") in PACKAGE["project"]["scripts"]


def test_the_desktop_entry_is_whole(desktop):
    assert desktop["Type"] == "Application"
    assert desktop["Terminal"] == "false"
    assert set(desktop["Categories"].split(";")) >= {"AudioVideo", "Audio"}
    assert all(desktop[key].endswith(";") for key in ("Categories", "Keywords"))
    assert not desktop["Comment"].endswith(".")


def test_window_entry_and_component_name_each_other(desktop, component):
    name = component.findtext("launchable")

    assert (ROOT / "data" / name).is_file()
    assert f'setDesktopFileName("{name.removesuffix(".desktop")}")' in inspect.getsource(app)
    assert component.findtext("name") == desktop["Name"]
    assert component.findtext("icon") == desktop["Icon"] == APPLICATION_ICON.stem


def test_the_component_says_what_software_centres_ask_for(component):
    assert component.get("type") == "desktop-application"
    assert component.findtext("id") == "io.github.livemel"
    assert component.findtext("metadata_license") == "CC0-1.0"
    assert component.findtext("project_license") == PACKAGE["project"]["license"]
    assert 10 <= len(component.findtext("summary")) <= 35
    assert not component.findtext("summary").endswith(".")
    assert component.find("description/p") is not None
    assert component.find("content_rating") is not None


def test_the_wheel_brings_them_where_desktops_look():
    shared = PACKAGE["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]

    assert all((ROOT / path).is_file() for path in shared)
    assert {str(Path(path).parent) for path in shared.values()} == {
        "share/applications",
        "share/icons/hicolor/scalable/apps",
        "share/metainfo",
    }
    assert (ROOT / "livemel" / "gui" / "looks" / "svg" / "livemel.svg") == APPLICATION_ICON
