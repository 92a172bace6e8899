"""`livemel view PICTURE.png`: a picture that livemel has saved, as it was seen."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from livemel.config.remembering import start_of_window
from livemel.errors import LivemelError
from livemel.picture.printed.embedded import opened_view
from livemel.picture.printed.saved_view import SavedView
from livemel.picture.shown import shown_config
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear
from livemel.runtime.listeners import Listeners
from livemel.runtime.past.still import PictureOpening

if TYPE_CHECKING:
    from livemel.gui.app import Invitation


def opened_picture(path: str) -> SavedView:
    """The view in the PNG at `path`. Raises LivemelError if there is none, or none with levels."""
    view = opened_view(path)
    if view.levels is None:
        raise LivemelError(f"{path} holds no levels to show; choose a picture that livemel has saved")
    return view


def check_alone(args: argparse.Namespace) -> None:
    """Refuse a picture together with something to listen to, or with settings: it has its own."""
    named = {"--source": args.source, "--device": args.device, "--config": args.config, "--set": args.overrides}
    for option, value in named.items():
        if value:
            raise LivemelError(f"{args.picture} is shown as it was saved, so {option} says nothing; leave it out")


def picture_invitation(path: str, duration: float | None, screenshot: str | None) -> Invitation:
    """A window that shows the picture at `path`; it remembers its shape, and none of the picture's settings.

    Raises
    ------
    LivemelError
        If there is no such picture.
    """
    from livemel.gui.app import Invitation

    view = opened_picture(path)
    start = start_of_window([], [], os.environ, source_named=True)
    recorder, ear = Recorder(), Ear()
    listeners = Listeners(recorder, ear)
    return Invitation(
        start=replace(start, config=view.config, base=view.config, origins={}, preset_named=True, source_named=True),
        opening=PictureOpening(view, shown_config(view.config), listeners),
        listeners=listeners,
        recorder=recorder,
        ear=ear,
        may_fall_back=False,
        duration=duration,
        screenshot=screenshot,
    )
