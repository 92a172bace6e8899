"""What there is to export: a part of what was heard, as it is seen."""

from __future__ import annotations

from livemel.gui.controller import Controller
from livemel.gui.keeping.export import Which
from livemel.gui.keeping.export_writers import Material
from livemel.gui.keeping.snapshot import part_of, view_of
from livemel.gui.picture.live_picture import LivePicture
from livemel.picture.printed.saved_view import SavedView
from livemel.runtime.ledger_text import as_table

LEAST_SECONDS = 0.001


def material_of(controller: Controller, which: Which, is_copied: bool) -> Material | None:
    """What there is of a part now, with a copy of its levels if it is to be written; None if there is nothing."""
    live = controller.live
    if live is None or controller.listeners is None:
        return None
    view = seen_part(live, controller, which, is_copied)
    if view is None or view.seconds < LEAST_SECONDS:
        return None
    return Material(
        view=view,
        config=controller.config,
        store=live.session.store,
        is_whole=which is Which.WHOLE,
        spectrum_csv=controller.window.spectrum.as_csv(),
        ledger_csv=as_table(controller.listeners.ledger),
    )


def seen_part(live: LivePicture, controller: Controller, which: Which, is_copied: bool) -> SavedView | None:
    """A part as it is seen; None if there is no such part."""
    page, rate, config = live.page, live.session.source.sample_rate, controller.config
    if which is Which.VIEW:
        return view_of(live, config, is_copied)
    if which is Which.SELECTION:
        part = page.selection
        if part is None:
            return None
        low, high = page.whole_axis.fraction_of([part.low_hz, part.high_hz])
        return part_of(live, config, part.begin, part.end, *_within(float(low), float(high)), is_copied)
    store, history = live.session.store, live.history
    begin = history.begin * history.hop_length
    if store is not None:
        begin = max(begin, store.begin)
    begin_s = begin / rate
    end_s = history.end_sample / rate
    return part_of(live, config, begin_s, end_s, is_copied=is_copied) if end_s > begin_s else None


def _within(low: float, high: float) -> tuple[float, float]:
    """Fractions of the axis that can be shown; all of it where they are too near to each other."""
    low, high = max(0.0, min(low, high)), min(1.0, max(low, high))
    return (low, high) if high > low else (0.0, 1.0)
