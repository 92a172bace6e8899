"""From one source to another: what was heard stays, and what came between is missing with its true length."""

from dataclasses import replace

import numpy as np
import pytest
from scripted_source import Memory, ScriptedSource, mono

from livemel.audio.source import SampleClock
from livemel.config import load_config
from livemel.errors import DeviceError
from livemel.runtime import handover, joint
from livemel.runtime.feed import Gap, Sound
from livemel.runtime.handover import Handover
from livemel.runtime.past.sound_at_rate import at_rate
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.session import Session

RATE = 16000
CONFIG = load_config(overrides=["stft.n_fft=512", "stft.hop_length=128", "mel.n_mels=20"])


def tone(count, rate=RATE, hz=440.0):
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(count) / rate)).astype(np.float32)


def heard(seconds=2.0):
    """A session that has heard a tone, its last sample due at second 100."""
    source = ScriptedSource([mono(tone(round(seconds * RATE)))])
    session = Session(source, CONFIG, [], store=SoundStore(10.0, RATE))
    source.now = SampleClock(seconds * RATE, 100.0, RATE)
    session.step()
    return session


@pytest.fixture
def offered(monkeypatch):
    """The sources that can be opened, by device; an exception among them is raised."""
    sources = {}

    def make(config):
        offer = sources[config.device].pop(0)
        if isinstance(offer, Exception):
            raise offer
        return offer

    monkeypatch.setattr(handover, "make_source", make)
    monkeypatch.setattr(handover, "forget_devices", lambda: None)
    monkeypatch.setattr(joint, "SETTLE_SECONDS", 0.04)
    return sources


def asked(device, rate=0):
    return replace(CONFIG, source=replace(CONFIG.source, device=device, sample_rate=rate))


def begun(result, source, samples, first_due):
    """Its first samples come; the first of them was due at `first_due`."""
    source.script.append(mono(samples))
    source.now = SampleClock(0.0, first_due, source.sample_rate)
    result.session.step()


def test_the_gap_between_two_sources_has_its_true_length(offered):
    old, new, memory = heard(), ScriptedSource(), Memory()
    offered["other"] = [new]
    result = Handover(old, asked("one"), asked("other"), lambda _: [memory]).result()
    begun(result, new, tone(1000), first_due=100.25)

    assert result.error is None
    assert memory.of(Gap) == [Gap(2 * RATE, RATE // 4, "changed to scripted")]
    assert result.session.position == 2 * RATE + RATE // 4 + 1000
    assert old.source.closed == 1


def test_what_both_sources_have_heard_while_both_were_open_counts_once(offered):
    old, new, memory = heard(), ScriptedSource(), Memory()
    offered["other"] = [new]
    result = Handover(old, asked("one"), asked("other"), lambda _: [memory]).result()
    sound = tone(1500)
    for begin in (0, 500, 1000):
        begun(result, new, sound[begin : begin + 500], first_due=100.0 - 800 / RATE)

    assert memory.of(Gap) == []
    assert result.session.position == 2 * RATE + 700
    np.testing.assert_array_equal(np.concatenate([sound.samples for sound in memory.of(Sound)]), sound[800:])
    assert result.session.clock.sample_at(100.0) == pytest.approx(2 * RATE)


def test_a_first_sound_that_comes_late_does_not_lengthen_the_gap(offered):
    old, new, memory = heard(), ScriptedSource(), Memory()
    offered["other"] = [new]
    result = Handover(old, asked("one"), asked("other"), lambda _: [memory]).result()
    begun(result, new, tone(100), first_due=100.4)
    assert memory.of(Sound) == []
    begun(result, new, tone(900), first_due=100.25)

    assert memory.of(Gap) == [Gap(2 * RATE, RATE // 4, "changed to scripted")]
    assert sum(len(sound.samples) for sound in memory.of(Sound)) == 1000


def test_what_was_heard_before_is_still_there(offered):
    old, new = heard(), ScriptedSource()
    offered["other"] = [new]
    result = Handover(old, asked("one"), asked("other"), lambda _: []).result()
    begun(result, new, tone(1000), first_due=100.25)
    store = result.session.store

    np.testing.assert_array_equal(store.read(0, 2 * RATE), tone(2 * RATE))
    assert np.isnan(store.read(2 * RATE, 2 * RATE + RATE // 4)).all()
    np.testing.assert_array_equal(store.read(2 * RATE + RATE // 4, store.end), tone(1000))


def test_the_clock_goes_on(offered):
    old, new = heard(), ScriptedSource()
    offered["other"] = [new]
    result = Handover(old, asked("one"), asked("other"), lambda _: []).result()

    assert result.session.clock.sample_at(100.5) == 2.5 * RATE
    begun(result, new, tone(1000), first_due=100.25)
    assert result.session.clock.sample_at(100.5) == 2.5 * RATE


def test_at_another_rate_the_sound_is_resampled_and_keeps_its_time(offered):
    old, new, memory = heard(), ScriptedSource(sample_rate=24000), Memory()
    offered["other"] = [new]
    result = Handover(old, asked("one"), asked("other", 24000), lambda _: [memory]).result()
    begun(result, new, tone(1000, 24000), first_due=100.25)
    store = result.session.store

    assert store.sample_rate == 24000
    np.testing.assert_allclose(store.read(2000, 46_000), tone(48_000, 24000)[2000:46_000], atol=1e-4)
    assert memory.of(Gap) == [Gap(48_000, 6000, "changed to scripted")]


def test_a_card_that_opens_once_only_is_closed_first(offered):
    old, new = heard(), ScriptedSource()
    offered["one"] = [DeviceError("it is busy"), new]
    result = Handover(old, asked("one"), asked("one", 24000), lambda _: []).result()

    assert result.session.source is new
    assert result.error is None


def test_what_does_not_open_leaves_the_source_before(offered):
    old, again = heard(), ScriptedSource()
    offered["gone"] = [DeviceError("there is none"), DeviceError("there is none")]
    offered["one"] = [again]
    result = Handover(old, asked("one"), asked("gone"), lambda _: []).result()

    assert result.session.source is again
    assert str(result.error) == "there is none"
    assert result.config.source.device == "one"


def test_what_is_no_microphone_is_refused_and_the_old_goes_on(offered):
    old = heard()
    offered[""] = [DeviceError("no such file")]
    file = replace(CONFIG, source=replace(CONFIG.source, kind="file", path="gone.wav"))
    failing = Handover(old, asked("one"), file, lambda _: [])

    with pytest.raises(DeviceError, match="no such file"):
        failing.result()
    assert old.source.closed == 0


def test_gaps_stay_gaps_at_another_rate():
    store = SoundStore(10.0, RATE)
    store.consume(Sound(0, tone(RATE), True))
    store.consume(Gap(RATE, RATE // 2, "lost"))
    store.consume(Sound(RATE + RATE // 2, tone(RATE), True))
    other, position = at_rate(store, store.end, 2 * RATE)

    assert abs(position - 5 * RATE) < 4
    gap = np.isnan(other.read(0, other.end))
    assert abs(int(gap.sum()) - RATE) < 8
    assert gap[2 * RATE + 8 : 3 * RATE - 8].all()
