"""Room: how much is left on the disk of a folder."""

from __future__ import annotations

import math
import shutil
from pathlib import Path


def free_bytes(folder: Path) -> float:
    """Infinite where nobody can tell: then it is not the room that is missing."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return math.inf
