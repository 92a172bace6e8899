"""`livemel day`: a day of an archive in one picture; what is not known is hatched."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from PIL import Image

from livemel.cli import main
from livemel.monitor.keeping.mel_file import Head, MelFile, finish_mel
from livemel.picture.printed.layout import layout

SIZE = (1200, 500)
HEAD = {
    "version": 1, "node": "hall", "source": "mic", "n_mels": 80, "scale": "slaney", "fmin": 0.0, "fmax": 8000.0,
    "sample_rate": 16000, "frequencies": tuple(float(hz) for hz in range(100, 8100, 200)),
}  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    """An hour from six o'clock on, loud in the lowest bands, in the folder of a monitor."""
    folder = tmp_path / "kept" / "mel"
    folder.mkdir(parents=True)
    six = datetime(2026, 11, 29, 6, tzinfo=UTC).timestamp()
    file = MelFile(folder, Head(utc=six, **HEAD))
    rows = np.full((36000, 40), 10, np.uint8)
    rows[:, :10] = 200
    file.add(rows)
    file.close()
    finish_mel(file.path)
    return folder.parent


def draw(archive, out, *more):
    return main(["day", str(archive), str(out), "--width", str(SIZE[0]), "--height", str(SIZE[1]), *more])


def test_an_hour_is_where_it_was_and_the_rest_is_hatched(archive, tmp_path):
    assert draw(archive, tmp_path / "day.png") == 0
    left, top, right, bottom = layout(*SIZE).plot
    with Image.open(tmp_path / "day.png") as image:
        pixels = np.asarray(image.convert("RGB")).astype(int)[top:bottom, left:right]
    middle = round(6.5 / 24 * (right - left))
    low, high = pixels[-5, middle], pixels[5, middle]

    assert low.sum() > high.sum() + 150
    assert len(np.unique(pixels[:, middle].reshape(-1, 3), axis=0)) <= 6
    assert len(np.unique(pixels[:, round(20 / 24 * (right - left))].reshape(-1, 3), axis=0)) == 2  # hatched
    assert np.array_equal(pixels[-5, middle], pixels[-5, round(6.9 / 24 * (right - left))])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            ("--date", "yesterday"),
            "got 'yesterday'; the archive has 2026-11-29",
        ),
        (("--date", "2020-01-01"), "the archive knows nothing of 2020-01-01"),
    ],
)
def test_what_cannot_be_drawn_is_told(capsys, archive, tmp_path, more, told):
    assert draw(archive, tmp_path / "day.png", *more) == 1
    assert told in capsys.readouterr().err
    assert not (tmp_path / "day.png").exists()


def test_a_damaged_hour_is_told_in_a_line_and_the_rest_is_drawn(capsys, archive, tmp_path):
    (archive / "mel" / "20261129T080000000000Z.npz").write_bytes(b"no archive")
    assert draw(archive, tmp_path / "day.png") == 0
    (line,) = capsys.readouterr().err.splitlines()

    assert line.startswith("livemel: warning: ")
    assert line.endswith("is no mel archive of livemel's, or is damaged; it is left out")
    assert (tmp_path / "day.png").exists()


def test_a_folder_without_an_archive_is_told(capsys, tmp_path):
    assert draw(tmp_path, tmp_path / "day.png") == 1
    assert "holds no mel archive" in capsys.readouterr().err
