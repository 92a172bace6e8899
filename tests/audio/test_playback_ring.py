"""What lies in the ring can be faded out before the callback comes to it."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.audio.playback.ring import SoundRing

RATE = 8000


def take(ring, count):
    """What the callback would take."""
    frames = np.empty((min(count, ring.waiting), 2), np.float32)
    ring.ring.readinto(frames)
    return frames


@pytest.fixture
def ring():
    return SoundRing(0.1, RATE, 2)


def test_it_holds_as_long_as_asked_and_both_channels_get_the_same(ring):
    sound = np.linspace(-1, 1, 800, dtype=np.float32)

    assert ring.room >= 800
    assert ring.write(sound) == 800
    assert np.array_equal(take(ring, 800), np.repeat(sound[:, None], 2, axis=1))
    assert (ring.written, ring.taken, ring.waiting) == (800, 800, 0)


def test_what_does_not_fit_is_told(ring):
    assert ring.write(np.ones(5000, np.float32)) == 1024
    assert (ring.room, ring.waiting) == (0, 1024)


@pytest.mark.parametrize("turned", [0, 700, 1500])
def test_a_sound_fades_out_after_the_margin_and_is_silent_then(ring, turned):
    for _ in range(turned // 100):
        ring.write(np.ones(100, np.float32))
        take(ring, 100)
    ring.write(np.ones(1000, np.float32))
    end = ring.fade_out(margin=300, ramp=160)
    rest = take(ring, 1000)[:, 0]

    assert end == ring.written - 1000 + 460
    assert np.all(rest[:300] == 1)
    assert np.all(np.diff(rest[300:460]) < 0)
    assert np.abs(np.diff(rest)).max() < np.pi / 2 / 160 + 1e-6
    assert not rest[460:].any()


def test_less_than_the_margin_is_left_alone(ring):
    ring.write(np.ones(100, np.float32))

    assert ring.fade_out(margin=300, ramp=160) == 100
    assert take(ring, 100).all()


def test_an_empty_ring_has_nothing_to_fade(ring):
    assert ring.fade_out(margin=300, ramp=160) == 0
