"""`livemel view`: the window, or the terminal picture where there is no screen."""

from __future__ import annotations

import argparse
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from livemel.commands.display import why_no_display
from livemel.commands.listening import check_writable, config_of, source_overrides, write_stats
from livemel.commands.qt_check import check_qt
from livemel.config import Config
from livemel.config.remembering import start_of_window
from livemel.errors import LivemelError, as_livemel_error
from livemel.picture.shown import shown_config
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear
from livemel.runtime.feed import FEED_COLUMNS, Feed
from livemel.runtime.listeners import Listeners
from livemel.runtime.opening import Opening
from livemel.runtime.past.chronicle import HISTORY_SECONDS

if TYPE_CHECKING:
    from livemel.gui.app import Invitation


def run(args: argparse.Namespace) -> int:
    """Listen and show, until it is ended."""
    if args.picture is not None:
        return _picture(args)
    reason = "--terminal was asked for" if args.terminal else why_no_display()
    if reason is not None:
        return _terminal(args, reason)
    return _window(args)


def _window(args: argparse.Namespace) -> int:
    start = start_of_window(
        args.config,
        [*args.overrides, *source_overrides(args)],
        os.environ,
        source_named=bool(args.source or args.device),
    )
    _check_outputs(args)
    recorder, ear = Recorder(), Ear()
    listeners = Listeners(recorder, ear)
    opening = Opening(shown_config(start.config), listeners.of, keep_seconds=HISTORY_SECONDS)
    try:
        check_qt()
    except LivemelError:
        opening.abandon()
        raise
    from livemel.gui.app import Invitation

    return _show(
        args,
        Invitation(
            start=start,
            opening=opening,
            listeners=listeners,
            recorder=recorder,
            ear=ear,
            may_fall_back=_nothing_was_named(args, start.base),
            duration=args.duration,
            screenshot=args.screenshot,
        ),
    )


def _picture(args: argparse.Namespace) -> int:
    """Show what was saved."""
    from livemel.commands.view_picture import check_alone, picture_invitation

    check_alone(args)
    reason = "--terminal was asked for" if args.terminal else why_no_display()
    if reason is not None:
        raise LivemelError(f"{args.picture} is shown in a window only, and {reason}")
    _check_outputs(args)
    check_qt()
    return _show(args, picture_invitation(args.picture, args.duration, args.screenshot))


def _show(args: argparse.Namespace, invitation: Invitation) -> int:
    """Show the window until it is closed."""
    from livemel.gui.app import run_window

    outcome = run_window(invitation)
    report, failure = outcome.report(), outcome.error or outcome.controller.failure
    outcome.dispose()
    write_stats(args.stats, report)
    if failure is not None:
        raise as_livemel_error(failure)
    return outcome.exit_code


def _check_outputs(args: argparse.Namespace) -> None:
    for path in (args.screenshot, args.stats):
        check_writable(path)


def _nothing_was_named(args: argparse.Namespace, config: Config) -> bool:
    return config.source.kind == "mic" and not config.source.device and not args.source


def _terminal(args: argparse.Namespace, reason: str) -> int:
    config = shown_config(config_of(args))
    _check_outputs(args)
    feed = Feed(FEED_COLUMNS)
    opening = Opening(config, [feed])
    from livemel.commands.view_terminal import show_in_terminal

    print(f"livemel: {reason}; drawing in the terminal", file=sys.stderr)
    if args.screenshot:
        print("livemel: warning: no window, so no --screenshot; livemel render makes pictures", file=sys.stderr)
    may_fall_back = _nothing_was_named(args, config)
    show_in_terminal(config, opening, feed, may_fall_back, args.duration, partial(write_stats, args.stats))
    return 0
