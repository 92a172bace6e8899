"""Snapshot: what is to be seen, as a view that can be drawn, written and shown again."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from pathlib import Path

from livemel import __version__
from livemel.config import Config, DisplayConfig
from livemel.config.setting import settings_of
from livemel.files import written_whole
from livemel.gui.page import Marker, Page, Selection
from livemel.gui.picture.live_picture import LivePicture
from livemel.picture.printed.printing import printed_view
from livemel.picture.printed.saved_view import SavedGap, SavedMarker, SavedSelection, SavedView


def save_snapshot(live: LivePicture, config: Config, path: Path) -> None:
    """Write the part of the history that the window shows to `path`. Raises LivemelError."""
    picture = printed_view(view_of(live, config))
    with written_whole(str(path)) as file:
        file.write(picture)


def view_of(live: LivePicture, config: Config, is_copied: bool = True) -> SavedView:
    """What is to be seen, with what is selected and marked; with a copy of the levels, unless that is not wanted."""
    page, viewport = live.page, live.page.viewport
    end = page.edge if viewport.end is None else viewport.end  # the edge stands on a whole pixel
    return part_of(live, config, end - viewport.seconds, end, viewport.low, viewport.high, is_copied)


def part_of(
    live: LivePicture,
    config: Config,
    begin: float,
    end: float,
    low: float = 0.0,
    high: float = 1.0,
    is_copied: bool = True,
) -> SavedView:
    """What was heard from one second to another, seen from one fraction of the frequency axis to another."""
    page, source, seconds = live.page, live.session.source, end - begin
    view = SavedView(
        source=source.name,
        config=replace(config, display=replace(live.display, seconds=_settable(seconds))),
        version=__version__,
        sample_rate=source.sample_rate,
        analysis_rate=live.chronicle.analysis_rate,
        started=page.started.astimezone(),
        begin=begin,
        seconds=seconds,
        low=low,
        high=high,
        selection=saved_selection(page),
        markers=tuple(SavedMarker(each.seconds, each.hz, each.name) for each in page.markers),
    )
    if not is_copied:
        return view
    view = view.seen(live.history)
    return _with_what_is_missing(view, live.history.end_sample) if live.waiting else view


def saved_selection(page: Page) -> SavedSelection | None:
    """What is selected, as it is written."""
    part = page.selection
    return None if part is None else SavedSelection(part.begin, part.end, part.low_hz, part.high_hz)


def restore_view(live: LivePicture, view: SavedView) -> None:
    """Look at what was saved as it was seen: the same part, selection and markers."""
    page = live.page
    live.chronicle.take()
    page.started = view.started
    page.extent = view.extent
    page.look(view.viewport)
    page.set_markers(tuple(Marker(each.seconds, each.hz, each.name) for each in view.markers))
    part = view.selection
    page.select(None if part is None else Selection(part.begin, part.end, part.low_hz, part.high_hz))


def _settable(seconds: float) -> float:
    """The nearest time range that the settings allow; the view itself knows its own."""
    setting = settings_of(DisplayConfig)["seconds"]
    return min(max(seconds, setting.at_least or 0.0), setting.at_most or seconds)


def _with_what_is_missing(view: SavedView, from_sample: float) -> SavedView:
    """While the source gives nothing, what has not come is a gap."""
    at_sample = ceil(from_sample)
    lost = round(view.end * view.sample_rate) - at_sample
    return replace(view, gaps=(*view.gaps, SavedGap(at_sample, lost))) if lost > 0 else view
