"""The facts page: once a second, what is true of the run, how the source is, what was lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QWidget

from livemel.gui.controller import Controller
from livemel.gui.picture.live_picture import MARGIN_SECONDS, LivePicture
from livemel.runtime.facts.every import facts
from livemel.runtime.facts.process import ProcessFacts
from livemel.runtime.facts.rows import PictureFacts, Spread
from livemel.runtime.health.doctor import Condition, Verdict
from livemel.runtime.ledger import Counters
from livemel.runtime.stats import Timings

if TYPE_CHECKING:
    from livemel.gui.side.facts_panel import FactsPanel

NAME = "facts"
TICKS_PER_LOOK = 60
TOLD = (Condition.DEAD, Condition.LOST)
"""Conditions that are told above the picture, too."""


class FactsPage(QObject):
    """Asks health and ledger once a second, whether or not somebody looks. GUI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self._panel: FactsPanel | None = None
        self._process = ProcessFacts()
        self._painted = (time.monotonic(), 0)
        controller.window.side.offer(NAME, "Facts", self._make)
        controller.beaten.connect(self._tick)

    def _make(self) -> QWidget:
        from livemel.gui.side.facts_panel import FactsPanel

        self._panel = FactsPanel()
        self._panel.saveLedgerAsked.connect(self._controller.ledgerAsked)
        return self._panel

    def _tick(self, number: int) -> None:
        if number % TICKS_PER_LOOK == 0:
            self.look()

    def look(self) -> None:
        """See how it is now."""
        live, listeners = self._controller.live, self._controller.listeners
        if live is None or listeners is None:
            return
        verdict = listeners.health.verdict()
        self._controller.telling.tell_health(_sentence(verdict) if verdict.kind in TOLD else "")
        counters = Counters(
            overflows=live.session.source.overflows,
            columns_dropped=listeners.feed.columns_dropped,
            pictures_late=live.late_pictures,
        )
        listeners.ledger.look(counters, live.history.hop_length / live.session.source.sample_rate)
        if self._panel is not None and self._panel.isVisible():
            picture = self._picture_facts(live, listeners.feed.columns_dropped)
            groups = facts(live.session, live.config, picture, listeners.ledger, self._process.group())
            self._panel.set_facts(verdict, groups, listeners.ledger)

    def _picture_facts(self, live: LivePicture, columns_dropped: int) -> PictureFacts:
        now, (then, before) = time.monotonic(), self._painted
        count = live.paint_timings.count
        self._painted = now, count
        return PictureFacts(
            painted_per_second=(count - before) / max(1e-3, now - then) if count >= before else None,
            wanted_per_second=live.display.fps,
            late=live.late_pictures,
            paint=_spread(live.paint_timings),
            latency=_spread(live.latency_timings),
            margin_seconds=MARGIN_SECONDS,
            columns_dropped=columns_dropped,
        )


def _spread(timings: Timings) -> Spread:
    percentiles = timings.percentiles()
    return Spread(percentiles["p50"], percentiles["p95"])


def _sentence(verdict: Verdict) -> str:
    return f"{verdict.sentence}: {verdict.advice}" if verdict.advice else verdict.sentence
