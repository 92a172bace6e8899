"""What is wrong in a file of rules is told with file, rule, key and reason."""

from __future__ import annotations

import os
import threading
from contextlib import nullcontext, suppress
from pathlib import Path

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
        ("above = -30", 'above = -30\ncommand = "beep"', "rules[1].command must be a list of 1 to 100 texts"),
        ("above = -30", "above = -30\ncommand = []", "rules[1].command must be a list of 1 to 100 texts"),
        (
            "above = -30",
            'above = -30\ncommand = ["/nowhere/x"]',
            "rules[1].command must begin with a program",
        ),
        (
            "above = -30",
            'above = -30\ncommand = "curl https://h/s3cret"',
            'texts, as ["notify-send", "loud"], got a text',
        ),
        (
            "above = -30",
            'above = -30\ncommand = ["curl https://h/s3cret"]',
            "rules[1].command must begin with a program",
        ),
        ("above = -30", 'above = -30\ncommand = ["true", ["s3cret"]]', "got a list of other things"),
        ("above = -30", 'above = -30\ncommand = ["true", "s3cret\\u0000"]', "got one with a NUL"),
        ("above = -30", "above = -30\ncommand = [" + '"s3cret",' * 101 + "]", "got 101 texts"),
        ("above = -30", 'above = -30\nwebhook = ["https://h/s3cret"]', "rules[1].webhook must be a text, got a list"),
        ("above = -30", "above = -30\nwebhook = 2026-01-01", "rules[1].webhook must be a text, got a time"),
        ("above = -30", f"above = 0x{'f' * 5000}", "above must be a number -200..1e+09, got a number of more than 19"),
        ("above = -30", f"above = 1{'0' * 400}", "above must be a number -200..1e+09, got a number of more than 19"),
        (
            'name = "loud"',
            'name = "lo\\u001b[2Jud"',
            r"must be 1 to 100 signs that can be seen, got 'lo\x1b",
        ),
        ('name = "loud"', 'name = "lo\\nud"', r"must be 1 to 100 signs that can be seen, got 'lo\nud'"),
        ('name = "loud"', f'name = "{"x" * 101}"', "rules[1].name must be 1 to 100 signs that can be seen, got 'xxx"),
        ("above = -30", 'above = -30\n"\\u001b[2J" = 1', r"rules[1].'\x1b[2J' is unknown"),
        ("above = -30", f"above = -30\n{'x' * 90_000} = 1", "xxx... is unknown"),
        ("above = -30", f'above = "{"x" * 90_000}"', "xxx..."),
        ('measure = "laeq"', f'measure = "{"x" * 90_000}"', "xxx..."),
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
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 600


@pytest.mark.parametrize("text", ['rules = ["https://h/s3cret"]', 'rules = "https://h/s3cret"', "rules = 5"])
def test_what_stands_where_rules_should_is_not_told(read, text):
    with pytest.raises(
        ConfigError, match=r"must be a table, got a text|must be 1 to 100 tables \[\[rules\]\], got a "
    ) as error:
        read(text)
    assert "s3cret" not in str(error.value)


def test_a_rule_may_have_a_name_of_100_letters_of_any_language(read):
    assert read(GOOD.replace("loud", "\u00fc" * 100))[0].name == "\u00fc" * 100


def test_a_file_without_an_end_is_refused(tmp_path):
    with pytest.raises(
        ConfigError, match="cannot read the rules /dev/zero: must be a file or a pipe, got a folder or a"
    ):
        read_rules(Path("/dev/zero"))
    with pytest.raises(ConfigError, match="must be a file or a pipe"):
        read_rules(tmp_path)
    (tmp_path / "large").write_bytes(b"#" * (1 << 20) + b"\n")
    with pytest.raises(ConfigError, match="must have at most 1048576 bytes, got more"):
        read_rules(tmp_path / "large")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="must be UTF-8, got other bytes at 0"):
        read_rules(tmp_path / "binary")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are Unix's")
@pytest.mark.parametrize("end", ["", "#" * (1 << 20) + "\n"])
def test_rules_may_come_out_of_a_pipe_which_may_have_no_end(tmp_path, end):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=_written, args=(pipe, GOOD + end))
    writer.start()
    with pytest.raises(ConfigError, match="must have at most") if end else nullcontext():
        assert len(read_rules(pipe)) == 2
    writer.join(10.0)

    assert not writer.is_alive()


def _written(pipe, text):
    with suppress(BrokenPipeError), pipe.open("w") as file:
        file.write(text)


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
