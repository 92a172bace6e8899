"""What can never happen is said once."""

from __future__ import annotations

import pytest

from livemel.config.sections import MonitorConfig
from livemel.monitor.idle import idle_warning


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, ""),
        ({"events": "events.jsonl", "clips": True, "rules": "rules.toml"}, ""),
        ({"events": "events.jsonl"}, "monitor.events (--events) without rules: there will be no event"),
        ({"clips": True}, "monitor.clips (--clips) without rules: there will be no event"),
        ({"clips": True, "events": "a"}, "monitor.events (--events) and monitor.clips (--clips) without rules"),
    ],
)
def test_what_waits_for_events_without_rules_is_named(asked, told):
    said = idle_warning(MonitorConfig(**asked))

    assert said.startswith(told)
    assert bool(said) == bool(told)
