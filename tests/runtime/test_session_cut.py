"""Where a file goes on from elsewhere the engine begins anew, and nothing counts as lost."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scripted_source import SMALL, Memory, ScriptedSource, mono

from livemel import MelStream, melspectrogram
from livemel.runtime.feed import Columns, Gap, Sound
from livemel.runtime.session import Session

RATE = 16000
HOP = SMALL.stft.hop_length


def noise(count, seed=0):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def cut(samples):
    return replace(mono(samples), cut=True)


def ran(*blocks):
    memory = Memory()
    session = Session(ScriptedSource(blocks, ends=True), SMALL, [memory])
    for _ in range(len(blocks) + 1):
        session.step()
    return session, memory


def levels(memory):
    return np.concatenate([columns.levels for columns in memory.of(Columns)])


def test_each_side_of_a_cut_has_the_frames_of_a_signal_of_its_own():
    before, after = noise(1000), noise(700, seed=1)
    _, memory = ran(mono(before), cut(after))
    whole = melspectrogram(before, SMALL, RATE)
    shown = int((1000 - MelStream(SMALL, RATE).centre_of_first_frame) / HOP) + 1

    assert np.array_equal(levels(memory), np.concatenate([whole[:shown], melspectrogram(after, SMALL, RATE)]))
    assert memory.of(Columns)[-1].first_centre >= 1000


def test_positions_go_on_over_a_cut_and_nothing_is_lost():
    session, memory = ran(mono(noise(1000)), cut(noise(700)), mono(noise(5)))

    assert [(sound.at_sample, sound.begins) for sound in memory.of(Sound)] == [(0, True), (1000, True), (1700, False)]
    assert memory.of(Gap) == []
    assert (session.stats.samples_received, session.stats.samples_lost) == (1705, 0)


def test_a_cut_without_samples_completes_what_came_before():
    session, memory = ran(mono(noise(1000)), cut([]), cut([]), mono([]))

    assert memory.of(Columns)[-1].first_centre + HOP * (len(memory.of(Columns)[-1].levels) - 1) > 1000 - HOP
    assert session.stats.samples_received == 1000


@pytest.mark.parametrize("first", [0, 1])
def test_a_cut_at_the_very_begin_changes_nothing(first):
    blocks = [cut(noise(500))] if first else [cut([]), mono(noise(500))]
    _, memory = ran(*blocks)

    assert np.array_equal(levels(memory), melspectrogram(noise(500), SMALL, RATE))


def test_what_is_lost_at_a_cut_is_a_gap():
    _, memory = ran(mono(noise(100)), replace(cut(noise(100)), lost=50, cause="dropped"))

    assert memory.of(Gap) == [Gap(100, 50, "dropped")]
