"""Keys, mouse and signs of the window as Markdown, from what the help page shows."""

from __future__ import annotations

from docs_lib.recipes import table
from livemel.gui.actions import GROUPS
from livemel.gui.help.entries import SIGNS, Chapter, chapters, key_name, pressed_together

PLATFORM = "linux"
"""Whose names of keys are written."""
SEPARATOR = " \u00b7 "


def short_table() -> str:
    """A row for each group: the first key of each action, and what it is called."""
    rows = []
    for title, specs in GROUPS:
        told = (f"{_keys(pressed_together(spec.keys.split()[0]))} {spec.text}" for spec in specs)
        rows.append((title, SEPARATOR.join(told)))
    return table(("", "keys"), rows)


def full_tables() -> str:
    """A table for each chapter of the help."""
    return "\n\n".join(f"### {chapter.title}\n\n{_table_of(chapter)}" for chapter in chapters())


def signs() -> str:
    """What the patterns in the picture mean."""
    return table(("in the picture", "means"), ((sign.name, sign.what) for sign in SIGNS))


def _table_of(chapter: Chapter) -> str:
    rows = []
    for entry in chapter.entries:
        what = f"{entry.name}: {entry.what}" if entry.name else entry.what
        rows.append((" or ".join(map(_keys, entry.ways)), what))
    return table(("press" if chapter.entries[0].name else "do", "to"), rows)


def _keys(together: tuple[str, ...]) -> str:
    return " + ".join(f"`{key_name(key, PLATFORM)}`" for key in together)
