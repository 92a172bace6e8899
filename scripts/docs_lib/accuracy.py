"""The figures of the table of errors as TOML, for the program itself."""

from __future__ import annotations

import re
from pathlib import Path

ACCURACY = Path(__file__).resolve().parents[2] / "livemel" / "picture" / "accuracy.toml"
HEAD = "# Made of the table of errors in docs/numerics.md by scripts/make_docs.\n"
ERROR = re.compile(r"(\d\.\de[-+]\d\d) (.+)")


def accuracy_toml(table: str) -> str:
    """`table`, in Markdown: a [[figure]] for each of its rows."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    return "\n".join([HEAD, *map(_figure, rows[2:])])


def _figure(row: list[str]) -> str:
    preset, library, array, counted, measured, _, cases = row
    match = ERROR.fullmatch(measured)
    assert match is not None, measured
    error, unit = match.groups()
    texts = {"preset": preset, "library": library, "array": array, "counted": counted, "error": error, "unit": unit}
    lines = [f'{key} = "{text}"' for key, text in texts.items()]
    return "\n".join(["[[figure]]", *lines, f"cases = {cases}", ""])
