"""scripts/bench names every bench that there is."""

from __future__ import annotations

import subprocess
from pathlib import Path

BENCH = Path(__file__).resolve().parents[2] / "scripts" / "bench"


def test_its_help_names_what_it_measures():
    help_text = subprocess.run([BENCH, "--help"], capture_output=True, text=True, check=True).stdout

    assert all(name in help_text for name in ("engine", "panels", "memory", "lecture", "monitor_day", "wall"))
