"""What the monitor owes a broker it gets, in order, though the broker was away; what it is told is versioned."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace

import pytest
from broker import Broker as RealBroker
from broker import Subscriber, free_port
from reports import report

from livemel.errors import LivemelError
from livemel.monitor.outputs import mqtt, rivalry
from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.home_assistant import discovery
from livemel.monitor.outputs.mqtt import Broker, Mqtt, coarse, password_of
from livemel.monitor.rules.rule import Event


@pytest.fixture
def broker(tmp_path):
    broker = RealBroker(tmp_path).start()
    yield broker
    broker.stop()


@pytest.fixture
def heard(broker, tmp_path):
    subscriber = Subscriber(broker, "livemel/#", tmp_path / "heard")
    yield subscriber
    subscriber.stop()


@pytest.fixture
def connected():
    outputs = []

    def connect(port, **more):
        outputs.append(Mqtt(Broker(address=Address("127.0.0.1", port), node="hall", **more)))
        return outputs[-1]

    yield connect
    for output in outputs:
        output.close()


def until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def event(number):
    return Event(id=f"{number}", rule="loud", phase="begin", source="mic", utc=1e9, sample=None, value=-20.0)


def events_of(messages):
    ids = [json.loads(text)["id"] for topic, text in messages if topic.endswith("/event")]
    return list(dict.fromkeys(ids))  # a message may come twice


def test_status_state_level_mel_and_events_come_with_node_and_version(broker, heard, connected):
    output = connected(broker.port)
    until(lambda: not output.trouble)
    output.take(report(1, laeq=-33.3, bands=tuple(float(-i) for i in range(128))))
    output.tell(event(7))
    wanted = {f"livemel/hall/{name}" for name in ("status", "state", "level", "mel", "event")}
    messages = dict(heard.wait_for(lambda got: {topic for topic, _ in got} >= wanted))
    level, mel = json.loads(messages["livemel/hall/level"]), json.loads(messages["livemel/hall/mel"])

    assert messages["livemel/hall/status"] == "online"
    assert (level["v"], level["node"], level["laeq_dbfs"], level["state"]) == (1, "hall", -33.3, "ok")
    assert len(mel["bands_db"]) == 40
    assert json.loads(messages["livemel/hall/event"])["id"] == "7"


def test_a_source_whose_name_is_no_text_is_told_all_the_same(broker, heard, connected):
    output = connected(broker.port)
    until(lambda: not output.trouble)
    output.take(replace(report(1), source="mic \udcff"))
    output.tell(replace(event(7), source="mic \udcff"))
    messages = dict(heard.wait_for(lambda got: len({topic for topic, _ in got}) >= 4))

    assert json.loads(messages["livemel/hall/event"])["source"] == "mic ?"
    assert json.loads(messages["livemel/hall/state"])["source"] == "mic ?"


def test_no_event_is_lost_and_their_order_is_kept_while_the_broker_is_away(broker, heard, connected):
    output = connected(broker.port)
    until(lambda: not output.trouble)
    output.tell(event(0))
    heard.wait_for(lambda got: events_of(got) == ["0"])
    broker.stop()
    for number in range(1, 200):
        output.tell(event(number))
        if number == 100:
            until(lambda: bool(output.trouble))
    broker.start()
    messages = heard.wait_for(lambda got: "199" in events_of(got), 30.0)

    assert events_of(messages) == [str(number) for number in range(200)]
    assert output.events_dropped == 0
    until(lambda: not output.trouble)


def test_a_node_that_is_killed_is_said_to_be_offline_by_the_broker(broker, heard):
    program = (
        "from livemel.monitor.outputs.mqtt import Address, Broker, Mqtt; import time\n"
        f"output = Mqtt(Broker(address=Address('127.0.0.1', {broker.port}), node='hall'))\n"
        "time.sleep(60)"
    )
    node = subprocess.Popen([sys.executable, "-c", program])
    heard.wait_for(lambda got: ("livemel/hall/status", "online") in got)
    node.kill()
    node.wait()

    heard.wait_for(lambda got: ("livemel/hall/status", "offline") in got)


def test_home_assistant_is_told_what_there_is_if_it_is_asked_for(broker, tmp_path, connected):
    heard = Subscriber(broker, "homeassistant/#", tmp_path / "home")
    output = Mqtt(Broker(address=Address("127.0.0.1", broker.port), node="hall"), announces=True)
    try:
        until(lambda: not output.trouble)
        output.take(report(1))
        ((topic, text),) = heard.wait_for(lambda got: len(got) == 1)
    finally:
        output.close()
        heard.stop()
    told = json.loads(text)
    identities = [each["unique_id"] for each in told["cmps"].values()]

    assert topic == "homeassistant/device/livemel-hall/config"
    assert len(identities) == len(set(identities)) == 5
    assert all(each["p"] in ("sensor", "binary_sensor") for each in told["cmps"].values())
    assert "device_class" not in told["cmps"]["laeq"]  # dBFS is no sound pressure
    assert told["availability_topic"] == "livemel/hall/status"
    assert discovery("hall", "livemel/hall", True)["cmps"]["laeq"]["device_class"] == "sound_pressure"


def test_a_broker_that_is_not_there_is_told_and_keeps_nobody_waiting(connected):
    began = time.monotonic()
    output = connected(free_port())
    output.take(report(1))
    output.tell(event(1))

    assert time.monotonic() - began < 1.0
    until(lambda: "is not reached; trying again" in output.trouble)


def test_events_that_have_no_room_are_dropped_counted_and_told(connected, monkeypatch):
    monkeypatch.setattr(mqtt, "MOST_OWED", 3)
    output = connected(free_port())
    for number in range(5):
        output.tell(event(number))

    assert output.events_dropped == 2
    assert "2 events were dropped, since 3 wait for it" in output.trouble


def test_events_that_the_broker_never_got_are_told_at_the_end(monkeypatch):
    monkeypatch.setattr(mqtt, "MOST_OWED", 3)
    said, port = [], free_port()
    output = Mqtt(Broker(address=Address("127.0.0.1", port), node="hall"), say=said.append)
    for number in range(5):
        output.tell(event(number))
    output.close()

    assert said == [f"MQTT: 127.0.0.1:{port} never got 5 events"]


def test_nothing_is_told_at_the_end_where_the_broker_got_everything(broker, heard):
    said = []
    output = Mqtt(Broker(address=Address("127.0.0.1", broker.port), node="hall"), say=said.append)
    until(lambda: not output.trouble)
    for number in range(100):
        output.take(report(number))
        output.tell(event(number))
    output.close()

    heard.wait_for(lambda got: len(events_of(got)) == 100)
    assert said == []


def test_a_broker_that_goes_at_the_very_end_does_not_keep_it_from_ending(connected, monkeypatch):
    output = connected(free_port())
    monkeypatch.setattr(output._client, "is_connected", lambda: True)  # it was, a moment ago
    output.close()


def test_two_monitors_of_one_name_are_told_so_until_one_of_them_goes(broker, connected, monkeypatch):
    monkeypatch.setattr(rivalry, "SHORT_SECONDS", 4.0)
    one, other = connected(broker.port), Mqtt(Broker(address=Address("127.0.0.1", broker.port), node="hall"))
    words = "drops us again and again: another client seems to be called livemel-hall; give each monitor a monitor.node"
    try:
        until(lambda: words in one.trouble and words in other.trouble, 30.0)
        ends = time.monotonic() + 3.0
        while time.monotonic() < ends:
            assert words in one.trouble  # also in between, while it is connected
    finally:
        other.close()
    until(lambda: not one.trouble)


def test_a_wrong_password_is_told(tmp_path, connected):
    (tmp_path / "passwords").write_text("")
    broker = RealBroker(tmp_path, ("allow_anonymous false", f"password_file {tmp_path}/passwords")).start()
    try:
        output = connected(broker.port, user="hall", password="guess")
        until(lambda: "refuses" in output.trouble)
    finally:
        broker.stop()


def test_a_password_is_in_no_text_about_the_broker(tmp_path):
    (tmp_path / "secret").write_text("swordfish\nnot this\n")
    password = password_of(str(tmp_path / "secret"))

    assert password == "swordfish"
    assert password not in repr(Broker(address=Address("a", 1), node="hall", user="me", password=password))
    with pytest.raises(LivemelError, match="cannot read the password in"):
        password_of(str(tmp_path / "none"))
    (tmp_path / "empty").write_text("\nswordfish")
    with pytest.raises(LivemelError, match="its first line must be the password, got nothing"):
        password_of(str(tmp_path / "empty"))
    with pytest.raises(LivemelError, match="must be a file or a pipe"):
        password_of("/dev/zero")


def test_a_certificate_that_cannot_be_read_is_told(connected):
    with pytest.raises(LivemelError, match=r"cannot read the certificate none\.pem"):
        connected(1, tls=True, ca_file="none.pem")


def test_a_coarse_frame_keeps_the_strongest_of_the_bands_it_joins():
    assert coarse(tuple([-90.0] * 64 + [-10.4] + [-90.0] * 63)).count(-10) == 1
    assert coarse((-1.0, -2.0, -3.0)) == [-1, -2, -3]
