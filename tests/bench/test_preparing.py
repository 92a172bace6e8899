"""Other libraries may be absent, and may fail: that is told and harms nobody."""

import numpy as np
import pytest

from livemel.bench import offline, preparing
from livemel.bench.peers import PEERS, Peer
from livemel.bench.preparing import try_peers
from livemel.bench.recipes import LIVE, OFFLINE

ABSENT = Peer("absent library", "absent-package", "no_such_module_anywhere")


def broken(samples, recipe):
    raise OSError("libbroken.so: cannot open")


BROKEN = Peer("broken library", "numpy", "numpy", {"kaldi": broken})
OTHER = Peer("other library", "numpy", "numpy", {"kaldi": lambda samples, recipe: lambda: np.zeros((3, 80))})


def test_who_is_absent_or_fails_is_named_and_the_others_go_on():
    unmeasured = {}

    ready = list(try_peers([ABSENT, BROKEN, OTHER], lambda peer: peer.offline["kaldi"](None, None), unmeasured))

    assert [peer for peer, _ in ready] == [OTHER]
    assert unmeasured == {
        "absent library": "not installed (pip install absent-package)",
        "broken library": f"version {np.__version__} failed: OSError: libbroken.so: cannot open",
    }


def test_who_computes_something_else_is_measured_but_is_no_peer(monkeypatch):
    monkeypatch.setattr(preparing, "PEERS", [OTHER])

    compared = offline.compare(OFFLINE["kaldi"], 0.2, 1, True, lambda: None)

    [other] = compared.named("other library")
    assert not other.agreement.agrees
    assert other.seconds
    assert compared.peers == []


def test_every_peer_computes_something_that_is_asked_for():
    assert all(peer.offline or peer.live for peer in PEERS)
    assert {key for peer in PEERS for key in peer.offline} == set(OFFLINE)
    assert {key for peer in PEERS for key in peer.live} == set(LIVE)


def test_no_two_peers_have_one_name():
    assert len({peer.library for peer in PEERS}) == len(PEERS)


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.library)
def test_a_peer_is_asked_for_by_the_name_that_pip_knows(peer):
    assert peer.is_installed == (peer.version != "unknown")
