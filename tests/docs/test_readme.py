"""What README.md shows can be done: its programs run, its commands are understood, its table names every preset."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import numpy as np
import pytest
import soundfile

import livemel
from livemel.arguments import build_parser
from livemel.cli import main
from livemel.config.loading import preset_description, preset_names

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = (REPOSITORY / "README.md").read_text()
SHAPE = re.compile(r"^(\w+) = .*# shape \(([\d, ]+)\), (\w+)", re.MULTILINE)
PRINTED = re.compile(r"^print\(.*\)  # (.*)$", re.MULTILINE)
EXTRA = re.compile(r"\.\[(\w+)\]")
VERSION = re.compile(r"[\w-]+ \d[\d.]*\d")
RUN_HERE = ("features", "render", "config")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)


COMMANDS = [
    words[1:]
    for block in blocks("sh")
    for line in block.splitlines()
    if (words := shlex.split(line, comments=True)) and Path(words[0]).name == "livemel"
]
each_command = pytest.mark.parametrize("command", COMMANDS, ids=map(" ".join, COMMANDS))


def test_programs_run_and_their_arrays_are_what_the_comments_say(capsys):
    program = "\n".join(blocks("python"))
    names = {}
    exec(compile(program, "README.md", "exec"), names)

    assert capsys.readouterr().out.splitlines() == PRINTED.findall(program)
    told = {name: (shape.replace(" ", ""), dtype) for name, shape, dtype in SHAPE.findall(program)}
    assert told == {name: (",".join(map(str, names[name].shape)), names[name].dtype.name) for name in told}
    assert len(told) == 4


def test_the_names_of_the_package_are_all_told():
    assert [name for name in livemel.__all__ if f"`{name}`" not in TEXT and name != "__version__"] == []


def test_there_are_commands():
    assert len(COMMANDS) > 10


@each_command
def test_a_command_is_understood(command):
    build_parser("").parse_args(command)


@pytest.mark.parametrize(
    "command", [words for words in COMMANDS if words and words[0] in RUN_HERE], ids=lambda words: " ".join(words)
)
def test_a_command_for_files_works(command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    soundfile.write("voice.wav", 0.1 * np.sin(np.arange(16000)), 16000)

    assert main(command) == 0


def test_the_table_names_every_preset_and_the_versions_that_it_equals():
    rows = re.findall(
        r"^\| (`.*?) \| (.*) \|$", TEXT[TEXT.index("## Presets") : TEXT.index("## Settings")], re.MULTILINE
    )
    told = {name: numbers for names, numbers in rows for name in re.findall(r"`(.*?)`", names)}

    assert sorted(told) == preset_names()
    for name, numbers in told.items():
        assert [version for version in VERSION.findall(numbers) if version not in preset_description(name)] == []


def test_the_extras_that_are_named_exist():
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        extras = tomllib.load(file)["project"]["optional-dependencies"]

    assert set(EXTRA.findall(TEXT)) <= extras.keys()
