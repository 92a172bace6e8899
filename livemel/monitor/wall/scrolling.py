"""Scrolling: which rows of many a terminal shows, moved by keys."""

from __future__ import annotations

from livemel.monitor.keys import Keys

ESCAPE = "\x1b"
LONGEST_SEQUENCE = 4
KEYS = {
    **dict.fromkeys(("\x1b[A", "\x1bOA", "k"), "up"),
    **dict.fromkeys(("\x1b[B", "\x1bOB", "j"), "down"),
    **dict.fromkeys(("\x1b[5~", "b"), "page up"),
    **dict.fromkeys(("\x1b[6~", " "), "page down"),
    **dict.fromkeys(("\x1b[H", "\x1bOH", "\x1b[1~", "g"), "home"),
    **dict.fromkeys(("\x1b[F", "\x1bOF", "\x1b[4~", "G"), "end"),
    **dict.fromkeys(("q", "Q", "\x04", ESCAPE), "quit"),
}
"""What a terminal sends, and what it means here."""


def pressed(keys: Keys, seconds: float) -> str:
    """Wait so long, or until a key is pressed; what it means, or nothing."""
    sent = keys.wait(seconds)
    while (sent.startswith(ESCAPE) and len(sent) < LONGEST_SEQUENCE and sent not in KEYS) or sent == ESCAPE:
        more = keys.wait(0.0)  # the rest of a sequence is there with its beginning
        if not more:
            break
        sent += more
    return KEYS.get(sent, "")


def scrolled(first: int, key: str, page: int, count: int) -> int:
    """The row that stands at the top after `key`.

    Parameters
    ----------
    first
        The row that stood there.
    key
        A value of KEYS; any other leaves the rows where they are, as far as there are so many.
    page
        Rows that fit.
    count
        Rows that there are.
    """
    last = max(0, count - page)
    steps = {"up": -1, "down": 1, "page up": -page, "page down": page, "home": -count, "end": count}
    return min(last, max(0, first + steps.get(key, 0)))
