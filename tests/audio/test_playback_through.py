"""Live sound stays a little behind: it is not late for long, and where it breaks off it does not click."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.audio.playback import through as module
from livemel.audio.playback.through import BEHIND_SECONDS, MOST_WAITING, Through

RATE = 8000
BLOCK = 80
"""10 ms."""


class Callback:
    """An output whose callback comes when the test says so."""

    sample_rate = RATE
    channels = 1

    def __init__(self):
        self.played = []
        self._ring = None

    def play(self, ring):
        self._ring = ring
        return ring

    def is_playing(self, action):
        return self._ring is not None

    def take(self, count):
        frames = np.zeros(count, np.float32)
        if self._ring is not None and self._ring.ring.readinto(frames) < count:
            self._ring = None
        self.played.append(frames)

    @property
    def all_played(self):
        return np.concatenate(self.played)


class Scene:
    """Sound and output side by side, 10 ms at a time."""

    def __init__(self, monkeypatch, rate=RATE):
        self.now = 100.0
        monkeypatch.setattr(module, "monotonic", lambda: self.now)
        self.through = Through(rate, lambda: None)
        self.output = Callback()
        self._phase = 0

    def tone(self, count):
        angles = 2 * np.pi * 100 / RATE * (self._phase + np.arange(count))
        self._phase += count
        return (0.5 * np.sin(angles)).astype(np.float32)

    def run(self, blocks, hear=True, take=True, begins=False, speed=1.0):
        for number in range(blocks):
            if hear:
                self.through.hear(self.tone(BLOCK), speed, begins and not number)
            self.through.serve(self.output)
            if take:
                self.output.take(BLOCK)
            self.now += BLOCK / RATE
            self.through.serve(self.output)

    @property
    def waiting_seconds(self):
        return self.through._ring.waiting / RATE

    @property
    def steepest(self):
        return np.abs(np.diff(self.output.all_played)).max()


NO_CLICK = 0.5 * 2 * np.pi * 100 / RATE + 0.5 * np.pi / 2 / (0.005 * RATE)
"""The steepest step of the tone and of a ramp."""


@pytest.fixture
def scene(monkeypatch):
    return Scene(monkeypatch)


def test_sound_comes_out_a_little_behind_and_unchanged(scene):
    scene.run(100)
    played = scene.output.all_played
    first = int(np.flatnonzero(played)[0])

    assert BEHIND_SECONDS - 0.02 <= first / RATE <= BEHIND_SECONDS + 0.03
    heard = 0.5 * np.sin(2 * np.pi * 100 / RATE * np.arange(100 * BLOCK))
    assert np.allclose(played[first + 80 :], heard[80 + 1 : len(played) - first + 1], atol=1e-6)
    assert (scene.through.underruns, scene.through.skipped) == (0, 0)


def test_a_pause_falls_to_silence_and_is_no_underrun(scene):
    scene.run(50)
    scene.run(100, hear=False)
    scene.run(50)

    assert scene.steepest <= NO_CLICK
    assert not scene.output.all_played[70 * BLOCK : 150 * BLOCK].any()
    assert scene.output.all_played[170 * BLOCK :].any()
    assert (scene.through.underruns, scene.through.skipped) == (0, 0)


@pytest.mark.parametrize("late_blocks", [6, 7, 8, 15])
def test_sound_that_is_late_is_counted_and_does_not_click(scene, late_blocks):
    scene.run(50)
    scene.run(late_blocks, hear=False)
    scene.run(50)

    assert scene.through.underruns == 1
    assert scene.steepest <= NO_CLICK


def test_where_sound_begins_anew_it_does_not_click(scene):
    scene.run(50)
    scene._phase += 20
    scene.run(50, begins=True)

    assert scene.steepest <= NO_CLICK
    assert scene.through.underruns == 0


def test_too_much_at_once_is_made_good_within_two_seconds(scene):
    scene.run(50)
    scene.run(15, take=False)
    assert scene.waiting_seconds > 0.15
    scene.run(250)

    assert scene.waiting_seconds < BEHIND_SECONDS + 0.03
    assert 0 < scene.through.skipped / RATE < 0.2
    assert scene.steepest <= NO_CLICK


def test_an_output_that_takes_nothing_is_not_waited_for(scene):
    scene.run(50)
    scene.run(500, take=False)

    assert scene.waiting_seconds < 0.4
    assert scene.through.skipped > 3 * RATE


def test_what_came_while_the_output_opened_is_left_out_but_for_the_newest(scene):
    for _ in range(60):
        scene.through.hear(scene.tone(BLOCK))
    scene.run(20)

    assert scene.waiting_seconds < BEHIND_SECONDS + 0.03
    assert scene.through.skipped == 55 * BLOCK


def test_what_nobody_takes_is_refused_and_counted(scene):
    for _ in range(MOST_WAITING + 5):
        scene.through.hear(scene.tone(BLOCK))

    assert scene.through.refused == 5 * BLOCK


@pytest.mark.parametrize("speed", [0.25, 0.5, 2.0, 4.0])
def test_at_another_speed_nothing_is_late(scene, speed):
    due = 0.0
    for _ in range(200):
        due += BLOCK * speed
        count = int(due)
        due -= count
        scene.through.hear(scene.tone(count), speed)
        scene.run(1, hear=False)

    assert (scene.through.underruns, scene.through.skipped) == (0, 0)
    assert scene.output.all_played[100 * BLOCK :].any()


def test_switched_off_it_fades_out(scene):
    scene.run(50)
    scene.through.is_on = False
    scene.run(50)

    assert not scene.output.all_played[-30 * BLOCK :].any()
    assert scene.steepest <= NO_CLICK
    assert not scene.through.wants_output
