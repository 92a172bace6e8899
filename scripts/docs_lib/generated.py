"""Which parts of which document are generated, and how they are put there: between two comments of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from docs_lib import keys, pictures, recipes, scenes

REPOSITORY = Path(__file__).resolve().parents[2]
NUMERICS = REPOSITORY / "docs" / "numerics.md"
README = REPOSITORY / "README.md"
WINDOW = REPOSITORY / "docs" / "window.md"
GALLERY = REPOSITORY / "docs" / "gallery.md"
SCENES = REPOSITORY / "docs" / "scenes.md"


def _errors() -> str:
    from golden import REFERENCES
    from references_lib.errors import error_table

    return f"{error_table()}\n\n{len(REFERENCES)} cases in all."


PARTS: dict[str, Callable[[], str]] = {
    "presets": recipes.described,
    "front-ends": recipes.front_ends,
    "bands-and-levels": recipes.bands_and_levels,
    "streaming": recipes.streaming,
    "errors": _errors,
}
"""Of docs/numerics.md."""
DOCUMENTS: dict[Path, dict[str, Callable[[], str]]] = {
    NUMERICS: PARTS,
    README: {"keys": keys.short_table},
    WINDOW: {"keys": keys.full_tables, "signs": keys.signs},
    GALLERY: {"pictures": pictures.gallery},
    SCENES: {
        "keys": scenes.keys,
        "makers": scenes.makers,
        "effects": scenes.effects,
        "views": scenes.views,
        "measures": scenes.measures,
        "activities": scenes.activities,
    },
}
"""Every document with such parts."""


def part_of(text: str, name: str) -> str:
    """What stands between the comments of part `name`."""
    begin, end = _span(text, name)
    return text[begin:end].strip()


def rewritten(text: str, parts: Mapping[str, Callable[[], str]] = PARTS) -> str:
    """`text` with each of its parts made anew."""
    for name, make in parts.items():
        begin, end = _span(text, name)
        text = f"{text[:begin]}\n\n{make()}\n\n{text[end:]}"
    return text


def _span(text: str, name: str) -> tuple[int, int]:
    opening, closing = f"<!-- {name}, by scripts/make_docs -->", f"<!-- end of {name} -->"
    begin = text.index(opening) + len(opening)
    return begin, text.index(closing, begin)
