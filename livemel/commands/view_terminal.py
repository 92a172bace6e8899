"""The terminal's run: the same spectrogram where there is no screen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from livemel.commands.warnings import warn
from livemel.config import Config
from livemel.dsp.advice import empty_bands_warning, rate_warning
from livemel.errors import AudioSystemError, LivemelError
from livemel.monitor.terminal import run_terminal
from livemel.runtime.feed import Feed
from livemel.runtime.opening import Opening
from livemel.runtime.report import ProcessUse, run_report
from livemel.runtime.session import Session


def show_in_terminal(
    config: Config,
    opening: Opening,
    feed: Feed,
    may_fall_back: bool,
    duration: float | None,
    write_report: Callable[[dict[str, Any]], None],
) -> None:
    """Draw until it is ended, however that comes; then hand on what `--stats` writes."""
    use, errors = ProcessUse(), []
    with _session(config, opening, feed, may_fall_back) as session:
        warn(empty_bands_warning(config, session.source.sample_rate))
        warn(rate_warning(config, session.source.sample_rate))
        session.start()
        try:
            run_terminal(session, feed, config, duration)
        except LivemelError as error:
            errors.append(str(error))
            raise
        finally:
            write_report(run_report(session, feed.columns_dropped, use, errors))


def _session(config: Config, opening: Opening, feed: Feed, may_fall_back: bool) -> Session:
    try:
        return opening.session()
    except AudioSystemError as error:
        if not may_fall_back:
            raise
        print(f"livemel: {error}; DEMO: showing the built-in signal, start again to try again", file=sys.stderr)
        demo = replace(config.source, kind="demo", channel=1, sample_rate=0)
        return Opening(replace(config, source=demo), [feed]).session()
