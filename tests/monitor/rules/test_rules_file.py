"""What is wrong in a file of rules is told with file, rule, key and reason."""

from __future__ import annotations

import pytest

from livemel.errors import ConfigError
from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.rules_file import read_rules

GOOD = """
[[rules]]
name = "loud"
measure = "laeq"
above = -30
seconds = 2

[[rules]]
name = "broken"
measure = "state"
states = ["dead", "lost"]
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text):
        path = tmp_path / "rules.toml"
        path.write_text(text)
        return read_rules(path)

    return read_text


def test_rules_are_read_in_their_order(read):
    assert read(GOOD) == [
        Rule(name="loud", measure="laeq", above=-30.0, seconds=2.0),
        Rule(name="broken", measure="state", states=("dead", "lost")),
    ]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('measure = "laeq"', 'measure = "lae"', "rules[1].measure must be one of rms, peak,"),
        ("above = -30", "abve = -30", "rules[1].abve is unknown, did you mean 'above'?"),
        ("above = -30", "", "rules[1] must have one threshold, above or below"),
        ("above = -30", "above = -30\nbelow = -60", "rules[1] must have one threshold"),
        ("above = -30", 'above = "loud"', "rules[1].above must be a number -200..1e+09, got 'loud'"),
        ("above = -30", "above = nan", "rules[1].above must be a number"),
        ("seconds = 2", "seconds = 0.1", "rules[1].seconds must be a number 1..86400 s, got 0.1"),
        ("seconds = 2", "low_hz = 900\nhigh_hz = 100", "rules[1].high_hz must be above low_hz = 900, got 100"),
        ('name = "loud"', "", "rules[1].name is missing; it must be a text"),
        ('name = "loud"', 'name = "broken"', "rules must have a name each, got 'broken' more than once"),
        ('states = ["dead", "lost"]', 'states = ["deaf"]', "rules[2].states must be a list of silent, dead, lost"),
        ('measure = "state"', 'measure = "state"\nabove = 1', "rules[2] takes no threshold"),
        ("[[rules]]", "[rules]", "rules must be 1 to 100 tables"),
        ("above = -30", "above =", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_told(read, before, after, told):
    text = GOOD.replace(before, after, 1)
    if after == "[rules]":
        text = "[rules]\n"
    with pytest.raises(ConfigError) as error:
        read(text)
    assert told in str(error.value)
    assert "rules.toml" in str(error.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"cannot read the rules .*none\.toml: No such file"):
        read_rules(tmp_path / "none.toml")
