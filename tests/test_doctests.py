"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil

import pytest

import livemel
import livemel.config
import livemel.dsp

MODULES = [
    module.name
    for package in (livemel.config, livemel.dsp)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]
EXAMPLES = [
    example
    for name in MODULES
    for example in doctest.DocTestFinder().find(importlib.import_module(name))
    if example.examples
]
PUBLIC = [name for name in livemel.__all__ if callable(getattr(livemel, name)) and name != "LivemelError"]
BESIDE = (
    "dsp.band_table.band_table",
    "dsp.levels.peak_dbfs",
    "dsp.levels.rms_dbfs",
    "dsp.measures.frame_measures",
    "dsp.mfcc.mfcc",
    "dsp.notes.note_of",
)
"""What is not at the top but documented as well."""


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.name for example in EXAMPLES])
def test_an_example_gives_what_it_says(example):
    said = []
    result = doctest.DocTestRunner(verbose=False).run(example, out=said.append)

    assert result.attempted > 0
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize("name", [*PUBLIC, *BESIDE])
def test_what_is_public_has_an_example(name):
    module, _, function = f"livemel.{name}".rpartition(".")
    described = getattr(importlib.import_module(module), function)

    assert f"{described.__module__}.{described.__qualname__}" in {example.name for example in EXAMPLES}


@pytest.mark.parametrize("name", [*PUBLIC, *BESIDE])
def test_what_is_public_describes_every_parameter_and_what_it_raises(name):
    module, _, function = f"livemel.{name}".rpartition(".")
    described = getattr(importlib.import_module(module), function)
    lines = [line.strip() for line in inspect.cleandoc(described.__doc__).splitlines()]
    named = {word.lstrip("*") for line in lines for word in line.split(", ")}
    if function != "Config":
        assert set(inspect.signature(described).parameters) <= named
    if function not in ("Config", "finalize"):
        assert "Raises" in lines
