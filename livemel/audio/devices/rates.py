"""Which sample rates a microphone takes, tried out by a helper process: here, no device is touched.

`python -m livemel.audio.devices.rates NAME` prints them as JSON.
"""

from __future__ import annotations

import json
import sys

from livemel.audio.devices.choosing import accepted_rates, choose_device
from livemel.audio.devices.helper import run_helper
from livemel.audio.devices.inputs import list_devices
from livemel.audio.server.answers import Answer
from livemel.errors import LivemelError

COMMAND = (sys.executable, "-m", "livemel.audio.devices.rates")


def ask_rates(wanted: str) -> tuple[int, ...]:
    """Those of the common rates, Hz, at which the microphone opens; empty where that cannot be told.

    One that somebody holds alone, this program perhaps, refuses them all. Waits: see `rates_later`.
    """
    told = run_helper((*COMMAND, wanted))
    try:
        return tuple(int(rate) for rate in json.loads(told.text)) if not told.error else ()
    except (ValueError, TypeError):
        return ()


def rates_later(wanted: str) -> Answer[tuple[int, ...]]:
    """`ask_rates`, asked while something else is done. A microphone that sleeps is woken for it: ask when it is due."""
    return Answer(lambda: ask_rates(wanted), ())


def main(wanted: str) -> None:
    """Try them."""
    print(json.dumps(accepted_rates(choose_device(list_devices(), wanted))))


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except LivemelError as error:
        sys.exit(str(error))
