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
        (
            '"laeq"\nabove',
            '"band"\nlow_hz = 900\nhigh_hz = 100\nabove',
            "rules[1].high_hz must be above low_hz = 900, got 100",
        ),
        ('name = "loud"', "", "rules[1].name is missing; it must be a text"),
        ('name = "loud"', 'name = "broken"', "rules must have a name each, got 'broken' more than once"),
        (
            'states = ["dead", "lost"]',
            'states = ["deaf"]',
            "rules[2].states must be a list of one or more of silent, dead",
        ),
        ('states = ["dead", "lost"]', "states = []", "rules[2].states must be a list of one or more of silent, dead"),
        ("above = -30", "above = -30\nstates = []", "rules[1].states is for measure state"),
        (
            "above = -30",
            "above = -30\nlow_hz = 45",
            "rules[1].low_hz is for measure band and novelty, and this is laeq",
        ),
        ("above = -30", "above = -30\nhigh_hz = 55", "rules[1].high_hz is for measure band and novelty"),
        ('measure = "state"', 'measure = "state"\nabove = 1', "rules[2] takes no threshold"),
        ("[[rules]]", "[rules]", "rules must be 1 to 100 tables"),
        ("above = -30", "above =", "not valid TOML"),
        ("above = -30", 'above = -30\ncommand = "beep"', "rules[1].command must be a list of texts"),
        ("above = -30", "above = -30\ncommand = []", "rules[1].command must be a list of texts"),
        ("above = -30", 'above = -30\ncommand = ["/nowhere/x"]', "rules[1].command names no program that can be run"),
        ("above = -30", 'above = -30\nwebhook = "ftp://s3cret/"', "rules[1].webhook must be http://HOST/PATH"),
        ("above = -30", 'above = -30\nwebhook = "http://h:99999/s3cret"', "rules[1].webhook must be http://HOST/PATH"),
        ("above = -30", 'above = -30\nwebhook = "http://a..b/s3cret"', "rules[1].webhook must be http://HOST/PATH"),
        ("above = -30", f'above = -30\nwebhook = "http://{"a" * 70}/s3cret"', "rules[1].webhook must be http://HOST"),
        ("above = -30", 'above = -30\nwebhook = "http://[::1/s3cret"', "rules[1].webhook must be http://HOST/PATH"),
        ("above = -30", 'above = -30\nwebhook = "http://me:s3cret@h/"', "rules[1].webhook must hold no user"),
        ("above = -30", 'above = -30\nwebhook = "http://h/s3cret\\n"', "rules[1].webhook must be http://HOST/PATH"),
        ("above = -30", "above = -30\ncall_seconds = 0", "rules[1].call_seconds must be a number 0.1..300 s"),
        ("above = -30", "above = -30\nprotect = 1", "rules[1].protect must be true or false, got 1"),
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
    assert "s3cret" not in str(error.value)


def test_what_is_called_and_what_is_protected_are_read(read):
    (rule,) = read(
        '[[rules]]\nname = "loud"\nmeasure = "rms"\nabove = -30\nprotect = true\ncall_seconds = 2\n'
        'command = ["sh", "-c", "true"]\nwebhook = "https://hooks.example.org/T0/B1?x=1"\n'
    )

    assert (rule.command, rule.webhook) == (("sh", "-c", "true"), "https://hooks.example.org/T0/B1?x=1")
    assert (rule.protect, rule.call_seconds) == (True, 2.0)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"cannot read the rules .*none\.toml: No such file"):
        read_rules(tmp_path / "none.toml")
