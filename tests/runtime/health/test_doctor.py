"""What is wrong with a microphone is named; what only looks so is not."""

from dataclasses import dataclass

import numpy as np
import pytest
from scripted_source import RATE, SMALL, ScriptedSource, mono

from livemel.audio.server.pulse import ServerSource
from livemel.audio.source import SourceState
from livemel.runtime.feed import Gap, Sound
from livemel.runtime.health import server as health_server
from livemel.runtime.health.advice import ZEROS, lost_advice, zeros_advice
from livemel.runtime.health.doctor import DEAD_SECONDS, RECOVERED_SECONDS, Condition, Health
from livemel.runtime.session import Session

BLOCK = 256
ROUND = 0.016
"""Seconds of a block."""


@dataclass(frozen=True)
class Device:
    server_source: str | None = None
    is_monitor: bool = False


class Patient:
    """A microphone and whoever watches it."""

    def __init__(self, kind="mic", device=None):
        self.source = ScriptedSource()
        self.source.kind = kind
        self.source.name = "desk"
        self.source.device = device
        self.health = Health(self.source)
        self.position = 0

    def hear(self, samples, block=BLOCK):
        for begin in range(0, len(samples), block):
            part = np.asarray(samples[begin : begin + block], np.float32)
            self.health.consume(Sound(self.position, part))
            self.position += len(part)
        return self

    def verdict(self, now=0.0):
        return self.health.verdict(now)

    @property
    def said(self):
        verdict = self.verdict()
        return verdict.kind, verdict.fault


def noise(seconds, amplitude=0.01, seed=1):
    return (amplitude * np.random.default_rng(seed).standard_normal(round(seconds * RATE))).astype(np.float32)


def constant(seconds, value=0.0):
    return np.full(round(seconds * RATE), value, np.float32)


def frozen(seconds, period):
    return np.resize(noise(1)[:period], round(seconds * RATE))


def test_a_microphone_that_is_heard_is_ok_and_needs_nothing():
    verdict = Patient().hear(noise(3)).verdict()

    assert (verdict.kind, verdict.advice, verdict.fault) == (Condition.OK, "", "")
    assert "desk" in verdict.sentence


def test_before_anything_comes_it_is_starting():
    assert Patient().said == (Condition.STARTING, "")


def test_a_moment_of_zeros_at_the_start_is_still_starting():
    assert Patient().hear(constant(DEAD_SECONDS / 2)).said == (Condition.STARTING, "")


@pytest.mark.parametrize(
    ("samples", "fault"),
    [
        (constant(DEAD_SECONDS + ROUND), "zeros"),
        (constant(DEAD_SECONDS + ROUND, 0.25), "stuck"),
        (frozen(3, 256), "repeating"),
        (frozen(3, 441), "repeating"),
        (frozen(3, 4096), "repeating"),
    ],
)
@pytest.mark.parametrize("block", [1, 77, BLOCK, 5000])
def test_a_dead_microphone_is_named_whatever_the_blocks(samples, fault, block):
    if block == 1:
        samples = samples[: round(3 * RATE)]
    verdict = Patient().hear(noise(1, seed=2)).hear(samples, block).verdict()

    assert (verdict.kind, verdict.fault) == (Condition.DEAD, fault)
    assert verdict.advice


def test_the_piece_that_repeats_is_told_in_milliseconds():
    assert "the same 16 ms bit for bit" in Patient().hear(frozen(3, 256)).verdict().sentence


def test_zeros_for_less_than_two_seconds_are_a_pause():
    assert Patient().hear(noise(1)).hear(constant(DEAD_SECONDS - 0.1)).said == (Condition.OK, "")


def test_a_dead_microphone_lives_again_only_after_a_while():
    patient = Patient().hear(noise(1)).hear(constant(3))

    assert patient.said == (Condition.DEAD, "zeros")
    assert patient.hear(noise(RECOVERED_SECONDS / 2)).said == (Condition.DEAD, "zeros")
    assert patient.hear(noise(RECOVERED_SECONDS)).said == (Condition.OK, "")


def test_a_click_now_and_then_does_not_make_a_stuck_microphone_alive():
    patient = Patient().hear(constant(3, 0.5))
    patient.verdict()
    told = set()
    for _ in range(5):
        patient.hear([0.1, 0.2]).hear(constant(1, 0.5))
        told.add(patient.said)

    assert told == {(Condition.DEAD, "stuck")}


def test_noise_of_a_single_bit_is_not_taken_for_a_repetition():
    bits = (np.random.default_rng(3).integers(0, 2, 4 * RATE) / 32768).astype(np.float32)

    assert Patient().hear(bits).verdict().fault != "repeating"


def test_a_repetition_that_a_gap_interrupts_is_counted_anew():
    patient = Patient().hear(frozen(1.9, 256))
    patient.health.consume(Gap(patient.position, 100, "late"))

    assert patient.hear(frozen(1.9, 256)).said == (Condition.OK, "")


def test_a_microphone_that_is_hardly_heard_is_faint():
    assert Patient().hear(noise(5, 1e-6)).said == (Condition.SILENT, "faint")


@pytest.mark.parametrize("kind", ["file", "demo", "synth", "stdin"])
def test_silence_of_a_file_or_a_signal_is_no_fault(kind):
    patient = Patient(kind).hear(noise(1))

    assert patient.said == (Condition.OK, "")
    assert patient.hear(constant(3)).said == (Condition.SILENT, "silence")
    assert patient.hear(noise(0.1)).said == (Condition.OK, "")


def test_a_test_signal_repeats_without_being_dead():
    assert Patient("synth").hear(frozen(3, 256)).said == (Condition.OK, "")


def test_a_file_that_has_ended_is_told():
    patient = Patient("file")
    patient.source.state = SourceState.ENDED

    assert "ended" in patient.verdict().sentence


@pytest.mark.parametrize(
    ("state", "kind", "fault"),
    [
        (SourceState.STALLED, Condition.DEAD, "stalled"),
        (SourceState.LOST, Condition.LOST, "lost"),
        (SourceState.MOVED, Condition.LOST, "moved"),
    ],
)
def test_what_the_source_knows_comes_first_in_its_own_words(state, kind, fault):
    patient = Patient().hear(constant(3))
    patient.source.state, patient.source.detail = state, "desk is somewhere else"
    verdict = patient.verdict()

    assert (verdict.kind, verdict.fault, verdict.sentence) == (kind, fault, "desk is somewhere else")
    assert verdict.advice


class Server:
    """Answers what it is told to, and counts the questions."""

    def __init__(self, **word):
        self.word = ServerSource("desk", "Desk", 1, 48_000, False, False, word.pop("muted", False), **word)
        self.asked = 0
        self.ready = True

    def __call__(self):
        self.asked += 1
        return self

    def wait(self, _seconds):
        return [self.word]


@pytest.mark.parametrize(("word", "fault"), [({"muted": True}, "muted"), ({"volume": 0.0}, "volume"), ({}, "zeros")])
def test_zeros_are_explained_by_the_sound_server_where_it_can(monkeypatch, word, fault):
    monkeypatch.setattr(health_server, "server_sources_later", Server(**word))
    patient = Patient(device=Device("desk")).hear(constant(3))

    assert patient.verdict(100.0).fault == "zeros"
    assert patient.verdict(100.1).fault == fault


def test_a_microphone_that_is_heard_asks_the_server_nothing(monkeypatch):
    server = Server()
    monkeypatch.setattr(health_server, "server_sources_later", server)
    Patient(device=Device("desk")).hear(noise(3)).verdict(100.0)

    assert server.asked == 0


def test_a_server_that_never_answers_is_asked_seldom_and_holds_nobody_up(monkeypatch):
    server = Server(muted=True)
    server.ready = False
    monkeypatch.setattr(health_server, "server_sources_later", server)
    patient = Patient(device=Device("desk")).hear(constant(3))
    faults = {patient.verdict(100.0 + tick / 10).fault for tick in range(100)}

    assert faults == {"zeros"}
    assert 2 <= server.asked <= 6


def test_a_monitor_of_an_output_that_plays_nothing_is_silent_not_dead():
    assert Patient(device=Device(is_monitor=True)).hear(constant(3)).said == (Condition.SILENT, "monitor")


@pytest.mark.parametrize("platform", sorted(ZEROS))
def test_advice_is_for_this_operating_system(platform):
    assert zeros_advice(platform) == ZEROS[platform]
    assert lost_advice(platform)


def test_an_unknown_system_gets_the_advice_of_linux():
    assert zeros_advice("plan9") == ZEROS["linux"]


def test_a_session_tells_it_the_samples():
    source = ScriptedSource([mono(constant(1)) for _ in range(3)])
    source.kind = "mic"
    health = Health(source)
    session = Session(source, SMALL, [health])
    for _ in range(3):
        session.step()

    assert health.verdict(0.0).fault == "zeros"
