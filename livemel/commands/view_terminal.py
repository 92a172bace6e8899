"""The terminal's run: the same spectrogram where there is no screen."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

from livemel.commands.warnings import warn
from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning
from livemel.errors import AudioSystemError
from livemel.monitor.terminal import run_terminal
from livemel.runtime.feed import Feed
from livemel.runtime.opening import Opening
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session


def show_in_terminal(
    config: Config, opening: Opening, feed: Feed, may_fall_back: bool, duration: float | None
) -> dict[str, Any]:
    """Draw until it is ended; what `--stats` writes."""
    use = ProcessUse()
    with _session(config, opening, feed, may_fall_back) as session:
        warn(empty_bands_warning(config, session.source.sample_rate))
        session.start()
        run_terminal(session, feed, config, duration)
    return run_report(session, feed.columns_dropped, use, [])


def _session(config: Config, opening: Opening, feed: Feed, may_fall_back: bool) -> Session:
    try:
        return opening.session()
    except AudioSystemError as error:
        if not may_fall_back:
            raise
        print(f"livemel: {error}; DEMO: showing the built-in signal, start again to try again", file=sys.stderr)
        demo = replace(config.source, kind="demo", channel=1, sample_rate=0)
        return Opening(replace(config, source=demo), [feed]).session()
