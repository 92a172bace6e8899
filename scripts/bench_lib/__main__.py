"""Measures livemel against its goals: on a microphone and a screen made of software, and beside its peers."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(1, str(Path(__file__).resolve().parents[2]))
sys.path.insert(1, str(Path(__file__).resolve().parents[1] / "lib"))
sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "tests" / "e2e"))
sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "tests" / "monitor"))
sys.path.insert(1, str(Path(__file__).resolve().parents[2] / "tests" / "recording"))

from benches import BENCHES

TIMES = {
    **{"daemon": 10, "moved": 5, "stopped": 3, "recording": 50, "devices": 50},
    **{"monitor_broker": 2, "monitor_daemon": 20, "monitor_killed": 100, "monitor_moved": 5, "monitor_stopped": 3},
}
"""How often what is done again and again is done."""
AWAY_SECONDS = {"monitor_broker": 30.0, "monitor_disk": 60.0, "monitor_stopped": 5.0}
"""How long what is gone is away."""


def main() -> int:
    args = _parser().parse_args()
    figures = BENCHES[args.bench](args)
    if args.json:
        print(json.dumps([figure.as_dict() for figure in figures], indent=2))
    else:
        print("\n".join(map(str, figures)))
    return 0 if all(figure.met for figure in figures) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, epilog="Exit code 1: a goal was missed.", formatter_class=_Help
    )
    benches = parser.add_subparsers(dest="bench", required=True, metavar="NAME")
    for name, bench in BENCHES.items():
        command = benches.add_parser(name, help=bench.__doc__, description=bench.__doc__, formatter_class=_Help)
        command.add_argument("--json", action="store_true", help="for programs")
        if name == "counter":
            command.add_argument("--seconds", type=float, default=60.0, help="how long it listens")
        elif name == "switches":
            command.add_argument("--seconds", type=float, default=600.0, help="how long it goes on")
        elif name == "painting":
            command.add_argument("--rounds", type=int, default=10, help="of a second each, for each way of painting")
        elif name == "engine":
            command.add_argument("--rounds", type=int, default=7, help="of whole signals")
            command.add_argument("--live-rounds", type=int, default=25, help="of 200 hops")
        elif name == "panels":
            command.add_argument("--width", type=int, default=1280, help="of the window, in pixels")
            command.add_argument("--height", type=int, default=800, help="of the window, in pixels")
            command.add_argument("--seconds", type=float, default=10.0, help="how long each is measured")
        elif name == "zoom":
            command.add_argument("--pictures", type=int, default=600, help="in each size")
        elif name == "switch":
            command.add_argument("--every", action="store_true", help="tell every change, not the slowest five")
        elif name == "monitor_day":
            command.add_argument("--hours", type=float, default=24.0, help="of sound")
            command.add_argument("--thirds", action="store_true", help="third octaves too")
        elif name == "monitor":
            command.add_argument("--seconds", type=float, default=30.0, help="how long each is measured")
        elif name == "wall":
            command.add_argument("--nodes", type=int, nargs="+", default=[10, 50, 200, 500], help="that send")
            command.add_argument("--seconds", type=float, default=20.0, help="how long they send, each time")
        elif name == "soak":
            command.add_argument("--seconds", type=float, default=3600.0, help="how long it is measured")
            command.add_argument("--history", type=float, help="seconds that are kept, to fill it sooner")
        if name in TIMES:
            command.add_argument("--times", type=int, default=TIMES[name], help="how often it is done")
        if name in AWAY_SECONDS:
            command.add_argument("--seconds", type=float, default=AWAY_SECONDS[name], help="how long each time")
    return parser


class _Help(argparse.ArgumentDefaultsHelpFormatter, argparse.RawDescriptionHelpFormatter):
    pass


if __name__ == "__main__":
    sys.exit(main())
