"""What was asked for wrongly is told in one sentence before anything begins; secrets are never told."""

from __future__ import annotations

import io

import pytest

from livemel.config.sections import MonitorConfig
from livemel.errors import LivemelError
from livemel.monitor.outputs.making import broker_of, make_outputs


@pytest.mark.parametrize(
    "prefix", ["", "#", "a/+/b", "$SYS", "a\nb", "\x00", "\x1b[2J", "x" * 129, "x" * 70_000, "\ud800"]
)
def test_a_prefix_that_no_topic_can_begin_with_is_refused(prefix):
    with pytest.raises(LivemelError, match=r"monitor\.mqtt_prefix must be 1 to 128 signs") as error:
        broker_of(MonitorConfig(mqtt="localhost", node="hall", mqtt_prefix=prefix), {})

    assert str(error.value).isprintable()
    assert len(str(error.value)) < 400


@pytest.mark.parametrize("prefix", ["livemel", "house/sound", "l\u00e4rm", "x" * 128])
def test_a_prefix_may_have_levels_and_letters_of_any_language(prefix):
    assert broker_of(MonitorConfig(mqtt="localhost", node="hall", mqtt_prefix=prefix), {}).prefix == prefix


@pytest.mark.parametrize("address", ["a..b", "host:0", "a" * 70])
def test_a_broker_that_nobody_can_be_called_is_refused(address):
    with pytest.raises(LivemelError, match=r"monitor\.mqtt must be"):
        broker_of(MonitorConfig(mqtt=address, node="hall"), {})


def test_a_place_for_prometheus_that_cannot_be_is_refused():
    with pytest.raises(LivemelError, match=r"monitor\.metrics must be"):
        make_outputs(MonitorConfig(metrics="a..b:9464"), [], (), io.StringIO())
