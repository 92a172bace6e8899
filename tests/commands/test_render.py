"""`livemel render`: a file in, a labelled picture out, and one sentence where that cannot be."""

import tomllib
from itertools import pairwise

import numpy as np
import pytest
import soundfile
from PIL import Image

from livemel.cli import main
from livemel.config import load_config
from livemel.picture.colormaps import lookup_table
from livemel.picture.colours import packed
from livemel.picture.printed.layout import layout
from livemel.picture.unfed import DOT, GROUND, unfed_bands, unfed_rows

GREYS = lookup_table("gray")[:, 0].astype(int)
SIZE = (640, 360)
RATE = 16000


def tone(hz, seconds=1.0):
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(int(RATE * seconds)) / RATE)).astype(np.float32)


def rendered(tmp_path, samples, *options):
    source, output = tmp_path / "sound.wav", tmp_path / "picture.png"
    soundfile.write(source, samples, RATE, subtype="FLOAT")
    size = ("--width", str(SIZE[0]), "--height", str(SIZE[1]))
    assert main(["render", str(source), str(output), *size, *options]) == 0
    return output


def plot(path):
    left, top, right, bottom = layout(*SIZE).plot
    with Image.open(path) as picture:
        return np.asarray(picture)[top:bottom, left:right].astype(int)


def test_a_tone_is_a_bright_line_at_its_height(tmp_path):
    brightness = plot(rendered(tmp_path, tone(1000))).sum(axis=2).mean(axis=1)
    height = 1 - np.argmax(brightness) / len(brightness)

    assert height == pytest.approx(15.0 / 45.25, abs=0.01)  # 1 kHz and 8 kHz on the slaney scale


def test_a_tone_in_the_second_half_is_in_the_right_half(tmp_path):
    brightness = plot(rendered(tmp_path, np.concatenate([0 * tone(500), tone(500)]))).sum(axis=(0, 2))
    half = len(brightness) // 2

    assert brightness[: half - 20].max() < brightness[half + 20 :].min()


def test_the_picture_of_a_file_does_not_depend_on_its_length(tmp_path):
    assert plot(rendered(tmp_path, tone(1000, 0.001))).shape == plot(rendered(tmp_path, tone(1000, 20))).shape


def test_samples_that_are_not_numbers_are_hatched(tmp_path):
    samples = tone(1000)
    samples[RATE // 2 : RATE * 3 // 4] = np.nan
    picture = plot(rendered(tmp_path, samples))
    columns = (int(share * picture.shape[1]) for share in (0.25, 0.6, 0.9))
    colours = [{tuple(pixel) for pixel in picture[:, column].tolist()} for column in columns]

    assert colours[1] == {(0x26, 0x26, 0x26), (0x8A, 0x8A, 0x8A)}
    assert not colours[1] & (colours[0] | colours[2])


def test_the_settings_are_in_the_file(tmp_path):
    path = rendered(tmp_path, tone(1000), "--config", "librosa", "--set", "mel.n_mels=40")

    with Image.open(path) as picture:
        assert picture.size == SIZE
        assert picture.text["livemel:sample_rate"] == str(RATE)
        assert tomllib.loads(picture.text["livemel:config"])["mel"]["n_mels"] == 40


def test_a_reference_of_the_maximum_makes_the_loudest_band_the_brightest(tmp_path):
    options = ("--set", "level.reference=max", "--set", "display.colormap=gray")
    quiet = plot(rendered(tmp_path, 0.001 * tone(1000), *options))

    assert quiet.max() == 255


@pytest.mark.parametrize("preset", ["librosa", "whisper-80", "kaldi", "parakeet", "htk", "tacotron"])
def test_a_picture_shows_what_features_writes(tmp_path, preset):
    """Each frame on a pixel of its own or more: the levels can be told from the greys."""
    noise = np.random.default_rng(1).uniform(-1, 1, RATE // 2).astype(np.float32)
    noise[: RATE // 4] *= 1e-4
    options = ("--config", preset, "--set", "display.colormap=gray", "--set", "mel.n_mels=20", "--set", "mel.fmax=7000")
    greys = plot(rendered(tmp_path, noise, *options))[:, :, 0]
    assert main(["features", str(tmp_path / "sound.wav"), str(tmp_path / "o.npz"), *options]) == 0
    with np.load(tmp_path / "o.npz") as written:
        levels, times = written["features"], written["times"]
    display = load_config(preset).display
    shares = (levels - display.db_min) / (display.db_max - display.db_min)
    expected = GREYS[np.clip(256 * shares, 0, 255).astype(int)]
    rows = (greys.shape[0] * (np.arange(20)[::-1] + 0.5) / 20).astype(int)
    inside = slice(2, -2)
    hop_seconds = times[1] - times[0]
    nearest = np.floor(times / hop_seconds + 0.5 + 1e-6) * hop_seconds  # where a column lies in the picture
    columns = (nearest * greys.shape[1] / (len(noise) / RATE)).astype(int)

    assert np.abs(greys[rows][:, columns[inside]].T - expected[inside]).max() <= 1


def test_a_long_file_is_finalised_by_all_of_its_frames(tmp_path):
    """However many fall on a pixel: the mean of a band is not that of the largest on each."""
    noise = np.random.default_rng(1).uniform(-1, 1, 8 * RATE).astype(np.float32)
    options = ("--config", "parakeet", "--set", "display.colormap=gray", "--set", "mel.n_mels=20")
    greys = plot(rendered(tmp_path, noise, *options, "--set", "display.db_min=-4", "--set", "display.db_max=4"))
    assert main(["features", str(tmp_path / "sound.wav"), str(tmp_path / "o.npz"), *options]) == 0
    with np.load(tmp_path / "o.npz") as written:
        levels = written["features"]
    pixels = greys.shape[1]
    slots_per_pixel = len(levels) / pixels
    bounds = np.ceil(np.arange(pixels + 1) * slots_per_pixel).astype(int)
    band = np.array([levels[first:end, 10].max() for first, end in pairwise(bounds[:-1])])
    row = int(greys.shape[0] * (9 + 0.5) / 20)

    assert slots_per_pixel > 1
    assert np.abs(greys[row, : len(band), 0] - GREYS[(256 * (band + 4) / 8).astype(int)]).max() <= 1


def test_both_rates_are_told_and_time_is_the_file_s(tmp_path):
    silence_and_tone = np.concatenate([0 * tone(2000), tone(2000)])
    path = rendered(tmp_path, silence_and_tone, "--set", "stft.sample_rate=11025", "--set", "stft.hop_length=100")
    brightness = plot(path).max(axis=(0, 2))
    begin = np.flatnonzero(brightness > 200)[0]

    assert begin / len(brightness) == pytest.approx(0.5, abs=0.06)
    with Image.open(path) as picture:
        assert (picture.text["livemel:sample_rate"], picture.text["livemel:analysis_rate"]) == (str(RATE), "11025")


def test_a_file_too_slow_for_the_bands_is_told(tmp_path, capsys):
    rendered(tmp_path, tone(1000), "--set", "stft.sample_rate=44100")

    assert "nothing above 8000 Hz" in capsys.readouterr().err


def test_no_frames_stay_on_the_disk(tmp_path):
    rendered(tmp_path, tone(1000), "--config", "whisper-80")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["picture.png", "sound.wav"]


def test_bands_without_a_bin_are_told(tmp_path, capsys):
    rendered(tmp_path, tone(1000), "--set", "stft.n_fft=256", "--set", "stft.hop_length=128")

    assert "have no FFT bin; stft.n_fft=" in capsys.readouterr().err


def test_bands_that_no_fft_bin_feeds_are_dotted_and_the_others_are_not(tmp_path):
    coarse = ("--set", "mel.n_mels=80", "--set", "stft.n_fft=128", "--set", "stft.hop_length=64")
    rows = np.isin(packed(plot(rendered(tmp_path, tone(1000), *coarse)).astype(np.uint8)), [DOT, GROUND])
    config = load_config(overrides=[option for option in coarse if option != "--set"])
    dotted = np.isin(np.arange(len(rows)), unfed_rows(unfed_bands(config, RATE), len(rows)))

    assert dotted.any()
    np.testing.assert_array_equal(rows.all(axis=1), dotted)
    assert not rows[~dotted].any()


def test_a_file_of_several_channels_is_told_which_one_is_drawn(tmp_path, capsys):
    rendered(tmp_path, np.stack([tone(500), tone(2000)], axis=1))

    assert "sound.wav has 2 channels and only channel 1 is taken" in capsys.readouterr().err


def test_what_is_missing_at_the_end_is_hatched_and_told(tmp_path, capsys):
    whole, cut, output = tmp_path / "whole.wav", tmp_path / "cut.wav", tmp_path / "picture.png"
    soundfile.write(whole, tone(1000), RATE, subtype="PCM_16")
    cut.write_bytes(whole.read_bytes()[: 44 + RATE])
    assert main(["render", str(cut), str(output), "--width", str(SIZE[0]), "--height", str(SIZE[1])]) == 0
    picture = plot(output)

    assert "missing" in capsys.readouterr().err
    assert len(np.unique(picture[:, -10].reshape(-1, 3), axis=0)) == 2


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["sound.wav", "picture.jpg"], "end its name in .png"),
        (["sound.wav", "nowhere/picture.png"], "make it first"),
        (["nothing.wav", "picture.png"], "nothing.wav"),
        (["sound.wav", "picture.png", "--width", "100"], "--width must be 640..8192"),
        (["sound.wav", "picture.png", "--height", "100000"], "--height 360..8192"),
        (["sound.wav", "picture.png", "--set", "mel.fmax=30000"], "mel.fmax must be at most 8000 Hz"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(tmp_path, monkeypatch, capsys, arguments, complaint):
    monkeypatch.chdir(tmp_path)
    soundfile.write("sound.wav", tone(1000), RATE)

    assert main(["render", *arguments]) == 1
    error = capsys.readouterr().err
    assert error.startswith("livemel: error: ")
    assert complaint in error
    assert error.count("\n") == 1
    assert not (tmp_path / "picture.png").exists()
