"""What was asked for wrongly is told in one sentence before anything begins; secrets are never told."""

from __future__ import annotations

import io
from dataclasses import replace

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


def test_a_password_without_a_user_is_not_dropped_in_silence(tmp_path):
    config = MonitorConfig(mqtt="localhost", node="hall")
    with pytest.raises(LivemelError, match="LIVEMEL_MQTT_PASSWORD needs LIVEMEL_MQTT_USER too") as error:
        broker_of(config, {"LIVEMEL_MQTT_PASSWORD": "swordfish"})
    path = tmp_path / "password"
    path.write_text("swordfish\n")
    with pytest.raises(LivemelError, match=r"monitor\.mqtt_password_file needs LIVEMEL_MQTT_USER too"):
        broker_of(replace(config, mqtt_password_file=str(path)), {})

    assert "swordfish" not in str(error.value)


@pytest.mark.parametrize(
    "written", [b"sword fish\n", b"\xef\xbb\xbfsword fish\r\n", b"sword fish", b"sword fish\r\nmore"]
)
def test_a_password_is_the_first_line_of_its_file_whatever_editor_wrote_it(tmp_path, written):
    path = tmp_path / "password"
    path.write_bytes(written)
    config = MonitorConfig(mqtt="localhost", node="hall", mqtt_password_file=str(path))
    broker = broker_of(config, {"LIVEMEL_MQTT_USER": "hall", "LIVEMEL_MQTT_PASSWORD": "another"})

    assert (broker.user, broker.password) == ("hall", "sword fish")
