"""An address may leave out host or port."""

import pytest

from livemel.errors import LivemelError
from livemel.monitor.outputs.address import address_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("9464", "here:9464"), ("all:80", "all:80"), ("all", "all:1"), (":80", "here:80"), ("[::1]:80", "[::1]:80"),
        ("[::1]", "[::1]:1"),
    ],
)  # fmt: skip
def test_what_is_left_out_stands_for_itself(text, told):
    assert str(address_of(text, "it", "here", 1)) == told


@pytest.mark.parametrize(
    "text",
    [
        "all:port", "all:70000", "all:-1", "9" * 5000, "all:\u00b2", "0", "all:0",
    ],
)  # fmt: skip
def test_what_is_no_port_is_told(text):
    with pytest.raises(LivemelError, match=r"it must be PORT, HOST or HOST:PORT, a port 1\.\.65535, got"):
        address_of(text, "it", "here", 1)


def test_where_we_listen_port_0_is_any_that_is_free():
    assert address_of("all:0", "it", "here", 1, lowest_port=0).port == 0


NO_HOSTS = [
    "a b", "a..b", ".a", "..", "a" * 70, ".".join(["a" * 60] * 5), "a\nb", "\x1b[2J", "mqtt://a", "a/b", "::::",
    "[all]", "[a:b]", "1::2::3", "\u2026", "\ud800", "a\u200bb", "fe80::1%\n",
]  # fmt: skip


@pytest.mark.parametrize("name", NO_HOSTS)
def test_what_no_host_can_be_called_is_told(name):
    with pytest.raises(LivemelError, match="it must be PORT, HOST or HOST:PORT, the host an IP address") as error:
        address_of(f"{name}:80", "it", "here", 1)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 400


@pytest.mark.parametrize("name", ["broker.local", "broker.", "my_broker", "b\u00fccher.example", "10.0.0.1", "a" * 63])
def test_names_that_can_be_looked_for_are_hosts(name):
    assert address_of(f"{name}:80", "it", "here", 1).host == name


def test_a_password_in_an_address_is_refused_and_not_told():
    with pytest.raises(LivemelError, match="no user and password belong into it") as error:
        address_of("me:s3cret@broker:1883", "monitor.mqtt", "here", 1)
    assert "s3cret" not in str(error.value)
