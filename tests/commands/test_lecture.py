import csv
import json
import shutil
import subprocess
import sys

import pytest

from livemel.cli import main
from livemel.lecture.shelf import scene_path, scene_paths


def test_the_list_names_every_scene_with_its_aim(capsys):
    assert main(["lecture", "--list"]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in scene_paths())
    assert "The mel scale" in out


def test_a_teachers_own_scene_is_checked_and_what_is_off_is_told(capsys, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(scene_path("07-mel").read_text().replace("is = 14.65", "is = 15.65"))
    assert main(["lecture", str(own), "--check"]) == 1
    captured = capsys.readouterr()
    assert "numbers.hz_first" in captured.err
    assert "wrong own: hz_first = 14.65" in captured.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing"], "no scene is called 'nothing'"),
        (["7", "--step", "99"], "--step must be 1.."),
        (["none.toml"], "cannot read none.toml"),
        (["--handout", "out"], "--handout needs SCENE"),
        (["7", "--results", "/nowhere/out.csv"], "there is no folder /nowhere"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(capsys, arguments, told):
    assert main(["lecture", *arguments]) == 1
    err = capsys.readouterr().err
    assert err.startswith("livemel: error: ")
    assert told in err
    assert err.count("\n") == 1


def test_a_handout_is_markdown_and_pdf_with_a_picture_for_every_step_that_shows_one(qapp, tmp_path):
    assert main(["lecture", "9", "--handout", str(tmp_path)]) == 0
    text = (tmp_path / "09-extras.md").read_text(encoding="utf-8")
    pictures = list((tmp_path / "09-extras-pictures").glob("*.png"))
    assert text.count("![") == len(pictures) > 5
    pdf = (tmp_path / "09-extras.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Width 1200") >= len(pictures)  # each of its own size: not the sign for one that is missing
    shutil.rmtree(tmp_path / "09-extras-pictures")


def test_a_handout_is_made_by_a_program_that_has_no_window(tmp_path):
    command = [sys.executable, "-m", "livemel", "lecture", "4", "--handout", str(tmp_path / "out.pdf")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, str(tmp_path / "out.pdf")), run.stderr
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_a_lecture_ends_by_itself_with_its_results_a_picture_and_its_numbers(qapp, tmp_path):
    files = {name: str(tmp_path / name) for name in ("out.csv", "out.png", "out.json")}
    arguments = ["--results", files["out.csv"], "--screenshot", files["out.png"], "--stats", files["out.json"]]
    assert main(["lecture", "7", "--step", "2", "--duration", "0.5", *arguments]) == 0
    stats = json.loads((tmp_path / "out.json").read_text())
    assert (stats["scene"], stats["step"], stats["steps_shown"], stats["errors"]) == ("07-mel", 2, 1, [])
    assert (tmp_path / "out.png").stat().st_size > 10000
    with open(files["out.csv"], newline="") as file:
        assert len(list(csv.reader(file))) == 1
