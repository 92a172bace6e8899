"""Idle: what a configuration asks of a monitor that can never happen as the rest of it is."""

from __future__ import annotations

from livemel.config.sections import MonitorConfig


def idle_warning(config: MonitorConfig) -> str:
    """A sentence about what waits for events where no rules say what one is; empty if all is well."""
    if config.rules:
        return ""
    waits = {"monitor.events (--events)": config.events, "monitor.clips (--clips)": config.clips}
    asked = " and ".join(name for name, is_asked in waits.items() if is_asked)
    return f"{asked} without rules: there will be no event; name a file of rules with --rules" if asked else ""
