"""Report: what `--stats` writes at the end of a run."""

from __future__ import annotations

import os
import time
from typing import Any

from livemel.runtime.session import Session


class ProcessUse:
    """What this process took of the machine since it was made."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._cpu = time.process_time()

    def as_dict(self) -> dict[str, float | None]:
        """Ready for JSON."""
        return {
            "elapsed_s": round(time.monotonic() - self._begun, 3),
            "cpu_s": round(time.process_time() - self._cpu, 3),
            "rss_mb": resident_megabytes(),
        }


def run_report(session: Session | None, columns_dropped: int, use: ProcessUse, errors: list[str]) -> dict[str, Any]:
    """What `--stats` writes of any run."""
    if session is None:
        return {**use.as_dict(), "errors": errors}
    source, stats = session.source, session.stats
    return {
        "source": source.kind,
        "device": source.name,
        "state": source.state.value,
        "sample_rate": source.sample_rate,
        "analysis_rate": session.analysis_rate,
        **stats.as_dict(),
        "position": session.position,
        "overflows": source.overflows,
        "columns_dropped": columns_dropped,
        **use.as_dict(),
        "errors": errors,
    }


def resident_megabytes() -> float | None:
    """Memory in use now in MB (10^6 bytes); None on systems without /proc."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
    except OSError:
        return None
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
