"""Session: every sample is received or lost, every frame stands where its samples belong."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_source import RATE, SMALL, Memory, ScriptedSource, mono, with_channel

from livemel import MelStream, melspectrogram
from livemel.audio.source import Block, SampleClock
from livemel.config import load_config
from livemel.errors import ConfigError
from livemel.runtime.feed import Columns, Gap, Loudness
from livemel.runtime.session import NOT_FINITE, Session

N_FFT, HOP = SMALL.stft.n_fft, SMALL.stft.hop_length


def noise(count, seed=0):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, count).astype(np.float32)


def ran(script, config=SMALL, channels=1, ends=True):
    """The session after its whole script, and what came out of it."""
    memory = Memory()
    session = Session(ScriptedSource(script, channels, ends), config, [memory])
    for _ in range(len(script) + 1):
        session.step()
    return session, memory


def places(memory):
    """Each frame's levels by the sample at its centre."""
    return {
        columns.first_centre + k * columns.hop_length: levels.tolist()
        for columns in memory.of(Columns)
        for k, levels in enumerate(columns.levels)
    }


def expected_places(signal, begin, end, config=SMALL):
    """What the engine alone makes of a stretch of the signal."""
    centre = begin + MelStream(config, RATE).centre_of_first_frame
    frames = melspectrogram(signal[begin:end], config, RATE)
    return {centre + k * HOP: levels.tolist() for k, levels in enumerate(frames)}


@given(cuts=st.lists(st.integers(0, 200), max_size=12), center=st.booleans())
def test_the_frames_are_those_of_the_engine_each_at_its_own_sample(cuts, center):
    config = SMALL if center else load_config(overrides=["stft.center=false", "stft.n_fft=64", "stft.hop_length=16"])
    signal = noise(sum(cuts))
    session, memory = ran([mono(part) for part in np.split(signal, np.cumsum(cuts))], config)

    assert places(memory) == expected_places(signal, 0, len(signal), config)
    assert session.stats.frames == len(places(memory))


PIECES = st.lists(st.tuples(st.sampled_from(["good", "nan", "inf", "lost"]), st.integers(1, 150)), max_size=10)
FILLED = {"nan": np.nan, "inf": np.inf}


@st.composite
def scripts(draw):
    """The signal, nan where it was lost; and blocks that bring it, cut anywhere."""
    signal, blocks, lost = [], [], 0
    for seed, (kind, count) in enumerate(draw(PIECES)):
        piece = noise(count, seed) if kind == "good" else np.full(count, FILLED.get(kind, np.nan), np.float32)
        signal.append(piece)
        if kind == "lost":
            lost += count
            continue
        for part in np.split(piece, sorted(draw(st.lists(st.integers(0, count), max_size=3)))):
            blocks.append(mono(part, lost, "dropped" if lost else ""))
            lost = 0
    if lost:
        blocks.append(mono([], lost, "dropped"))
    return np.concatenate([*signal, []]).astype(np.float32), blocks


@given(script=scripts())
def test_received_and_lost_are_all_there_was(script):
    signal, blocks = script
    session, memory = ran(blocks)

    assert session.stats.samples_received + session.stats.samples_lost == len(signal)
    assert sum(event.samples for event in memory.of(Loudness)) == session.stats.samples_received


@given(script=scripts())
def test_a_gap_covers_what_is_missing_and_no_more_than_short_runs_between(script):
    signal, blocks = script
    _, memory = ran(blocks)
    missing = np.zeros(len(signal), bool)
    for gap in memory.of(Gap):
        missing[gap.at_sample : gap.at_sample + gap.lost] = True
    # a long gap is told in pieces, which may meet in a short run of good samples
    edges = np.flatnonzero(np.diff(np.concatenate([[False], missing, [False]])))
    first, last = edges[::2], edges[1::2] - 1
    assert not np.isfinite(signal[np.concatenate([first, last])]).any()

    assert missing[~np.isfinite(signal)].all()
    assert sum(gap.lost for gap in memory.of(Gap)) == np.count_nonzero(missing)


@given(script=scripts())
def test_between_gaps_the_frames_are_those_of_the_engine_begun_anew(script):
    signal, blocks = script
    _, memory = ran(blocks)
    gaps = memory.of(Gap)
    begins = [0, *(gap.at_sample + gap.lost for gap in gaps)]
    ends = [*(gap.at_sample for gap in gaps), len(signal)]
    expected = {}
    for begin, end in zip(begins, ends, strict=True):
        expected |= expected_places(signal, begin, end)

    assert places(memory) == expected


@given(script=scripts(), data=st.data())
def test_bad_samples_make_the_same_of_every_way_of_cutting(script, data):
    signal, _ = script
    cuts = sorted(data.draw(st.lists(st.integers(0, len(signal)), max_size=8)))
    whole, whole_memory = ran([mono(signal)])
    session, memory = ran([mono(part) for part in np.split(signal, cuts)])

    assert memory.of(Gap) == whole_memory.of(Gap)
    assert places(memory) == places(whole_memory)
    assert session.stats.samples_not_finite == whole.stats.samples_not_finite == np.count_nonzero(~np.isfinite(signal))


RATIOS = [(44100, 16000), (48000, 22050), (48000, 16000), (8000, 16000), (22050, 48000)]
"""Rates of a source and of its analysis."""


def resampled(rates, *overrides):
    """Settings that analyse at the second rate with windows of about 16 ms."""
    lengths = [f"stft.n_fft={rates[1] // 64}", f"stft.hop_length={rates[1] // 256}", "mel.n_mels=4"]
    return load_config(overrides=[f"stft.sample_rate={rates[1]}", *lengths, *overrides])


def centres(memory):
    """Of all frames, shape (frames,), and their largest levels."""
    places = [columns.first_centre + columns.hop_length * np.arange(len(columns.levels)) for columns in memory]
    return np.concatenate(places), np.concatenate([columns.levels.max(axis=1) for columns in memory])


def heard(signal, rates, config, lost=0):
    """What comes of `signal` in blocks of a tenth of a second; before the last so many samples are lost."""
    blocks = [mono(part) for part in np.split(signal, range(rates[0] // 10, len(signal), rates[0] // 10))]
    blocks[-1] = mono(blocks[-1].samples, lost, "dropped" if lost else "")
    memory = Memory()
    session = Session(ScriptedSource(blocks, ends=True, sample_rate=rates[0]), config, [memory])
    for _ in blocks:
        session.step()
    return session, memory


@pytest.mark.parametrize("rates", RATIOS, ids=str)
@pytest.mark.parametrize("center", ["true", "false"])
def test_a_click_stands_at_its_own_sample_whatever_rate_it_is_analysed_at(rates, center):
    signal = np.zeros(2 * rates[0], np.float32)
    clicks = [round(share * rates[0]) for share in (0.31, 1.0, 1.73)]
    signal[clicks] = 1.0
    session, memory = heard(signal, rates, resampled(rates, f"stft.center={center}"))
    places, levels = centres(memory.of(Columns))
    loudest = [places[near][levels[near].argmax()] for near in (abs(places - click) < 2000 for click in clicks)]

    assert session.analysis_rate == rates[1]
    assert loudest == pytest.approx(clicks, abs=session.hop_length)


@pytest.mark.parametrize("rates", RATIOS, ids=str)
def test_a_hop_that_is_no_whole_number_of_samples_never_drifts(rates):
    config = resampled(rates)
    session, memory = heard(noise(3 * rates[0]), rates, config)
    places, _ = centres(memory.of(Columns))

    assert session.hop_length == config.stft.hop_length * rates[0] / rates[1]
    assert places == pytest.approx(np.arange(len(places)) * session.hop_length, abs=1e-6)
    assert [event.first_centre for event in memory.of(Columns)] == [
        frames * session.hop_length for frames in np.cumsum([0, *map(len_of, memory.of(Columns))])[:-1]
    ]


def len_of(columns):
    return len(columns.levels)


@pytest.mark.parametrize("rates", RATIOS, ids=str)
def test_gaps_are_counted_in_samples_of_the_source_and_frames_begin_anew_behind_them(rates):
    signal = noise(rates[0] + rates[0] // 20)
    session, memory = heard(signal, rates, resampled(rates), lost=12345)
    gap = memory.of(Gap)[0]
    after = [event for event in memory[memory.index(gap) :] if isinstance(event, Columns)]

    assert (gap.at_sample, gap.lost) == (rates[0], 12345)
    assert after[0].first_centre == rates[0] + 12345
    assert session.stats.samples_received + session.stats.samples_lost == len(signal) + 12345


def test_silence_that_fills_up_a_short_signal_does_not_reach_into_what_follows_a_gap():
    config = load_config(overrides=["stft.n_fft=64", "stft.hop_length=16", "mel.n_mels=4", "stft.least_seconds=1"])
    _, memory = ran([mono(noise(200)), mono(noise(200), lost=50, cause="dropped")], config)
    gap = memory.index(memory.of(Gap)[0])
    before, after = (
        centres([event for event in part if isinstance(event, Columns)])[0] for part in (memory[:gap], memory[gap:])
    )

    assert before.max() == 16 * (200 // 16)
    assert after[0] == 250
    assert after.max() == 250 + RATE


def test_a_closed_session_keeps_no_resampler():
    session, _ = heard(noise(4800), (48000, 16000), resampled((48000, 16000)))
    session.close()

    assert session._engine.stream._front_end is None


def test_events_come_in_the_order_of_the_sound():
    _, memory = ran([mono(noise(200)), mono(noise(200), lost=50, cause="dropped")])
    kinds = [type(event).__name__ for event in memory]

    assert kinds == ["Sound", "Loudness", "Columns", "Columns", "Gap", "Sound", "Loudness", "Columns", "Columns"]
    assert memory.of(Gap) == [Gap(200, 50, "dropped")]


def test_bad_samples_are_told_as_a_gap_with_its_cause():
    signal = noise(400)
    signal[100:110] = np.nan
    session, memory = ran([mono(signal)])

    assert memory.of(Gap) == session.stats.gaps == [Gap(100, 10, NOT_FINITE)]


def test_a_loss_at_the_very_end_is_a_gap_too():
    session, memory = ran([mono(noise(100)), mono([], lost=70, cause="device lost")])

    assert memory.of(Gap) == [Gap(100, 70, "device lost")]
    assert session.stats.samples_lost == 70


def test_the_engine_stays_finite_whatever_comes():
    signal = noise(1000)
    signal[::7] = [np.nan, np.inf, -np.inf] * 47 + [np.nan, np.inf]
    signal[500:600] = 3e38
    _, memory = ran([mono(signal)])

    assert all(np.isfinite(columns.levels).all() for columns in memory.of(Columns))
    assert all(np.isfinite([event.peak, event.power]).all() for event in memory.of(Loudness))


def two_channels(count=300):
    return np.stack([noise(count, 1), noise(count, 2)], axis=1)


@pytest.mark.parametrize("channel", [1, 2])
def test_a_channel_is_counted_from_one(channel):
    samples = two_channels()
    _, memory = ran([Block(samples)], with_channel(channel), channels=2)

    assert places(memory) == expected_places(samples[:, channel - 1], 0, 300)


def test_the_mix_is_the_mean_of_all_channels():
    samples = two_channels()
    _, memory = ran([Block(samples)], with_channel("mix"), channels=2)
    mean = samples.mean(axis=1, dtype=np.float64).astype(np.float32)

    assert places(memory) == expected_places(mean, 0, 300)


def test_a_bad_sample_in_one_channel_is_bad_in_the_mix():
    samples = two_channels()
    samples[150] = [np.inf, -np.inf]
    session, _ = ran([Block(samples)], with_channel("mix"), channels=2)

    assert [(gap.at_sample, gap.lost) for gap in session.stats.gaps] == [(150, 1)]


def test_the_loudness_is_of_the_channel_that_is_analysed():
    samples = np.stack([np.full(100, 0.5), np.full(100, -0.25)], axis=1).astype(np.float32)
    _, memory = ran([Block(samples)], with_channel(2), channels=2)

    assert memory.of(Loudness) == [Loudness(peak=0.25, power=0.0625, samples=100)]


def test_a_pass_tells_how_many_samples_came():
    session = Session(ScriptedSource([mono(noise(7)), mono([])]), SMALL, [])

    assert [session.step(), session.step(), session.step()] == [7, 0, 0]


def test_a_source_that_has_ended_is_finished_once():
    session, memory = ran([mono(noise(100))])
    frames = session.stats.frames
    session.step()

    assert session.finished
    assert session.stats.frames == frames == len(places(memory))


def test_a_source_that_goes_on_is_not_finished():
    assert not ran([mono(noise(100))], ends=False)[0].finished


def test_the_clock_is_the_source_s_as_of_the_last_pass():
    source = ScriptedSource()
    session = Session(source, SMALL, [])
    source.now = SampleClock(3.0, 4.0, RATE)
    before = session.clock
    session.step()

    assert (before, session.clock) == (SampleClock(0.0, 0.0, RATE), source.now)


def test_what_the_source_s_rate_makes_impossible_is_refused_at_once():
    with pytest.raises(ConfigError, match=r"mel\.fmax must be at most 8000 Hz"):
        Session(ScriptedSource(), load_config(overrides=["mel.fmax=9000"]), [])


@pytest.mark.parametrize(
    ("kernel", "precision", "chosen"),
    [("numpy", "exact", "numpy"), ("scipy", "exact", "scipy"), ("numpy", "fast", "scipy"), ("scipy", "fast", "scipy")],
)
def test_the_kernel_is_the_one_that_is_asked_for_where_it_has_the_precision(kernel, precision, chosen):
    config = load_config(overrides=[f"stft.precision={precision}", "mel.fmax=8000"])

    assert Session(ScriptedSource(), config, [], kernel=kernel).kernel == chosen


def test_nobody_but_who_asks_for_it_waits_for_scipy():
    assert Session(ScriptedSource(), SMALL, []).kernel == "numpy"


class Watcher(Memory):
    """A sink that also observes: all in one order."""

    def hear(self, samples):
        self.append(samples.copy())

    def see(self, channel, powers):
        self.append((channel, powers.copy()))


@given(script=scripts())
def test_an_observer_hears_the_samples_and_sees_the_spectra_before_the_columns_they_make(script):
    _, blocks = script
    watcher = Watcher()
    session = Session(ScriptedSource(blocks, ends=True), SMALL, [watcher], observer=watcher)
    for _ in range(len(blocks) + 1):
        session.step()
    heard = [event for event in watcher if isinstance(event, np.ndarray)]
    seen = 0
    for event in watcher:
        if isinstance(event, tuple):
            assert event[0] == 0
            seen += len(event[1])
        elif isinstance(event, Columns):
            assert seen == len(event.levels)
            seen = 0

    assert sum(map(len, heard)) == session.stats.samples_received
    assert seen == 0


def workers():
    return [thread for thread in threading.enumerate() if thread.name == "livemel worker"]


def test_a_thread_of_its_own_takes_the_passes():
    source = ScriptedSource([mono(noise(500))], ends=True)
    memory = Memory()
    with Session(source, SMALL, [memory]) as session:
        session.start()
        [worker] = workers()
        worker.join(10)

    assert session.finished
    assert len(places(memory)) == 1 + 500 // HOP


def test_closing_ends_the_thread_then_the_source():
    source = ScriptedSource()
    session = Session(source, SMALL, [])
    session.start()
    source.was_read.wait(10)
    session.close()

    assert (workers(), source.closed) == ([], 1)


def test_closing_twice_does_no_harm():
    session = Session(ScriptedSource(), SMALL, [])
    session.start()
    session.close()
    session.close()


def test_leaving_closes_a_session_that_never_started():
    source = ScriptedSource()
    with Session(source, SMALL, []):
        pass

    assert source.closed == 1


def test_what_ends_the_worker_is_kept():
    error = OSError("the cable was bitten")
    source = ScriptedSource([mono(noise(200)), error])
    session = Session(source, SMALL, [])
    session.start()
    for worker in workers():
        worker.join(10)
    session.close()

    assert session.failure is error
    assert session.stats.samples_received == 200
    assert not session.finished


def test_the_failure_of_a_sink_is_kept_too():
    class Broken:
        def consume(self, event):
            raise ZeroDivisionError

    session = Session(ScriptedSource([mono(noise(200))]), SMALL, [Broken()])
    session.start()
    for worker in workers():
        worker.join(10)
    session.close()

    assert isinstance(session.failure, ZeroDivisionError)


def test_a_failure_in_a_pass_without_a_thread_is_raised():
    with pytest.raises(OSError, match="bitten"):
        Session(ScriptedSource([OSError("bitten")]), SMALL, []).step()


class Oversleeping:
    """The clock, and the event that ends the thread: each wait lasts until a later picture is asked for."""

    def __init__(self, session, waits):
        self.session = session
        self.left = waits
        self.seconds = 50.0

    def monotonic(self):
        return self.seconds

    def wait(self, seconds):
        self.seconds += seconds + 0.005
        self.session.wanted_at = self.seconds + 0.012
        self.left -= 1
        return self.is_set()

    def is_set(self):
        return self.left < 0


def test_a_worker_that_is_woken_late_every_time_works_all_the_same(monkeypatch):
    source = ScriptedSource([mono(noise(10))] * 5)
    session = Session(source, SMALL, [])
    session._stop = oversleeping = Oversleeping(session, waits=5)
    monkeypatch.setattr("livemel.runtime.session.time", oversleeping)
    session._run()

    assert session.stats.samples_received == 50


def test_a_worker_waits_until_columns_are_wanted():
    session = Session(ScriptedSource(), SMALL, [])
    pauses = []
    for ahead in (-1.0, 0.0, 0.02, 10.0):
        session.wanted_at = time.monotonic() + ahead
        pauses.append(session._pause())

    assert pauses == [pytest.approx(pause, abs=0.005) for pause in (0.004, 0.004, 0.02, 0.05)]
