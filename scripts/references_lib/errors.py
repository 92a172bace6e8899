"""livemel's greatest errors against the references, preset by preset, as a Markdown table."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from golden import REFERENCES, Bar, Reference

HEAD = (
    "| preset | against | what | counted | greatest error | allowed, because | cases |",
    "|---|---|---|---|---|---|---|",
)
WHAT = {"mel": "mel spectrogram", "causal": "levels", "final": "levels of the whole clip"}


def error_table() -> str:
    """A row for each preset, library and array."""
    errors: dict[tuple[str, str, Bar], list[float]] = defaultdict(list)
    for reference in map(Reference.read, REFERENCES):
        for bar in reference.bars:
            errors[reference.preset, _library(reference), bar].append(reference.error(bar))
    return "\n".join([*HEAD, *(_row(*key, found) for key, found in errors.items())])


def _library(reference: Reference) -> str:
    package = next(iter(reference.versions))
    if reference.library == "formula":
        return "the formula in torch"
    return f"{package} {reference.versions[package]}"


def _row(preset: str, library: str, bar: Bar, found: list[float]) -> str:
    counted = "all" if np.isinf(bar.within_db) else f"down to -{bar.within_db:g} dB"
    cells = (
        preset,
        library,
        WHAT[bar.array],
        counted,
        f"{max(found):.1e} {bar.unit}",
        f"{bar.most:.0e}: {bar.reason}",
        len(found),
    )
    return f"| {' | '.join(map(str, cells))} |"
