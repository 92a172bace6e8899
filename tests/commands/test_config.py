"""`livemel config`: what it shows is what counts."""

import tomllib
from itertools import pairwise

import pytest

from livemel.cli import main
from livemel.config import load_config, to_toml
from livemel.config.loading import preset_names, presets_folder, user_file, user_presets_folder
from livemel.config.saved import Saved, saved_file, write_saved
from livemel.config.sections import SECTIONS
from livemel.config.setting import settings_of

SETTINGS = (
    [],
    ["--config", "librosa"],
    ["--set", 'source.device=USB "studio" #2', "--set", "source.path=tab\there"],
    ["--set", "level.reference=max", "--set", "source.channel=mix", "--set", "mel.fmin=1e-3"],
)


def shown(capsys, *options):
    assert main(["config", "show", *options]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("options", SETTINGS, ids=["defaults", "preset", "odd text", "words"])
def test_what_is_shown_is_a_file_that_gives_the_same(capsys, tmp_path, options):
    path = tmp_path / "shown.toml"
    path.write_text(shown(capsys, *options), encoding="utf-8")
    presets = [options[1]] if "--config" in options else []
    overrides = [value for option, value in pairwise(options) if option == "--set"]

    assert load_config(path) == load_config(*presets, overrides=overrides)


def test_every_setting_is_shown_with_its_meaning(capsys):
    text = shown(capsys)

    for section, kind in SECTIONS.items():
        for key, setting in settings_of(kind).items():
            assert any(line.startswith(f"{key} = ") and setting.doc in line for line in text.splitlines()), section


def test_where_each_value_came_from_is_shown(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    user_file().parent.mkdir()
    user_file().write_text("stft.n_fft = 4096", encoding="utf-8")
    monkeypatch.setenv("LIVEMEL_DISPLAY__THEME", "light")
    text = shown(capsys, "--config", "librosa", "--set", "mel.n_mels=3", "--set", "stft.n_fft=1024")
    origins = {line.split(" = ")[0]: line.split("# ")[1].split(";")[0] for line in text.splitlines() if "# " in line}

    assert {key: origins[key] for key in ("fps", "theme", "n_mels", "n_fft", "floor")} == {
        "fps": "default",
        "theme": "LIVEMEL_DISPLAY__THEME",
        "n_mels": "--set",
        "n_fft": "--set",
        "floor": "preset librosa",
    }


def test_the_user_file_counts_and_is_named(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    user_file().parent.mkdir()
    user_file().write_text("stft.n_fft = 4096", encoding="utf-8")
    text = shown(capsys)

    assert tomllib.loads(text)["stft"]["n_fft"] == 4096
    assert f"# {user_file()}; " in text


def test_the_presets_are_listed_with_what_they_are_for(capsys):
    assert main(["config", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert [line.split()[0] for line in lines] == preset_names()
    assert all(line.endswith(".") for line in lines)


def test_the_files_that_are_read_are_named(capsys):
    assert main(["config", "path"]) == 0
    text = capsys.readouterr().out

    assert f"{user_file()}  (not there)" in text
    assert str(presets_folder()) in text
    assert f"{saved_file()}  (not there)" in text
    assert f"{user_presets_folder()}  (not there)" in text


def test_what_the_window_has_saved_is_named_beside_what_counts_here(capsys):
    write_saved(Saved(tables={"mel": {"n_mels": 80, "scale": "htk"}}), saved_file())
    text = shown(capsys)

    assert tomllib.loads(text)["mel"] == tomllib.loads(to_toml(load_config()))["mel"]
    assert "# default; the window has saved 80; bands" in text
    assert '# default; the window has saved "htk"; ' in text


def test_own_presets_are_listed_and_a_broken_one_is_told(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    user_presets_folder().mkdir(parents=True)
    (user_presets_folder() / "birds.toml").write_text('description = "High."', encoding="utf-8")
    (user_presets_folder() / "bad.toml").write_text("[", encoding="utf-8")
    assert main(["config", "list"]) == 0
    text = capsys.readouterr().out

    assert "\nbirds        High.\n" in text
    assert f"\nbad          cannot be used: {user_presets_folder() / 'bad.toml'}: not valid TOML" in text
