"""Contenders made ready: imported, run once to warm up, and compared with livemel's levels."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from livemel.bench.agreement import agreement
from livemel.bench.contender import Name, Timed
from livemel.bench.peers import PEERS, Peer
from livemel.bench.recipes import Recipe
from livemel.dsp.arrays import Floats

Outcome = Callable[[], Floats]
"""Runs a contender once; gives its levels, shape (frames, n_mels)."""


def name_of(peer: Peer) -> Name:
    """Of a peer that is installed."""
    return Name(library=peer.library, version=peer.version)


def checked(name: Name, levels: Floats, expected: Floats, recipe: Recipe) -> Timed:
    """A contender whose levels have been compared with the `expected` ones."""
    return Timed(name, agreement=agreement(expected, levels, recipe))


def peers_of(key: str, *, live: bool) -> list[Peer]:
    """Those that can compute a recipe."""
    return [peer for peer in PEERS if key in (peer.live if live else peer.offline)]


def try_peers(peers: list[Peer], make: Callable[[Peer], Any], unmeasured: dict[str, str]) -> Iterator[tuple[Peer, Any]]:
    """What `make` gives of each peer; of one that is absent or fails, `unmeasured` tells why.

    Another library may fail in any way, in a version that nobody here has seen: that is told, and is not our end.
    """
    for peer in peers:
        if not peer.is_installed:
            unmeasured[peer.library] = f"not installed (pip install {peer.package})"
            continue
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                made = make(peer)
        except Exception as error:
            unmeasured[peer.library] = f"version {peer.version} failed: {type(error).__name__}: {error}"
            continue
        yield peer, made


def as_levels(result: Any) -> Floats:
    """What a contender gave, as float32 of shape (frames, n_mels)."""
    return np.asarray(result, dtype=np.float32)
