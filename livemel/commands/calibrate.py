"""`livemel calibrate`: a microphone beside a calibrator or a sound level meter, so that dB SPL can be told."""

from __future__ import annotations

import argparse
import sys
import time

from livemel.audio.source import Source
from livemel.commands.listening import config_of
from livemel.commands.progress import Progress
from livemel.errors import LivemelError, as_livemel_error
from livemel.monitor.calibration import (
    calibrated,
    calibrations_file,
    forget_calibration,
    keep_calibration,
    read_calibrations,
)
from livemel.monitor.metering.metering import Metering
from livemel.monitor.metering.reading import Reading
from livemel.monitor.report import utc_text
from livemel.runtime.opening import Opening
from livemel.runtime.session import Session

SETTLING_SECONDS = 1
"""Left out: a hand is still moving."""
PATIENCE_SECONDS = 5.0
"""More than the seconds that were asked for; then something is wrong."""


def run(args: argparse.Namespace) -> int:
    """Measure and keep, or say what is kept."""
    if args.list:
        return _list()
    if args.forget is not None:
        forget_calibration(args.forget)
        return 0
    read_calibrations()  # what cannot be kept is told before anybody waits
    config = config_of(args)
    by, reference = ("meter", args.meter) if args.meter is not None else ("calibrator", args.level)
    made: list[Metering] = []

    def sinks(source: Source) -> list[Metering]:
        made.append(Metering(source.sample_rate))
        return made

    with Opening(config, sinks).session() as session:
        if session.source.kind != "mic":
            raise LivemelError(
                f"only a microphone can be calibrated, got {session.source.name}; leave out --source, or name a "
                "microphone with --device"
            )
        session.start()
        name = session.source.name
        readings = _listen(session, made[0], args.seconds)
    found = calibrated(name, readings, reference, by, utc_text(time.time()))
    keep_calibration(found)
    print(f"{name}: {found.measured_dbfs:.2f} dBFS are {reference:g} dB SPL; offset {found.offset_db:+.2f} dB")
    print(f"kept in {calibrations_file()}")
    return 0


def _listen(session: Session, metering: Metering, seconds: int) -> list[Reading]:
    """Whole seconds, without the first."""
    progress = Progress(f"listening to {session.source.name}", sys.stderr)
    readings: list[Reading] = []
    wanted, given_up_at = seconds + SETTLING_SECONDS, time.monotonic() + seconds + PATIENCE_SECONDS
    while len(readings) < wanted:
        if session.failure is not None:
            raise as_livemel_error(session.failure)
        if time.monotonic() > given_up_at or session.finished:
            raise LivemelError(f"{session.source.name} gave {len(readings)} whole seconds, {wanted} are needed")
        time.sleep(0.1)
        readings += [reading for reading in metering.drain() if reading.heard == reading.sample_rate]
        progress.at(min(1.0, len(readings) / wanted))
    progress.done()
    return readings[SETTLING_SECONDS:wanted]


def _list() -> int:
    for each in read_calibrations().values():
        print(f"{each.device}: {each.offset_db:+.2f} dB, by {each.by} ({each.reference_db_spl:g} dB SPL), {each.utc}")
    return 0
