"""The honest corner's rows: what they say is what is so, and how it is known."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from scripted_source import RATE, ScriptedSource, mono

from livemel.audio.drift import DriftEstimate
from livemel.config import Config, load_config
from livemel.runtime.facts.every import as_text, facts
from livemel.runtime.facts.process import ProcessFacts, duration_name
from livemel.runtime.facts.rows import PictureFacts, Spread
from livemel.runtime.ledger import Counters, Ledger
from livemel.runtime.session import Session


@dataclass(frozen=True)
class Device:
    host_api: str = "ALSA"
    server_source: str | None = "alsa_input.desk"


PICTURE = PictureFacts(59.94, 60.0, 3, 1, Spread(0.71, 1.9), Spread(31.2, 36.0), 0.004)


class Run:
    def __init__(self, config=None, kind="mic", script=(), sample_rate=RATE):
        self.config = config or Config()
        self.source = ScriptedSource(script, sample_rate=sample_rate)
        self.source.kind = kind
        self.source.name = "desk"
        if kind == "mic":
            self.source.device = Device()
            self.source.drift = DriftEstimate(23.4, 1.2, 300.0)
            self.source.stated_latency_seconds = 0.008
        self.ledger = Ledger(sample_rate, wall=lambda: 0.0)
        self.session = Session(self.source, self.config, [self.ledger])
        for _ in script:
            self.session.step()

    def groups(self, picture=PICTURE):
        return facts(self.session, self.config, picture, self.ledger, ProcessFacts().group())

    def row(self, title, label, picture=PICTURE):
        group = next(group for group in self.groups(picture) if group.title == title)
        return next(fact for fact in group.facts if fact.label == label)

    def value(self, title, label, picture=PICTURE):
        return self.row(title, label, picture).value.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_groups_are_those_of_the_honest_corner():
    assert [group.title for group in Run().groups()] == ["Sound", "Analysis", "Picture", "Process", "Losses"]


@pytest.mark.parametrize(
    ("title", "label", "value"),
    [
        ("Sound", "Source", "microphone"),
        ("Sound", "Name", "desk"),
        ("Sound", "Host API", "ALSA"),
        ("Sound", "State", "live"),
        ("Sound", "Sample rate", "48 000 Hz"),
        ("Sound", "Channel", "1 of 1"),
        ("Sound", "Overflows", "0"),
        ("Sound", "Clock drift", "+23.4 \u00b1 1.2 ppm"),
        ("Analysis", "Rate", "48 000 Hz"),
        ("Analysis", "Window", "hann, 2048 samples, 42.7 ms"),
        ("Analysis", "Transform", "2048 samples"),
        ("Analysis", "Bin", "23.44 Hz"),
        ("Analysis", "Hop", "384 samples, 8 ms"),
        ("Analysis", "Bands", "128, 0 to 24 000 Hz"),
        ("Analysis", "Scale", "mel scale (slaney)"),
        ("Analysis", "Norm", "sine: a full-scale sine reads 0 dB at a band's centre"),
        ("Analysis", "Levels", "dBFS (0 = full-scale sine)"),
        ("Analysis", "Finalised", "nothing"),
        ("Analysis", "Precision", "exact: float64 inside"),
        ("Analysis", "Kernel", "numpy"),
        ("Picture", "Pictures", "59.9 of 60 a second"),
        ("Picture", "Late or skipped", "3 late, 1 skipped"),
        ("Picture", "Painting", "0.71 ms median, 1.9 ms p95"),
        ("Picture", "Sound to screen", "31.2 ms median, 36 ms p95"),
        ("Picture", "of which", "21.3 ms half a window, 4 ms margin, 0.71 ms painting"),
        ("Picture", "Before that", "8 ms"),
        ("Losses", "Lost", "nothing"),
    ],
)
def test_a_row_says_what_is_so(title, label, value):
    assert Run(sample_rate=48_000).value(title, label) == value


def test_what_is_measured_and_what_is_only_stated_is_told():
    run = Run()

    assert run.row("Picture", "Sound to screen").help.startswith("Measured")
    assert "stated by PortAudio" in run.row("Picture", "Before that").help
    assert "alsa_input.desk" in run.row("Sound", "Name").help
    assert "300 s" in run.row("Sound", "Clock drift").help


def test_what_is_not_known_is_not_made_up():
    run = Run()
    run.source.drift = run.source.stated_latency_seconds = None

    assert run.value("Sound", "Clock drift") == "not known yet"
    assert run.value("Picture", "Before that") == "not known"
    for label in ("Pictures", "Painting", "Sound to screen"):
        assert run.value("Picture", label, PictureFacts()) == "not known"


def test_a_file_has_no_device_no_drift_and_no_overflows():
    labels = {fact.label for group in Run(kind="file").groups() for fact in group.facts}

    assert labels.isdisjoint({"Host API", "Clock drift", "Overflows", "Before that"})


@pytest.mark.parametrize(
    ("preset", "label", "value"),
    [
        ("whisper-80", "Rate", "16 000 Hz, resampled from 48 000 Hz"),
        ("whisper-80", "Window", "hann, 400 samples, 25 ms"),
        ("whisper-80", "Hop", "160 samples, 10 ms"),
        ("whisper-80", "Finalised", "whisper: no further than 8 below the maximum, then (x + 4) / 4"),
        ("kaldi", "Window", "povey, 400 samples, 25 ms"),
        ("librosa", "Finalised", "no further than 80 dB below the maximum"),
    ],
)
def test_a_preset_is_told_in_its_own_numbers(preset, label, value):
    assert Run(load_config(preset), sample_rate=48_000).value("Analysis", label) == value


def test_resampling_is_named_in_the_latency():
    assert "and resampling" in Run(load_config("whisper-80"), sample_rate=48_000).value("Picture", "of which")


def test_the_mean_of_channels_is_told():
    config = Config()
    run = Run(replace(config, source=replace(config.source, channel="mix")))

    assert run.value("Sound", "Channel") == "mean of 1"


def test_losses_are_told_by_cause():
    sound = np.zeros(RATE, np.float32)
    run = Run(script=[mono(sound), mono(sound, RATE // 4, "ring full")])
    run.ledger.look(Counters(overflows=2))

    assert run.value("Losses", "Received") == "2.000 s"
    assert run.value("Losses", "Lost") == "250 ms"
    assert run.value("Losses", "Ring full") == "1 x, 250 ms"
    assert run.value("Losses", "Sound system overflowed") == "2 x"


def test_the_processor_is_told_as_a_share_of_the_time_since_the_last_look():
    clock, cpu = iter([0.0, 2.0, 2.1, 4.0]), iter([1.0, 1.5, 1.69])
    process = ProcessFacts(lambda: next(clock), lambda: next(cpu))
    shares = [process.group().facts[0].value for _ in range(3)]

    assert shares == ["25.0 % of a core", "25.0 % of a core", "9.5 % of a core"]


@pytest.mark.parametrize(("seconds", "name"), [(7.9, "7 s"), (61, "1 min 01 s"), (3725, "1 h 02 min 05 s")])
def test_a_duration_is_told_in_what_it_takes(seconds, name):
    assert duration_name(seconds) == name


def test_as_text_every_row_is_there_and_aligned():
    groups = Run().groups()
    text = as_text(groups)

    for group in groups:
        assert f"\n{group.title}\n" in f"\n{text}"
    columns = {
        line.index(fact.value, 3)
        for group in groups
        for fact in group.facts
        if len(fact.value) > 8
        for line in text.splitlines()
        if line.startswith(f"  {fact.label} ")
    }
    assert len(columns) == 1


def test_as_text_the_meaning_can_be_given_too():
    assert "(Measured" in as_text(Run().groups(), with_help=True)
