"""The style sheet: style.qss with a theme's colours and the lengths at a text scale."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template

from livemel.gui.looks.theme import Theme

SHEET = Path(__file__).with_name("style.qss")
DRAWINGS = Path(__file__).with_name("svg")


@cache
def style_sheet(theme: Theme, scale: float) -> str:
    """What Qt makes of buttons, fields, tabs and bars: in the colours of `theme`, its pixels times `scale`."""
    names = asdict(theme) | {"drawings": DRAWINGS.as_posix(), "ground": "dark" if theme.is_dark else "light"}
    filled = Template(SHEET.read_text(encoding="utf-8")).substitute(names)
    return re.sub(r"\b(\d+)px\b", lambda length: f"{round(int(length[1]) * scale)}px", filled)
