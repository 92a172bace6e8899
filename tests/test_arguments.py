"""The command line as a parser."""

import pytest

from livemel.arguments import COMMANDS, build_parser


def parsed(*arguments):
    return build_parser("1.2.3").parse_args(arguments)


@pytest.mark.parametrize(
    "arguments", [[], ["--device", "usb"], ["--source", "demo", "--set", "mel.n_mels=3"], ["--terminal"]], ids=" ".join
)
def test_view_is_meant_where_no_command_is_named(arguments):
    assert parsed(*arguments) == parsed("view", *arguments)


def test_without_arguments_those_of_the_process_count(monkeypatch):
    monkeypatch.setattr("sys.argv", ["livemel", "--device", "usb"])

    assert build_parser("1.2.3").parse_args() == parsed("view", "--device", "usb")


def test_what_may_be_repeated_is_kept_in_order():
    args = parsed("--config", "a", "--set", "b.c=1", "--config", "d", "--set", "e.f=2")

    assert (args.config, args.overrides) == (["a", "d"], ["b.c=1", "e.f=2"])


def test_two_command_lines_share_nothing():
    parsed("--config", "a")

    assert parsed().config == []


@pytest.mark.parametrize(
    "option", ["--source", "--device", "--duration", "--stats", "--screenshot", "--config", "--set"]
)
def test_an_option_without_its_value_is_refused(option, capsys):
    with pytest.raises(SystemExit, match="2"):
        parsed(option)
    assert f"{option}: expected one argument" in capsys.readouterr().err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon", ""])
def test_a_duration_that_is_none_is_refused(seconds, capsys):
    with pytest.raises(SystemExit, match="2"):
        parsed("--duration", seconds)
    assert "argument --duration: " in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--width", "--height"])
@pytest.mark.parametrize("count", ["0", "-1", "1.5", "many"])
def test_a_count_that_is_none_is_refused(option, count, capsys):
    with pytest.raises(SystemExit, match="2"):
        parsed("render", "a.wav", "b.png", option, count)
    assert f"argument {option}: " in capsys.readouterr().err


@pytest.mark.parametrize(("name", "summary"), [(name, summary) for name, summary, _ in COMMANDS])
def test_the_help_names_every_command_and_what_it_does(name, summary):
    words = " ".join(build_parser("1.2.3").format_help().split())

    assert f"{name} {summary}" in words
