"""The command line as a parser: every command, option and help text."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from math import isfinite

DESCRIPTION = "A real-time microphone analyzer: sound in, mel spectrogram out, live."
EPILOG = """\
examples:
  livemel                              the default microphone, in a window
  livemel devices                      which microphones there are
  livemel --device usb                 the microphone with "usb" in its name
  livemel --source demo                the built-in demonstration signal
  livemel --source file:voice.wav      a file, in real time
  livemel view picture.png             a picture that was saved, as it was seen
  livemel render voice.wav voice.png   a picture of a file, no screen needed
  livemel monitor --json               a microphone watched without a window, for programs
  livemel lecture                      guided scenes for a class, with sound
  livemel features voice.wav out.npz --config librosa
                                       librosa's numbers, for a program
  livemel doctor                       checks microphone, screen and versions

Every setting: livemel config show. Keys in the window: press ?"""
SOUND_LEVELS_DB = 20.0, 200.0
"""What a calibrator may give, or a meter read."""


def build_parser(version: str) -> argparse.ArgumentParser:
    """The parser of the whole command line; `view` is meant where no command is named."""
    parser = _Parser(
        prog="livemel",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"livemel {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for name, summary, add_arguments in COMMANDS:
        command = commands.add_parser(name, help=summary, description=_sentence(summary))
        add_arguments(command)
    return parser


class _Parser(argparse.ArgumentParser):
    """`livemel --device usb` is `livemel view --device usb`."""

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        import sys

        args = list(sys.argv[1:] if args is None else args)
        if self.prog == "livemel" and (not args or args[0] not in _words_of_the_program()):
            args.insert(0, "view")
        return super().parse_known_args(args, namespace)


def _words_of_the_program() -> set[str]:
    return {name for name, _, _ in COMMANDS} | {"-h", "--help", "--version"}


def _sentence(summary: str) -> str:
    return summary[0].upper() + summary[1:] + "."


def _positive_seconds(text: str) -> float:
    seconds = float(text)
    if not (isfinite(seconds) and seconds > 0):
        raise argparse.ArgumentTypeError(f"must be a number of seconds > 0, got {text}")
    return seconds


def _sound_level(text: str) -> float:
    level = float(text)
    low, high = SOUND_LEVELS_DB
    if not low <= level <= high:
        raise argparse.ArgumentTypeError(f"must be a number of dB, {low:g}..{high:g}, got {text}")
    return level


def _positive_count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number >= 1, got {text}")
    return count


def _png(path: str) -> str:
    if not path.lower().endswith(".png"):
        raise argparse.ArgumentTypeError(f"{path!r} is neither a command nor the name of a picture, which ends in .png")
    return path


def _add_settings(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("settings")
    group.add_argument(
        "--config",
        action="append",
        default=[],
        metavar="PRESET|PATH",
        help="a preset (livemel config list) or a TOML file; may be repeated, later wins",
    )
    group.add_argument(
        "--set",
        action="append",
        default=[],
        dest="overrides",
        metavar="SECTION.KEY=VALUE",
        help="one setting, such as mel.n_mels=80 (livemel config show); may be repeated",
    )


def _add_source(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what to listen to")
    group.add_argument(
        "--source",
        metavar="SOURCE",
        help="mic (default), demo, file:PATH, synth:SPEC such as sine,frequency=440, stdin",
    )
    group.add_argument("--device", metavar="NAME|INDEX", help="microphone: index or part of its name (livemel devices)")


def _add_listening(parser: argparse.ArgumentParser) -> None:
    _add_source(parser)
    group = parser.add_argument_group("the run")
    group.add_argument("--duration", type=_positive_seconds, metavar="SECONDS", help="end by itself after this time")
    group.add_argument("--stats", metavar="OUT.json", help="write counters and timings at the end")


def _view(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "picture",
        nargs="?",
        type=_png,
        metavar="PICTURE.png",
        help="show a picture that livemel has saved, as it was seen",
    )
    _add_listening(parser)
    parser.add_argument("--screenshot", metavar="OUT.png", help="write a picture of the window at the end")
    parser.add_argument("--terminal", action="store_true", help="draw in the terminal even where there is a screen")
    _add_settings(parser)


def _monitor(parser: argparse.ArgumentParser) -> None:
    _add_listening(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a second on standard output")
    parser.add_argument(
        "--folder", metavar="DIR", help="keep coarse mel rows there, for livemel day; with --audio sound too"
    )
    parser.add_argument("--audio", action="store_true", help="in the folder keep all sound, as FLAC")
    parser.add_argument("--clips", action="store_true", help="in the folder keep sound and picture of events")
    parser.add_argument("--rules", metavar="RULES.toml", help="what is an event (docs/monitor.md)")
    parser.add_argument("--events", metavar="OUT.jsonl", help="keep events there, a line of JSON each")
    parser.add_argument(
        "--metrics", metavar="[HOST:]PORT", help="tell Prometheus there; a port alone: on this computer"
    )
    parser.add_argument("--mqtt", metavar="HOST[:PORT]", help="tell an MQTT broker")
    parser.add_argument("--lsl", action="store_true", help="streams of the Lab Streaming Layer")
    _add_settings(parser)


def _day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("archive", metavar="ARCHIVE", help="the folder of a monitor")
    parser.add_argument("output", metavar="OUT.png", help="the labelled picture")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="which day, in UTC (default: the last)")
    parser.add_argument("--width", type=_positive_count, default=1920, metavar="PIXELS", help="of the whole picture")
    parser.add_argument("--height", type=_positive_count, default=600, metavar="PIXELS", help="of the whole picture")


def _wall(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("broker", metavar="BROKER", help="HOST or HOST:PORT of the MQTT broker")
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--window", action="store_true", help="in a window; otherwise in the terminal")
    way.add_argument("--json", action="store_true", help="one JSON object a second on standard output")
    parser.add_argument("--duration", type=_positive_seconds, metavar="SECONDS", help="end by itself after this time")
    parser.add_argument("--stats", metavar="OUT.json", help="write counters and timings at the end")
    _add_settings(parser)


def _calibrate(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("the reference")
    group.add_argument(
        "--level",
        type=_sound_level,
        default=94.0,
        metavar="DB",
        help="dB SPL of the calibrator, 94 or 114 (default 94)",
    )
    group.add_argument(
        "--meter", type=_sound_level, metavar="DBA", help="no calibrator: what a meter reads of a steady noise"
    )
    group.add_argument("--seconds", type=_positive_count, default=5, metavar="N", help="to measure (default 5)")
    group = parser.add_argument_group("what is kept")
    group.add_argument("--list", action="store_true", help="the calibrations that are kept")
    group.add_argument("--forget", metavar="DEVICE", help="delete that of a microphone")
    _add_source(parser)
    _add_settings(parser)


def _lecture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "scene",
        nargs="?",
        metavar="SCENE",
        help="where to begin: a number, a part of a name, or a TOML file of your own; all scenes otherwise",
    )
    group = parser.add_argument_group("instead of a window")
    group.add_argument("--list", action="store_true", help="the scenes there are, and what each is for")
    group.add_argument("--check", action="store_true", help="measure every number that the scenes claim")
    group.add_argument(
        "--handout", metavar="OUT", help="for students: OUT.md, OUT.pdf, or a folder for both; needs SCENE"
    )
    group = parser.add_argument_group("the lecture")
    group.add_argument("--step", type=_positive_count, default=1, metavar="N", help="the step of SCENE to begin with")
    group.add_argument("--results", metavar="OUT.csv", help="keep the answers of the class there, written at the end")
    _add_listening(parser)
    parser.add_argument("--screenshot", metavar="OUT.png", help="write a picture of the window at the end")
    _add_settings(parser)


def _features(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", help="sound file: WAV, FLAC, OGG")
    parser.add_argument("output", metavar="OUT.npz", help="features, times, frequencies, config, version")
    parser.add_argument("--block", type=_positive_count, default=65536, metavar="N", help="push N samples at a time")
    parser.add_argument("--causal", action="store_true", help="leave out what needs the whole clip")
    parser.add_argument(
        "--measures",
        action="store_true",
        help="for every frame also: rms_dbfs and peak_dbfs of the samples under its window (a full-scale sine is 0), "
        "spectral_centroid and dominant_frequency in Hz, dominant_dbfs, and mfcc (20, of the dB levels)",
    )
    _add_settings(parser)


def _render(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="IN", help="sound file: WAV, FLAC, OGG")
    parser.add_argument("output", metavar="OUT.png", help="the labelled picture")
    parser.add_argument("--width", type=_positive_count, default=1600, metavar="PIXELS", help="of the whole picture")
    parser.add_argument("--height", type=_positive_count, default=800, metavar="PIXELS", help="of the whole picture")
    _add_settings(parser)


def _devices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def _config(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        nargs="?",
        default="show",
        choices=("list", "show", "path"),
        help="list: the presets; show: every setting, its value and where it came from; path: the files that are read",
    )
    _add_settings(parser)


def _doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", metavar="NAME|INDEX", help="the microphone to listen to for a second")


def _bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument(
        "--seconds",
        type=_positive_seconds,
        default=30.0,
        metavar="SECONDS",
        help="of sound that each library computes (default 30)",
    )
    parser.add_argument(
        "--rounds", type=_positive_count, default=5, metavar="N", help="how often each is measured (default 5)"
    )
    parser.add_argument("--alone", action="store_true", help="livemel only, no other library")


COMMANDS: list[tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = [
    ("view", "the live mel spectrogram in a window, or in the terminal where there is no screen", _view),
    ("lecture", "guided scenes for a class: see and hear why the mel scale exists", _lecture),
    ("monitor", "watch a microphone without a window: levels, states, one line or JSON object a second", _monitor),
    ("day", "a day of a monitor's folder in one labelled picture", _day),
    ("wall", "all rooms whose monitors tell a broker, on one screen", _wall),
    ("calibrate", "a microphone beside a calibrator or a meter, so that dB SPL can be told", _calibrate),
    ("render", "a labelled picture of a sound file", _render),
    ("features", "the mel frames of a sound file, for programs", _features),
    ("devices", "the microphones there are", _devices),
    ("config", "presets and settings", _config),
    ("doctor", "check PortAudio, microphone, Qt, display and versions, and say what to install", _doctor),
    ("bench", "the speed of engine and painting on this machine, beside the libraries that are installed", _bench),
]
