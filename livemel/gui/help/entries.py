"""Help entries: every key, what the mouse does, and what the signs in the picture mean; no widgets."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from livemel.gui.actions import GROUPS, ActionSpec

KEY_NAMES = {
    "Left": "\u2190",
    "Right": "\u2192",
    "Up": "\u2191",
    "Down": "\u2193",
    "PgUp": "Page Up",
    "PgDown": "Page Down",
    "-": "\u2212",
}
MAC_NAMES = {"Ctrl": "\u2318", "Shift": "\u21e7", "Alt": "\u2325"}
"""What Qt calls Ctrl is Command there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done."""

    name: str
    """Empty where `what` says it all."""
    what: str
    ways: tuple[tuple[str, ...], ...]
    """To do it: of each, what is held or pressed together."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Things that belong together."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern in the picture."""

    name: str
    what: str


def _mouse(what: str, *together: str) -> Entry:
    return Entry("", what, (together,))


POINTING = (
    Chapter(
        "Mouse in the picture",
        (
            _mouse("read time, frequency, note, band and level, below the picture", "Move"),
            _mouse("explain the point while that page is open; play its tone while G is on", "Click"),
            _mouse("select a stretch of time and frequency", "Drag"),
            _mouse("zoom to the selection; without one, show all frequencies", "Double click"),
            _mouse("move in time and, zoomed in, in frequency", "Middle drag"),
            _mouse("what can be done there", "Right click"),
            _mouse("shorter or longer time, around the pointer", "Wheel"),
            _mouse("fewer or more frequencies", "Ctrl", "Wheel"),
            _mouse("earlier or later", "Shift", "Wheel"),
        ),
    ),
    Chapter(
        "The same by keyboard",
        (
            _mouse("move the crosshair", "Shift", "Arrows"),
            _mouse("in large steps", "Ctrl", "Shift", "Arrows"),
            _mouse("select from there", "Alt", "Shift", "Arrows"),
            _mouse("a click at the crosshair", "Enter"),
        ),
    ),
    Chapter(
        "Mouse around the picture",
        (
            _mouse("move what is seen", "Drag an axis"),
            _mouse("zoom, as in the picture", "Wheel on an axis"),
            _mouse("all frequencies, or the newest sound", "Double click on an axis"),
            _mouse("change the range of levels", "Drag the colour bar"),
            _mouse("levels from quietest to loudest in view", "Double click on it"),
            _mouse("look at another time", "Drag in the overview"),
            _mouse("average and peaks begin anew", "Double click on the spectrum"),
            _mouse("make a panel larger or smaller", "Drag a divider"),
        ),
    ),
)

SIGNS = (
    Sign("Hatched", "sound that was lost, with its true length"),
    Sign("Dotted", "bands that no bin of the FFT feeds: a longer FFT feeds them"),
    Sign("Struck", "bands that a single bin feeds (spectrum, model's eye)"),
    Sign("Brown", "so far below the loudest that it counts as silence; may still change"),
    Sign("Dimmed", "the picture as it was, until the new one is computed"),
    Sign("Grey", "what a model does not hear (model's eye)"),
)


def chapters() -> tuple[Chapter, ...]:
    """Every action by its keys, then what the mouse does."""
    groups = (Chapter(title, tuple(map(_of_action, specs))) for title, specs in GROUPS)
    return (*groups, *POINTING)


def _of_action(spec: ActionSpec) -> Entry:
    return Entry(spec.text, spec.help, tuple(map(pressed_together, spec.keys.split())))


def pressed_together(key: str) -> tuple[str, ...]:
    """The keys of a shortcut as Qt writes it: "Ctrl++" is Ctrl and +."""
    *held, last = key[:-1].split("+")
    return (*held, last + key[-1])


def key_name(key: str, platform: str = sys.platform) -> str:
    """What is printed on a key."""
    names = KEY_NAMES | MAC_NAMES if platform == "darwin" else KEY_NAMES
    return names.get(key, key)
