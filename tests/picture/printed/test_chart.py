"""Chart: the levels stay what they are, and what makes them a measurement stands around them."""

import tomllib

import numpy as np
import pytest
from PIL import Image

from livemel.config import Config, load_config, to_toml
from livemel.picture.axis import MelAxis
from livemel.picture.captions import frequency_name, parameters, time_name
from livemel.picture.printed.chart import Chart, draw_chart, plot_size, save_chart
from livemel.picture.printed.layout import SMALLEST, layout
from livemel.picture.printed.theme import THEMES


def chart(**changes):
    config = Config()
    values = {
        "title": "voice.wav",
        "subtitle": "12 s",
        "axis": MelAxis(config.mel, 48000),
        "frequency_name": frequency_name(config),
        "begin": 0.0,
        "seconds": 12.0,
        "db_min": -100.0,
        "db_max": 0.0,
        "level_name": "dBFS",
        "colormap": "magma",
        "theme": "dark",
        "footer": parameters(config, 48000, "1.2.3"),
        "metadata": {"livemel:config": to_toml(config)},
    }
    return Chart(**{**values, **changes})


def blank(size):
    width, height = plot_size(*size)
    return np.full((height, width, 3), 77, np.uint8)


def drawn(size=(800, 450), **changes):
    return np.asarray(draw_chart(chart(**changes), blank(size), *size))


@pytest.mark.parametrize("size", [SMALLEST, (800, 2000), (1600, 800), (3840, 2160)])
def test_the_image_is_in_the_chart_pixel_by_pixel(size):
    left, top, right, bottom = layout(*size).plot
    picture = drawn(size)

    assert picture.shape == (size[1], size[0], 3)
    assert np.all(picture[top:bottom, left:right] == 77)


@pytest.mark.parametrize("size", [SMALLEST, (800, 2000), (2000, 500), (3840, 2160)])
@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_cut_off_at_the_edges(size, theme):
    picture = drawn(size, theme=theme, title="a long name " * 30, subtitle="much to say " * 30)
    edge = layout(*size).margin // 2

    for border in (picture[:edge], picture[-edge:], picture[:, :edge], picture[:, -edge:]):
        assert np.all(border == THEMES[theme].ground)


@pytest.mark.parametrize("theme", THEMES.values())
def test_text_has_the_contrast_that_wcag_asks_for(theme):
    for colour in (theme.text, theme.muted):
        light, dark = sorted((_luminance(colour), _luminance(theme.ground)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in np.array(colour) / 255]
    return np.dot(linear, (0.2126, 0.7152, 0.0722))


@pytest.mark.parametrize(
    "changes",
    [{"title": "other"}, {"level_name": "dB re 1"}, {"gaps": "no sound"}, {"unfed": "no bin"}, {"begin": 5.0}],
)
def test_what_is_said_is_seen(changes):
    assert not np.array_equal(drawn(), drawn(**changes))


@pytest.mark.parametrize("size", [SMALLEST, (1600, 800)])
def test_the_legends_and_the_name_of_the_time_axis_stand_apart(size):
    gaps, unfed = "no sound here (1:15:00 in all)", "no FFT bin (128 bands)"
    legends = [
        drawn(size, seconds=9999.0),
        drawn(size, seconds=9999.0, gaps=gaps),
        drawn(size, seconds=9999.0, unfed=unfed),
    ]
    plain, with_gaps, with_unfed = (picture.astype(int) for picture in legends)
    ground = np.array(THEMES["dark"].ground)
    baseline = layout(*size).plot[3] + round(3.3 * layout(*size).text)
    line = slice(baseline - layout(*size).text, baseline + 2)
    is_name = (plain[line] != ground).any(axis=2)

    for picture in (with_gaps, with_unfed):
        assert not (is_name & (picture[line] != plain[line]).any(axis=2)).any()
    assert not ((with_gaps != plain).any(axis=2) & (with_unfed != plain).any(axis=2)).any()


def test_the_bar_runs_from_the_darkest_below_to_the_brightest_above():
    left, top, right, bottom = layout(800, 450).bar
    bar = drawn(colormap="gray")[top:bottom, (left + right) // 2, 0].astype(int)

    assert (bar[0], bar[-1]) == (255, 0)
    assert np.all(np.diff(bar) <= 0)


def test_the_file_holds_what_is_needed_to_do_it_again(tmp_path):
    path = tmp_path / "voice.png"
    said = chart(title="東京.wav")
    save_chart(said, draw_chart(said, blank((800, 450)), 800, 450), path)

    with Image.open(path) as picture:
        assert picture.size == (800, 450)
        assert picture.text["Title"] == "東京.wav"
        assert tomllib.loads(picture.text["livemel:config"])["stft"]["n_fft"] == 2048


def test_an_image_of_another_size_is_refused():
    with pytest.raises(ValueError, match=r"image must have shape \(.*\), got \(10, 10, 3\)"):
        draw_chart(chart(), np.zeros((10, 10, 3), np.uint8), 800, 450)


def test_a_chart_without_room_for_its_text_is_refused():
    with pytest.raises(ValueError, match="at least 640 x 360 pixels, got 639 x 360"):
        plot_size(639, 360)


def test_the_parameters_are_told_in_full():
    assert parameters(load_config(overrides=["mel.fmax=8000"]), 48000, "1.2.3") == (
        "48000 Hz",
        "n_fft 2048 (23.4 Hz per bin)",
        "window hann 2048 (42.7 ms)",
        "hop 384 (8 ms)",
        "128 bands 0-8000 Hz",
        "scale slaney",
        "norm sine",
        "power",
        "livemel 1.2.3",
    )


@pytest.mark.parametrize(("longest", "name"), [(59, "Time in s"), (60, "Time in min:s"), (3600, "Time in h:min:s")])
def test_a_time_axis_names_its_unit(longest, name):
    assert time_name(longest) == name
