"""The status line: which device, which rate, what was lost, how late the picture is."""

from __future__ import annotations

from livemel.audio.source import SourceState
from livemel.gui.live_picture import LivePicture


def state_text(live: LivePicture) -> str:
    """A sentence when something is not as it should be, else nothing."""
    source = live.session.source
    if source.state is SourceState.LIVE:
        return ""
    return source.detail or source.state.value


def status_text(live: LivePicture) -> str:
    """Device, rate, losses, latency."""
    source, stats = live.session.source, live.session.stats
    lost = stats.samples_lost / source.sample_rate
    gaps = len(stats.gaps) + stats.gaps_not_listed
    losses = f"lost {lost:.3g} s in {gaps} gap{'s' if gaps != 1 else ''}" if gaps else "lost nothing"
    parts = [
        source.name,
        f"{source.sample_rate:,} Hz".replace(",", "\u2009"),
        source.state.value,
        losses,
        _lateness(live),
    ]
    return "   \u00b7   ".join(part for part in parts if part)


def _lateness(live: LivePicture) -> str:
    """How old the newest column in the picture is; while nothing comes, for how long nothing has."""
    latency_ms = live.latency_timings.latest
    if latency_ms is None or live.session.source.state is SourceState.ENDED:
        return ""
    return f"nothing for {latency_ms / 1000:.0f} s" if live.waiting else f"latency {latency_ms:.0f} ms"
