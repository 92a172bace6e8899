"""Warnings: what a person should know although the run goes on."""

from __future__ import annotations

import sys


def warn(sentence: str) -> None:
    """Tell `sentence` on stderr; nothing if it is empty."""
    if sentence:
        print(f"livemel: warning: {sentence}", file=sys.stderr)
