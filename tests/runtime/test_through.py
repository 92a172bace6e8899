"""What is analysed can be heard: every sample, in order, with the places where it does not continue."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scripted_source import SMALL, ScriptedSource, mono

from livemel.runtime.session import Session
from livemel.runtime.through import HearThrough


class Ear:
    def __init__(self):
        self.heard = []

    def hear(self, samples, speed=1.0, begins=False):
        self.heard.append((samples.copy(), speed, begins))


def test_the_ear_gets_every_sample_once_and_is_told_where_they_begin_anew():
    sound = np.linspace(-0.5, 0.5, 300, dtype=np.float32)
    ear = Ear()
    blocks = [mono(sound[:100]), mono(sound[100:150]), replace(mono(sound[150:200]), cut=True), mono(sound[200:], 50)]
    session = Session(ScriptedSource(blocks), SMALL, [HearThrough(ear)])
    for _ in blocks:
        session.step()

    assert np.array_equal(np.concatenate([samples for samples, _, _ in ear.heard]), sound)
    assert [begins for _, _, begins in ear.heard] == [True, False, True, True]


def test_the_speed_of_the_source_is_heard():
    ear = Ear()
    session = Session(ScriptedSource([mono(np.ones(10))]), SMALL, [HearThrough(ear, lambda: 2.0)])
    session.step()

    assert [speed for _, speed, _ in ear.heard] == [2.0]
