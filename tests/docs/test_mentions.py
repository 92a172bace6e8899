"""What the documents name is there: files, settings, presets, modules."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from livemel.config.sections import SECTIONS
from livemel.config.setting import settings_of

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
LINK = re.compile(r"\]\(([^)#]+)[^)]*\)")
SETTING = re.compile(rf"(?<![\w./])({'|'.join(SECTIONS)})\.([a-z_]+)(?![\w/(])")
FILES = re.compile(r"`((?:config|docs|scripts|tests|audio|dsp|gui|runtime|picture|commands)/[\w/.-]*\w)`")
PYTHON = re.compile(r"`(livemel\.[\w.]+)")
ENDINGS = {"py", "md", "toml", "json", "service"}

each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=[path.name for path in DOCUMENTS])


@each_document
def test_links_lead_somewhere(document):
    links = [link for link in LINK.findall(document.read_text()) if "://" not in link]

    assert [link for link in links if not (document.parent / link).exists()] == []


@each_document
def test_settings_that_are_named_exist(document):
    named = [(section, key) for section, key in SETTING.findall(document.read_text()) if key not in ENDINGS]

    assert [f"{section}.{key}" for section, key in named if key not in settings_of(SECTIONS[section])] == []


@each_document
def test_files_that_are_named_exist(document):
    named = FILES.findall(document.read_text())

    assert [
        path for path in named if not any((top / path).exists() for top in (REPOSITORY, REPOSITORY / "livemel"))
    ] == []


@each_document
def test_modules_and_functions_that_are_named_exist(document):
    assert [name for name in PYTHON.findall(document.read_text()) if not is_there(name)] == []


def is_there(name):
    module, _, attribute = name.rpartition(".")
    try:
        return hasattr(importlib.import_module(module), attribute)
    except ModuleNotFoundError:
        return False
