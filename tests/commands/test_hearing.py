"""A second of a microphone, and what it says about it."""

import numpy as np
import pytest

from livemel.commands.findings import Finding, Level, from_line, to_line
from livemel.commands.hearing import hearing

RATE = 48_000


def sine(amplitude):
    return (amplitude * np.sin(2 * np.pi * 1000 * np.arange(RATE) / RATE)).astype(np.float32)[:, None]


def test_a_level_is_told_in_dbfs():
    found = hearing(sine(0.1), "desk", 1.0)

    assert (found.level, found.text) == (Level.OK, "desk: -20.0 dBFS, peak -20.0 dBFS")


@pytest.mark.parametrize(
    ("samples", "level", "words"),
    [
        (np.empty((0, 1), np.float32), Level.FAIL, "no sound came in 1.0 s"),
        (np.zeros((RATE, 2), np.float32), Level.FAIL, "exact zeros"),
        (np.full((RATE, 1), 0.25, np.float32), Level.FAIL, "stuck"),
        (sine(1e-5), Level.WARN, "very faint"),
        (sine(1.0), Level.WARN, "clipped"),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(samples, level, words):
    found = hearing(samples, "desk", 1.0)

    assert found.level is level
    assert words in found.text


def test_zeros_that_can_be_explained_are():
    assert hearing(np.zeros((9, 1), np.float32), "desk", 1.0, "it is muted").text.endswith("it is muted")


def test_a_finding_goes_from_process_to_process_among_other_lines():
    finding = Finding(Level.WARN, "Qt", "ä\nb")

    assert from_line(to_line(finding)) == finding
    assert [from_line(line) for line in ("", "ALSA lib", "{}", "3", '{"level": "?"}')] == [None] * 5
