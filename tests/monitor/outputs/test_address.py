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


@pytest.mark.parametrize("text", ["all:port", "all:70000", "a b:80", "all:-1"])
def test_what_is_none_is_told(text):
    with pytest.raises(LivemelError, match="it must be PORT, HOST or HOST:PORT"):
        address_of(text, "it", "here", 1)


def test_a_password_in_an_address_is_refused_and_not_told():
    with pytest.raises(LivemelError, match="no user and password belong into it") as error:
        address_of("me:s3cret@broker:1883", "monitor.mqtt", "here", 1)
    assert "s3cret" not in str(error.value)
