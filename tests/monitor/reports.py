"""Reports for tests: a second with little in it."""

from livemel.monitor.metering.reading import Reading
from livemel.monitor.report import Report

RATE = 8000


def reading(second, **told):
    levels = dict.fromkeys(
        ("rms", "peak", "laeq", "lceq", "laf_max", "laf_min", "las", "l10_minute", "l50_minute", "l90_minute",
         "l10_hour", "l50_hour", "l90_hour", "momentary", "short_term"), -60.0,
    )  # fmt: skip
    rest = {"dominant_hz": None, "dominant_dbfs": None, "clipped": 0, "heard": RATE}
    edges = {"begin": second * RATE, "end": (second + 1) * RATE, "sample_rate": RATE}
    return Reading(**(edges | levels | rest | told))


def report(second, heard=True, state="ok", detail="", db_spl_offset=None, **told):
    """Second number `second`; it ended at 1000 + second."""
    return Report(
        source="mic",
        utc=1000.0 + second,
        seconds=1.0 + second,
        state=state,
        detail=detail,
        fault="",
        samples_received=(second + 1) * RATE,
        samples_lost=0,
        gaps=0,
        reading=reading(second, **told) if heard else None,
        db_spl_offset=db_spl_offset,
    )
