"""Facts of the picture and of what was lost on the way to it."""

from __future__ import annotations

from livemel.runtime.facts.rows import UNKNOWN, Fact, Group, PictureFacts, milliseconds, spread
from livemel.runtime.ledger import Ledger
from livemel.runtime.ledger_text import length_name, total_name
from livemel.runtime.session import Session


def picture_group(session: Session, picture: PictureFacts) -> Group:
    """Pictures a second, what painting takes, and how long sound needs to the screen."""
    rows = (
        Fact("Pictures", _per_second(picture), "Measured: those really painted in the last seconds."),
        Fact("Late or skipped", f"{picture.late} late, {picture.skipped} skipped", "Measured, since the start."),
        Fact("Painting", spread(picture.paint), "Measured: what one picture takes."),
        *_latency(session, picture),
    )
    return Group("Picture", rows)


def _per_second(picture: PictureFacts) -> str:
    if picture.painted_per_second is None:
        return UNKNOWN
    wanted = f" of {picture.wanted_per_second:g}" if picture.wanted_per_second is not None else ""
    return f"{picture.painted_per_second:.1f}{wanted} a second"


def _latency(session: Session, picture: PictureFacts) -> tuple[Fact, ...]:
    """The measured way from the program's ear to the screen, and what it consists of."""
    stated = getattr(session.source, "stated_latency_seconds", None)  # a microphone's
    window_ms = 1000.0 * session.delay / session.source.sample_rate
    parts = [f"{milliseconds(window_ms)} half a window", f"{milliseconds(1000.0 * picture.margin_seconds)} margin"]
    if session.analysis_rate != session.source.sample_rate:
        parts[0] += " and resampling"
    if picture.paint.p50_ms is not None:
        parts.append(f"{milliseconds(picture.paint.p50_ms)} painting")
    rows = [
        Fact(
            "Sound to screen",
            spread(picture.latency),
            "Measured: from when a sample is due in the program to the end of painting it. What the screen itself "
            "takes is not known here.",
        ),
        Fact("of which", ", ".join(parts), "The rest is waiting for the next picture. Computed from the settings."),
    ]
    if session.source.kind == "mic":
        device = None if stated is None else 1000.0 * stated
        rows.append(
            Fact("Before that", milliseconds(device), "From the microphone to the program: stated by PortAudio.")
        )
    return tuple(rows)


def loss_group(session: Session, ledger: Ledger) -> Group:
    """Received, lost, and the causes."""
    rate = session.source.sample_rate
    stats = session.stats
    rows = [
        Fact("Received", length_name(stats.samples_received / rate), "Counted, sample by sample."),
        Fact("Lost", length_name(ledger.lost_seconds) if ledger.lost_seconds else "nothing", "Hatched in the picture."),
    ]
    rows += [Fact(total.cause[0].upper() + total.cause[1:], total_name(total)) for total in ledger.totals()]
    return Group("Losses", tuple(rows))
