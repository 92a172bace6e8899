"""An accelerated day: 24 hours of a test signal through metering, rules, archive and retention, as fast as it goes."""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from livemel.audio.source import make_source
from livemel.config import load_config
from livemel.dsp.filterbank import band_centres
from livemel.monitor.keeping.folder import Folder
from livemel.monitor.keeping.mel_archive import MelArchive
from livemel.monitor.keeping.mel_rows import MelRows
from livemel.monitor.keeping.retention import Limits, Retention
from livemel.monitor.metering.metering import Metering
from livemel.monitor.outputs.event_log import EventLog
from livemel.monitor.rules.rule import Rule
from livemel.monitor.rules.watchers import Watchers
from livemel.monitor.station import Station
from livemel.runtime.health.doctor import Health
from livemel.runtime.report import resident_megabytes
from livemel.runtime.session import Session

BEGAN_UTC = 1_800_000_000.0 - 1_800_000_000.0 % 86400
KEEP_GB = 0.010
"""Less than a day's archive: retention has something to do."""
RULES = [
    Rule(name="loud", measure="laf_max", above=-32.55, hysteresis=0.0, cooldown=30.0),  # some hundred times a day
    Rule(name="tone", measure="novelty", above=20.0),
    Rule(name="broken", measure="state", states=("dead", "lost")),
]


def main() -> None:
    hours, signal, third_octaves = float(sys.argv[1]), sys.argv[2], sys.argv[3] == "thirds"
    config = load_config()
    config = replace(config, source=replace(config.source, kind="synth", signal=signal, sample_rate=48000))
    with TemporaryDirectory() as place:
        folder = Folder(Path(place) / "kept")
        source = make_source(config.source, paced=False)
        source.open()
        metering, health, rows = (
            Metering(source.sample_rate, third_octaves),
            Health(source),
            MelRows(source.sample_rate),
        )
        session = Session(source, config, [metering, health, rows])
        log = EventLog(folder.path / "events.jsonl")
        watchers = Watchers(RULES, band_centres(config.mel, session.analysis_rate), [log])
        archive = MelArchive(folder.of("mel"), rows, config.mel, session.analysis_rate, "bench", source.name)
        retention = Retention(folder.path, Limits(gb=KEEP_GB))
        outputs = [archive, retention, log, watchers]
        station = Station(session, metering, health, outputs, began_utc=BEGAN_UTC)
        memory, began, cpu = [], time.monotonic(), time.process_time()
        while session.position < hours * 3600 * source.sample_rate:
            before = station.reports
            while session.position < (before + 10) * source.sample_rate:
                session.step()
            station.show()
            if station.reports // 600 != before // 600:
                memory.append(resident_megabytes())
        elapsed, cpu = time.monotonic() - began, time.process_time() - cpu
        session.close()
        station.close()
        size = sum(path.stat().st_size for path in (folder.path / "mel").iterdir())
        folder.close()
    told = {
        "hours": hours, "elapsed_s": elapsed, "cpu_s": cpu, "reports": station.reports, "events": watchers.told,
        "memory_mb": memory, "most_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "archive_mb_a_day": (size + retention.freed) / 1e6 / hours * 24, "left_mb": size / 1e6,
        "deleted": retention.deleted, "dropped": metering.dropped + rows.dropped,
        "trouble": [output.trouble for output in outputs if output.trouble],
    }  # fmt: skip
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
