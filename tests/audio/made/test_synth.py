"""Test signals are what their line says, however they are cut."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.audio.made.chunks import CHUNK, ChunkReader
from livemel.audio.made.signals import SIGNALS
from livemel.audio.made.synth import SynthSource
from livemel.audio.source import SourceState, make_source
from livemel.config import SourceConfig
from livemel.errors import SourceError

RATE = 48000


def open_synth(signal, sample_rate=0, **kwargs):
    source = SynthSource(SourceConfig(kind="synth", signal=signal, sample_rate=sample_rate), **kwargs)
    source.open()
    return source


def samples_of(signal, count, sample_rate=0):
    source = open_synth(signal, sample_rate)
    return source._reader.read(count)[:, 0]


def level_of(samples):
    """DBFS by AES17: a full-scale sine is 0."""
    return 10 * np.log10(2 * np.mean(samples.astype(float) ** 2))


@pytest.mark.parametrize("name", SIGNALS)
def test_samples_do_not_depend_on_how_the_signal_is_cut(name):
    whole = samples_of(name, 3 * CHUNK)
    reader = open_synth(name)._reader
    sizes = np.random.default_rng(3).choice([0, 1, 2, 100, 1023, 5000], 200)
    pieces = np.concatenate([reader.read(int(size))[:, 0] for size in sizes])[: len(whole)]

    assert np.array_equal(pieces.view(np.uint32), whole[: len(pieces)].view(np.uint32))


@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize("rate", [8000, 44100, 192000])
def test_every_signal_has_defaults_that_fit_every_rate(name, rate):
    samples = samples_of(name, rate, rate)

    assert samples.dtype == np.float32
    assert np.abs(samples).max() <= 1


@pytest.mark.parametrize(("frequency", "level"), [(1000, -12), (440, 0), (23999, -3)])
def test_a_sine_has_its_frequency_and_level(frequency, level):
    samples = samples_of(f"sine,frequency={frequency},level={level}", RATE).astype(float)
    spectrum = np.abs(np.fft.rfft(samples))

    assert np.argmax(spectrum) == frequency
    assert level_of(samples) == pytest.approx(level, abs=0.01)


def test_a_sine_keeps_its_phase_for_days():
    days = 7 * 24 * 3600 * RATE // CHUNK  # a whole number of cycles of 440.5 Hz every two seconds
    chunk_of = open_synth("sine,frequency=440.5,level=0")._reader._chunk_of
    start = days * CHUNK
    exact = np.sin(2 * np.pi * ((881 * (start + np.arange(CHUNK))) % (2 * RATE)) / (2 * RATE))

    assert np.abs(chunk_of(days) - exact).max() < 1e-6


def test_noise_has_its_level_never_clips_and_is_white():
    samples = samples_of("noise,level=-1.77", 10 * RATE).astype(float)
    power = np.abs(np.fft.rfft(samples.reshape(-1, 480))) ** 2
    bands = power.mean(axis=0)[1:-1].reshape(-1, 239).mean(axis=0)

    assert level_of(samples) == pytest.approx(-1.77, abs=0.05)
    assert np.abs(samples).max() <= 1
    assert 10 * np.log10(bands.max() / bands.min()) < 2.0


def test_noise_is_the_same_every_time_and_never_repeats():
    samples = samples_of("noise", 4 * CHUNK)

    assert np.array_equal(samples, samples_of("noise", 4 * CHUNK))
    assert len(np.unique(samples)) > 3.9 * CHUNK


def test_a_sweep_passes_every_octave_in_the_same_time():
    samples = samples_of("sweep,start=100,stop=1600,seconds=4,level=-6", 4 * RATE)
    crossings = [np.count_nonzero(np.diff(np.signbit(second))) / 2 for second in samples.reshape(4, RATE)]

    assert crossings == pytest.approx([100 / np.log(2) * 2**k for k in range(4)], rel=0.02)


def test_a_sweep_begins_again_without_a_click():
    samples = samples_of("sweep,start=100,stop=200,seconds=0.5,level=0", 2 * RATE)

    assert np.abs(np.diff(samples)).max() < 1.01 * 2 * np.pi * 200 / RATE


def test_a_sweep_may_fall_or_stand():
    samples_of("sweep,start=2000,stop=100", CHUNK)
    standing = samples_of("sweep,start=300,stop=300,seconds=1,level=-12", CHUNK)

    assert np.allclose(standing, samples_of("sine,frequency=300,level=-12", CHUNK), atol=1e-6)


def test_clicks_come_at_their_interval_with_their_width_and_level():
    samples = samples_of("clicks,interval=0.1,milliseconds=2,level=-6", RATE)
    begins = np.flatnonzero(np.diff(samples, prepend=0) > 0)

    assert begins.tolist() == list(range(0, RATE, 4800))
    assert np.count_nonzero(samples) == 10 * 96
    assert 20 * np.log10(samples.max()) == pytest.approx(-6, abs=1e-5)


def test_silence_is_silent():
    assert not samples_of("silence", CHUNK).any()


def test_the_name_is_for_people():
    assert open_synth("sine,frequency=1000,level=-12").name == "sine 1000 Hz, -12 dBFS"
    assert open_synth(" clicks , interval = 1 ").name == "clicks of 1 ms every 1 s, -6 dBFS"


def test_the_rate_is_48000_unless_another_is_asked_for():
    assert open_synth("sine").sample_rate == 48000
    assert open_synth("sine", 16000).sample_rate == 16000


def test_an_unknown_signal_is_told_with_all_there_are():
    with pytest.raises(SourceError) as error:
        open_synth("square,frequency=5")

    for part in ("sine,frequency=1000,level=-12", "sweep,start=50", "noise", "clicks", "silence", "'square"):
        assert part in str(error.value)


def test_every_wrong_parameter_is_told_at_once():
    with pytest.raises(SourceError) as error:
        open_synth("sine,frequency=30000,levle=3,level=loud,5")

    text = str(error.value)
    assert "frequency must be at least 0.001 and below 24000 Hz (half of the sample rate), got 30000" in text
    assert "unknown parameter 'levle'" in text
    assert "level must be -200..0 dBFS, got loud" in text
    assert "'5' must be NAME=VALUE" in text
    assert "sine,frequency=1000,level=-12" in text


@pytest.mark.parametrize("value", ["nan", "inf", "", "1e400", "24000", "0", "-5"])
def test_a_frequency_that_cannot_be_is_refused(value):
    with pytest.raises(SourceError, match="frequency must be"):
        open_synth(f"sine,frequency={value}")


def test_an_unpaced_source_gives_as_much_as_fits_and_never_ends():
    source = make_source(SourceConfig(kind="synth"), paced=False)
    source.open()
    blocks = [source.read().samples for _ in range(3)]
    source.close()
    source.close()

    assert [block.shape for block in blocks] == [(65536, 1)] * 3
    assert source.state is SourceState.LIVE
    assert source.clock().sample == 3 * 65536


def test_a_chunk_is_made_once():
    made = []

    def chunk_of(number):
        made.append(number)
        return np.full(CHUNK, number, np.float32)

    reader = ChunkReader(chunk_of)
    for _ in range(CHUNK):
        reader.read(2)

    assert made == [0, 1]
