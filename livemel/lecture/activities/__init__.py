"""Activities: what a class does, such as a listening test; by the names that scenes use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

ACTIVITIES: dict[str, Callable[..., Any]] = {}
