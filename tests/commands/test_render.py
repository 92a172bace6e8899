"""`livemel render`: a file in, a labelled picture out, and one sentence where that cannot be."""

import tomllib

import numpy as np
import pytest
import soundfile
from PIL import Image

from livemel.cli import main
from livemel.picture.layout import layout

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


def test_bands_without_a_bin_are_told(tmp_path, capsys):
    rendered(tmp_path, tone(1000), "--set", "stft.n_fft=256", "--set", "stft.hop_length=128")

    assert "have no FFT bin; stft.n_fft=" in capsys.readouterr().err


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
