"""`livemel features` writes what the engine gives, the same for every block size, or says why not."""

from __future__ import annotations

import io
import os

import numpy as np
import pytest
import soundfile

from livemel import __version__, cli, files, finalize, load_config, melspectrogram
from livemel.commands import progress, row_store
from livemel.dsp.advice import empty_bands_warning
from livemel.dsp.filterbank import empty_bands
from livemel.dsp.finalize import Finalizer
from livemel.dsp.mfcc import mfcc
from livemel.dsp.stream import MelStream
from livemel.runtime.session import Session

RATE = 22050


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def in_an_own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


@pytest.fixture
def voice():
    noise = 0.1 * np.random.default_rng(5).standard_normal(RATE)
    samples = (noise * np.sin(np.linspace(0, 20, RATE))).astype(np.float32)
    soundfile.write("voice.wav", samples, RATE, subtype="FLOAT")
    return samples


def features(*arguments):
    """What the command wrote."""
    assert cli.main(["features", *arguments]) == 0
    with np.load(arguments[1], allow_pickle=False) as written:
        return dict(written)


def refusal(capsys, *arguments):
    assert cli.main(["features", *arguments]) == 1
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("livemel: error: ")
    return error


def test_it_writes_the_finalised_frames_of_the_engine(voice):
    config = load_config("librosa")
    written = features("voice.wav", "out.npz", "--config", "librosa")

    assert written["features"].dtype == np.float32
    assert np.array_equal(written["features"], finalize(melspectrogram(voice, config, RATE), config))


def test_causal_leaves_out_what_needs_the_whole_clip(voice):
    written = features("voice.wav", "out.npz", "--config", "librosa", "--causal")

    assert np.array_equal(written["features"], melspectrogram(voice, load_config("librosa"), RATE))


@pytest.mark.parametrize("block", ["1", "100", "511", "512", "513", "100000"])
def test_the_block_size_does_not_change_a_bit(voice, tmp_path, block):
    short = "short.wav"
    soundfile.write(short, voice[:6000], RATE, subtype="FLOAT")
    whole = features(short, "whole.npz")
    cut = features(short, "cut.npz", "--block", block)

    assert all(np.array_equal(cut[name], whole[name]) for name in whole)
    assert (tmp_path / "cut.npz").read_bytes() == (tmp_path / "whole.npz").read_bytes()


@pytest.mark.parametrize(("center", "first"), [("true", 0), ("false", 1024)])
def test_times_are_the_centres_of_the_frames(voice, center, first):
    written = features("voice.wav", "o.npz", "--set", f"stft.center={center}", "--set", "stft.hop_length=512")
    expected = (first + 512 * np.arange(len(written["features"]))) / RATE

    assert np.array_equal(written["times"], expected)


def test_it_tells_frequencies_configuration_and_version(voice, tmp_path):
    written = features("voice.wav", "out.npz", "--config", "librosa", "--set", "mel.n_mels=40")
    (tmp_path / "again.toml").write_text(str(written["config"]))
    config = load_config("again.toml")

    assert np.array_equal(written["frequencies"], MelStream(config, RATE).frequencies)
    assert (config.mel.n_mels, config.source.kind, config.source.path) == (40, "file", "voice.wav")
    assert str(written["version"]) == __version__


MEASURED = {"rms_dbfs", "peak_dbfs", "spectral_centroid", "dominant_frequency", "dominant_dbfs", "mfcc"}


def test_measures_come_beside_the_same_features(voice):
    plain = features("voice.wav", "plain.npz", "--config", "librosa")
    written = features("voice.wav", "out.npz", "--config", "librosa", "--measures")

    assert set(written) - set(plain) == MEASURED
    assert all(np.array_equal(written[name], plain[name]) for name in plain)
    assert all(len(written[name]) == len(plain["features"]) for name in MEASURED)
    assert {written[name].dtype for name in MEASURED} == {np.dtype(np.float32)}
    assert np.array_equal(written["mfcc"], mfcc(plain["features"]).astype(np.float32))
    assert written["peak_dbfs"].max() == pytest.approx(20 * np.log10(np.abs(voice).max()), abs=1e-5)


@pytest.mark.parametrize("block", ["1", "511", "100000"])
@pytest.mark.parametrize("preset", ["librosa", "speech", "kaldi"])
def test_the_block_size_does_not_change_a_bit_of_the_measures(voice, tmp_path, preset, block):
    voice[5000:5003] = np.nan
    soundfile.write("short.wav", voice[:9000], RATE, subtype="FLOAT")
    features("short.wav", "whole.npz", "--config", preset, "--measures")
    features("short.wav", "cut.npz", "--config", preset, "--measures", "--block", block)

    assert (tmp_path / "cut.npz").read_bytes() == (tmp_path / "whole.npz").read_bytes()


def test_measures_without_decibels_leave_out_the_mfcc_and_say_so(voice, capsys):
    written = features("voice.wav", "out.npz", "--measures", "--set", "level.compression=pcen")

    assert MEASURED - set(written) == {"mfcc"}
    assert "livemel: warning: no mfcc is written: level.compression pcen keeps no dB" in capsys.readouterr().err


def test_the_name_of_the_output_is_used_as_given(voice, tmp_path):
    features("voice.wav", "out")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "voice.wav"]


def test_what_was_there_is_replaced_and_keeps_its_link(voice, tmp_path):
    (tmp_path / "old.npz").write_bytes(b"old")
    os.symlink("old.npz", "link.npz")
    features("voice.wav", "link.npz")

    assert os.path.islink("link.npz")
    assert "features" in np.load("old.npz", allow_pickle=False)


def test_a_failure_while_writing_leaves_what_was_there(voice, tmp_path, monkeypatch, capsys):
    (tmp_path / "out.npz").write_bytes(b"old")

    def full_disk(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", full_disk)

    assert "cannot write out.npz: No space left on device" in refusal(capsys, "voice.wav", "out.npz")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.npz", "voice.wav"]
    assert (tmp_path / "out.npz").read_bytes() == b"old"


class FullDisk(io.BytesIO):
    def write(self, _data):
        raise OSError(28, "No space left on device")


def test_a_disk_that_fills_up_on_the_way_is_told(voice, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(row_store, "TemporaryFile", lambda dir: FullDisk())

    assert "cannot write out.npz: No space left on device" in refusal(capsys, "voice.wav", "out.npz")
    assert [path.name for path in tmp_path.iterdir()] == ["voice.wav"]


@pytest.mark.parametrize(("owner", "name"), [(Session, "step"), (Finalizer, "apply")], ids=["reading", "writing"])
def test_an_interruption_leaves_nothing_behind(voice, tmp_path, monkeypatch, owner, name):
    def interrupted(*_args):
        raise KeyboardInterrupt

    monkeypatch.setattr(owner, name, interrupted)

    assert cli.main(["features", "voice.wav", "out.npz"]) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["voice.wav"]


@pytest.mark.parametrize(
    "settings",
    [
        ["level.top_db=30"],
        ["level.compression=log10", "level.finalize=whisper"],
        ["level.compression=ln", "level.finalize=per_feature"],
    ],
    ids=["top_db", "whisper", "per_feature"],
)
def test_what_needs_the_whole_clip_is_the_same_from_disk(voice, monkeypatch, settings):
    monkeypatch.setattr(row_store, "BLOCK_VALUES", 500)
    config = load_config(overrides=settings)
    written = features("voice.wav", "out.npz", *(word for setting in settings for word in ("--set", setting)))

    assert np.array_equal(written["features"], finalize(melspectrogram(voice, config, RATE), config))


def test_whoever_waits_at_a_terminal_is_told_of_both_ways_over_the_frames(voice, monkeypatch):
    told = Terminal()
    monkeypatch.setattr(progress, "PATIENCE_SECONDS", 0.0)
    monkeypatch.setattr(progress, "INTERVAL_SECONDS", 0.0)
    monkeypatch.setattr("sys.stderr", told)
    features("voice.wav", "out.npz", "--set", "level.top_db=30")

    tasks = list(dict.fromkeys(line.partition(":")[0] for line in told.getvalue().split("\r") if ":" in line))
    assert tasks == ["reading voice.wav", "measuring 58 frames", "writing 58 frames"]


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="a device of POSIX")
def test_a_device_is_written_to_and_not_replaced(voice):
    assert cli.main(["features", "voice.wav", "/dev/null"]) == 0

    assert not os.path.isfile("/dev/null")


def test_the_sound_file_is_not_overwritten(voice, capsys):
    assert "it is the sound file itself" in refusal(capsys, "voice.wav", "./voice.wav")


def test_an_output_that_cannot_be_is_refused_first(capsys):
    assert "there is no folder" in refusal(capsys, "none.wav", "none/out.npz")


def test_a_missing_file_leaves_no_output(capsys, tmp_path):
    assert "cannot read none.wav" in refusal(capsys, "none.wav", "out.npz")
    assert not (tmp_path / "out.npz").exists()


def test_a_rate_that_the_configuration_forbids_is_refused(voice, capsys):
    assert "mel.fmax must be at most 11025 Hz" in refusal(capsys, "voice.wav", "o.npz", "--set", "mel.fmax=16000")


def test_a_file_too_short_for_a_frame_is_refused(voice, capsys):
    soundfile.write("short.wav", voice[:2047], RATE)
    without_center = ("short.wav", "out.npz", "--set", "stft.center=false")

    assert (
        "short.wav must have at least 2048 samples in a row at 22050 Hz to give a frame, got 2047 samples at 22050 Hz; "
        "use a smaller stft.n_fft or stft.hop_length, or fill it up with silence: stft.least_seconds=1"
    ) in refusal(capsys, *without_center)
    assert len(features(*without_center, "--set", "stft.least_seconds=1")["features"]) == 53
    assert len(features("short.wav", "out.npz")["features"]) == 6


def test_samples_that_are_no_numbers_are_left_out_and_told(voice, capsys):
    voice[10_000:10_100] = np.nan
    voice[10_100] = np.inf
    soundfile.write("gap.wav", voice, RATE, subtype="FLOAT")
    written = features("gap.wav", "out.npz", "--set", "stft.hop_length=512")

    told = "livemel: warning: 101 samples of gap.wav are not finite (NaN or infinite): 101 samples left out"
    assert told in capsys.readouterr().err
    assert np.isfinite(written["features"]).all()
    steps = np.rint(np.diff(written["times"]) * RATE).astype(int)
    assert np.flatnonzero(steps != 512).tolist() == [10_000 // 512]
    assert written["times"][10_000 // 512 + 1] == 10_101 / RATE


def test_a_file_of_no_numbers_at_all_is_refused(capsys):
    soundfile.write("nan.wav", np.full(5000, np.nan), RATE, subtype="FLOAT")

    assert "nan.wav holds no finite sample" in refusal(capsys, "nan.wav", "out.npz")


def test_a_file_of_several_channels_is_told_which_one_is_taken(voice, capsys):
    soundfile.write("stereo.wav", np.stack([voice, -0.5 * voice], axis=1), RATE, subtype="FLOAT")
    first = features("stereo.wav", "first.npz")

    told = "livemel: warning: stereo.wav has 2 channels and only channel 1 is taken; source.channel=mix takes the mean"
    assert told in capsys.readouterr().err
    assert np.array_equal(first["features"], features("voice.wav", "voice.npz")["features"])
    features("stereo.wav", "mix.npz", "--set", "source.channel=mix")
    assert capsys.readouterr().err == ""
    assert "source.channel must be 1..2" in refusal(capsys, "stereo.wav", "o.npz", "--set", "source.channel=3")


@pytest.mark.parametrize(("name", "subtype"), [("voice.flac", "PCM_24"), ("voice.flac", "PCM_16"), ("v.wav", "PCM_24")])
def test_other_kinds_of_files_have_the_same_sound(voice, name, subtype):
    soundfile.write(name, voice, RATE, subtype=subtype)
    step = 2.0 ** (1 - int(subtype[-2:]))
    config = ("--config", "librosa", "--set", "level.compression=none", "--set", "mel.power=1")
    exact, coded = (features(path, "out.npz", *config)["features"] for path in ("voice.wav", name))

    assert np.abs(coded - exact).max() < 30 * step


@pytest.mark.parametrize("rate", [8000, 44100, 48000, 11025])
def test_a_preset_with_a_rate_of_its_own_takes_any_file(voice, rate, capsys):
    soundfile.write("any.wav", voice, rate, subtype="FLOAT")
    written = features("any.wav", "out.npz", "--config", "whisper-80")

    assert written["features"].shape == (round(len(voice) / rate * 16000) // 160, 80)
    assert np.allclose(np.diff(written["times"]), 0.01)
    assert ("nothing above" in capsys.readouterr().err) == (rate < 16000)


def test_a_preset_that_a_rate_makes_impossible_is_refused(voice, capsys):
    told = "mel.fmax must be at most 11025 Hz (half of sample_rate), got 14080"

    assert told in refusal(capsys, "voice.wav", "out.npz", "--config", "music")


def test_a_clip_that_gives_a_model_nothing_is_refused_with_what_would_do(voice, capsys):
    soundfile.write("short.wav", voice[:100], 16000, subtype="FLOAT")
    whisper = ("short.wav", "out.npz", "--config", "whisper-80")

    told = refusal(capsys, *whisper)
    assert "short.wav must have at least 160 samples in a row at 16000 Hz to give a frame, got 100 samples" in told
    assert told.endswith("stft.least_seconds=1")
    assert features(*whisper, "--set", "stft.least_seconds=30")["features"].shape == (3000, 80)


def test_a_filterbank_that_takes_gigabytes_is_refused(voice, capsys):
    huge = ("--set", "mel.n_mels=4096", "--set", "stft.n_fft=1048576")

    assert "mel.n_mels must be at most 16 while stft.n_fft is 1048576" in refusal(capsys, "voice.wav", "o.npz", *huge)


def test_a_file_that_was_cut_off_is_told(voice, capsys, tmp_path):
    (tmp_path / "cut.wav").write_bytes((tmp_path / "voice.wav").read_bytes()[:50_000])
    features("cut.wav", "out.npz")

    assert "livemel: warning: cut.wav ended too early: " in capsys.readouterr().err


def test_bands_without_a_bin_are_told_with_a_cure(voice, capsys):
    features("voice.wav", "o.npz", "--set", "stft.n_fft=256", "--set", "stft.hop_length=128")
    told = capsys.readouterr().err

    assert told.startswith("livemel: warning: bands 0, ")
    assert told.endswith("would feed them\n")


@pytest.mark.parametrize("n_fft", [256, 512, 1024, 2048])
@pytest.mark.parametrize("rate", [8000, 22050, 48000])
@pytest.mark.parametrize("n_mels", [40, 128, 256])
def test_the_cure_that_is_told_feeds_every_band(n_fft, rate, n_mels):
    settings = [f"stft.n_fft={n_fft}", "stft.hop_length=64", f"mel.n_mels={n_mels}"]
    warning = empty_bands_warning(load_config(overrides=settings), rate)
    bank = MelStream(load_config(overrides=settings), rate).filterbank
    assert bool(warning) == bool(empty_bands(bank))
    if warning:
        cure = warning.partition("; ")[2].removesuffix(" would feed them").removesuffix(" would feed it")
        assert not empty_bands_warning(load_config(overrides=[*settings, cure]), rate)


def test_one_band_is_told_in_the_singular_and_many_are_cut_short():
    one = load_config(overrides=["mel.n_mels=1", "mel.fmin=1000", "mel.fmax=1001", "stft.n_fft=500"])
    many = load_config(overrides=["mel.n_mels=128", "stft.n_fft=256", "stft.hop_length=64"])

    assert empty_bands_warning(one, 48000).startswith("band 0 has no FFT bin; stft.n_fft=")
    assert " and 26 more have no FFT bin; stft.n_fft=1024 would feed them" in empty_bands_warning(many, 48000)


@pytest.mark.parametrize("limits", [["mel.fmin=1000", "mel.fmax=1001"], []], ids=["n_fft", "filterbank"])
def test_a_cure_beyond_what_may_be_set_is_fewer_bands(limits):
    config = load_config(overrides=["mel.n_mels=4096", *limits])

    assert "a smaller mel.n_mels would feed them" in empty_bands_warning(config, 48000)
