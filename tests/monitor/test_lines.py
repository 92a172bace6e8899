"""Lines: what was heard in a second, and nothing of the second before."""

import numpy as np
import pytest

from livemel.config import load_config
from livemel.monitor.lines import Second, silent_range
from livemel.monitor.snapshot import Status
from livemel.runtime.feed import Columns, Gap, Loudness

FREQUENCIES = np.array([100.0, 1000.0, 4000.0])


def status(**changes):
    values = {"name": "mic", "sample_rate": 48000, "state": "live", "seconds": 12.0}
    return Status(**{**values, **changes})


def columns(*levels):
    return Columns(0, 384, np.array([levels] * 4, np.float32))


def test_a_line_tells_level_peak_and_the_loudest_band():
    second = Second(FREQUENCIES)
    second.add([Loudness(0.5, 0.125, 100), Loudness(1.0, 0.125, 300), columns(-80, -6, -40)])

    expected = "    12.0 s  level   -6.0 peak    0.0 dBFS  dominant  1000 Hz  live  lost nothing"
    assert second.line(status()) == expected


def test_the_next_line_forgets_what_was():
    second = Second(FREQUENCIES)
    second.add([Loudness(1.0, 0.5, 100), columns(0, -6, -40)])
    second.line(status())
    second.add([Loudness(0.1, 0.005, 100), columns(-80, -60, -20)])

    assert "level  -20.0 peak  -20.0 dBFS  dominant  4000 Hz" in second.line(status())


def test_a_full_scale_sine_reads_0_dbfs():
    second = Second(FREQUENCIES)
    second.add([Loudness(1.0, 0.5, 48000)])

    assert "level    0.0 peak    0.0 dBFS" in second.line(status())


def test_silence_has_no_dominant_band():
    second = Second(FREQUENCIES)
    second.add([Loudness(0.0, 0.0, 100), columns(-120, -120, -120)])

    assert "level   -inf peak   -inf dBFS  dominant        -" in second.line(status())


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ([], 3.0),
        (["level.compression=log10"], 0.3),
        (["level.compression=log10", "mel.power=1"], 0.15),
        (["level.compression=ln"], 0.3 * np.log(10)),
        (["level.compression=pcen"], 0.0),
    ],
    ids=str,
)
def test_how_much_silence_differs_is_3_db_in_whatever_unit(overrides, expected):
    assert silent_range(load_config(overrides=overrides)) == pytest.approx(expected)


def test_even_levels_without_a_unit_have_no_dominant_band():
    second = Second(FREQUENCIES, 0.0)
    second.add([Loudness(0.0, 0.0, 100), columns(0, 0, 0)])

    assert second.line(status()).split("dominant")[1].split()[0] == "-"


def test_a_source_that_gives_nothing_is_told():
    second = Second(FREQUENCIES)
    second.add([Gap(0, 24000, "lost")])
    line = second.line(status(state="lost", detail="the microphone is gone", lost_seconds=0.5, gaps=2))

    assert line == "    12.0 s  no samples  lost (the microphone is gone)  lost 0.5 s in 2 gaps"
