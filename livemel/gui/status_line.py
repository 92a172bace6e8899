"""The status line: which device, which rate, what was lost, how late the picture is."""

from __future__ import annotations

import time

from livemel.audio.source import SourceState
from livemel.gui.picture.live_picture import LivePicture
from livemel.picture.captions import change_name, unfed_name

SEPARATOR = "   \u00b7   "


def state_text(live: LivePicture) -> str:
    """A sentence when something is not as it should be, else nothing."""
    source = live.session.source
    if source.state is SourceState.LIVE:
        return ""
    return source.detail or source.state.value


def status_text(live: LivePicture) -> str:
    """Device, rate, losses, latency."""
    source, stats, seen = live.session.source, live.session.stats, live.seen
    lost = stats.samples_lost / source.sample_rate
    gaps = len(stats.gaps) + stats.gaps_not_listed
    losses = f"lost {lost:.3g} s in {_count(gaps, 'gap')}" if gaps else "lost nothing"
    if source.overflows:
        losses = f"{losses if gaps else 'lost less than 50 ms'}, {_count(source.overflows, 'overflow')}"
    if stats.samples_not_finite:
        losses += f", {_count(stats.samples_not_finite, 'sample')} not a number"
    parts = [
        source.name,
        _rates(live),
        "failed" if live.session.failure is not None else source.state.value,
        losses,
        _lateness(live),
        change_name(seen.may_change, live.display.seconds, live.config) if seen is not None else "",
        f"dotted: {unfed_name(live.chronicle.is_unfed)}" if live.chronicle.is_unfed is not None else "",
    ]
    return SEPARATOR.join(part for part in parts if part)


def _rates(live: LivePicture) -> str:
    """The source's, and that of the analysis where it is another."""
    source, analysis = live.session.source.sample_rate, live.session.analysis_rate
    resampled = f" resampled to {_hertz(analysis)}" if analysis != source else ""
    return _hertz(source) + resampled


def _hertz(rate: int) -> str:
    return f"{rate:,} Hz".replace(",", "\u2009")


def _lateness(live: LivePicture) -> str:
    """How old the newest column in the picture is; while nothing comes, for how long nothing has."""
    if live.waiting:
        return f"nothing for {time.monotonic() - live.chronicle.heard_at:.0f} s"
    latency_ms = live.latency_timings.latest
    if latency_ms is None or live.session.source.state is SourceState.ENDED:
        return ""
    return f"latency {latency_ms:.0f} ms"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
