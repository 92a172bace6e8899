"""Settings in layers: the later wins, and everything that is wrong is told at once."""

import pytest

from livemel.cli import main
from livemel.config import load_config, load_layers
from livemel.config.layers import environment_layers, option_layers
from livemel.config.loading import user_file
from livemel.errors import ConfigError


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A writer of TOML files; "user" is the user's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))

    def write(name, text):
        path = user_file() if name == "user" else tmp_path / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def problems(*args, **kwargs):
    with pytest.raises(ConfigError) as caught:
        load_config(*args, **kwargs)
    return caught.value.problems


LAYERS = ["default", "user", "first", "second", "environment", "option"]


@pytest.mark.parametrize("highest", range(len(LAYERS)), ids=LAYERS)
def test_the_later_layer_wins(files, highest):
    """Each layer up to `highest` sets n_mels to 10 times its place."""
    if highest >= 1:
        files("user", "mel.n_mels = 10")
    paths = [files(name, f"mel.n_mels = {10 * place}") for place, name in ((2, "first"), (3, "second"))]
    environment = {"LIVEMEL_MEL__N_MELS": "40"} if highest >= 4 else {}
    options = ["mel.n_mels=50"] if highest >= 5 else []
    config, _ = load_layers(paths[: max(0, highest - 1)], options, environment)

    assert config.mel.n_mels == (10 * highest or 128)


def test_a_layer_leaves_alone_what_it_does_not_name(files):
    files("user", "mel.n_mels = 10\nstft.n_fft = 4096")
    config, origins = load_layers([], ["mel.n_mels=20"], {})

    assert (config.mel.n_mels, config.stft.n_fft, config.stft.hop_length) == (20, 4096, 384)
    assert origins == {"mel.n_mels": "--set", "stft.n_fft": str(user_file())}


def test_python_gets_the_same_everywhere(files, monkeypatch):
    files("user", "mel.n_mels = 10")
    monkeypatch.setenv("LIVEMEL_MEL__N_MELS", "20")

    assert load_config().mel.n_mels == 128


def test_two_wrong_settings_of_two_files_are_told_at_once(files):
    first, second = files("first", "mel.n_mels = 0"), files("second", "stft.hop_length = 0")

    assert problems(first, second) == (
        f"{first}: mel.n_mels must be a whole number 1..4096, got 0",
        f"{second}: stft.hop_length must be a whole number >= 1, got 0",
    )


def test_a_wrong_value_and_a_broken_rule_are_told_at_once():
    both = problems(overrides=["mel.n_mels=0", "display.db_min=10"])

    assert [problem.split(" must")[0] for problem in both] == ["--set: mel.n_mels", "--set: display.db_min"]


def test_a_broken_rule_names_the_file_that_broke_it(files):
    path = files("wide", "[mel]\nfmin = 9000\nfmax = 8000")

    assert problems(path) == (f"{path}: mel.fmin must be less than mel.fmax = 8000 Hz, got 9000",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[mell]", "unknown section 'mell', did you mean 'mel'?"),
        ("[mel]\nn_mel = 3", "unknown key mel.n_mel, did you mean 'n_mels'?"),
        ("[mel]\nxyz = 3", "unknown key mel.xyz, known are n_mels, fmin, fmax, scale, shape, norm, power"),
        ("mel = 3", "mel must be a table of settings, got 3"),
        (
            "description = 3",
            "unknown section 'description', known are source, stft, mel, level, pcen, display, lecture, monitor",
        ),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(files, text, told):
    path = files("mine", text)

    assert problems(path) == (f"{path}: {told}",)


NOT_TOML = {
    "[mel": "table",
    "mel.n_mels = ": "value",
    "= 3": "key",
    f"x = {'9' * 5000}": "long",
    "x = " + 9999 * "[": "deep",
}


@pytest.mark.parametrize("text", NOT_TOML, ids=NOT_TOML.values())
def test_malformed_toml_is_told_with_the_name_of_the_file(files, text):
    path = files("broken", text)

    assert problems(path)[0].startswith(f"{path}: not valid TOML: ")


def test_a_file_that_is_no_text_is_told_with_its_name(tmp_path):
    path = tmp_path / "sound.toml"
    path.write_bytes(b"\xff\xfe\x00RIFF")

    assert problems(str(path))[0].startswith(f"{path}: not valid TOML: ")


def test_a_missing_file_is_told(tmp_path):
    assert problems(str(tmp_path / "no.toml")) == (f"cannot read {tmp_path / 'no.toml'}: No such file or directory",)


def test_a_name_that_is_no_preset_is_told_with_the_presets():
    assert problems("librsa")[0].startswith("no preset and no file 'librsa'; presets are default, ")


def test_a_file_without_the_ending_is_read(tmp_path):
    path = tmp_path / "settings"
    path.write_text("mel.n_mels = 3", encoding="utf-8")

    assert load_config(path).mel.n_mels == 3


def test_an_error_names_the_variable_that_made_it():
    with pytest.raises(ConfigError, match=r"^LIVEMEL_MEL__N_MELS: mel.n_mels must be .* got 'many'$"):
        load_layers([], [], {"LIVEMEL_MEL__N_MELS": "many"})


def test_an_unknown_variable_of_ours_is_told():
    with pytest.raises(ConfigError, match=r"^LIVEMEL_MEL__N_MEL: unknown key mel.n_mel, did you mean 'n_mels'"):
        load_layers([], [], {"LIVEMEL_MEL__N_MEL": "3"})


def test_other_variables_are_none_of_our_business():
    assert environment_layers({"PATH": "/bin", "LIVEMEL": "1", "LIVEMEL_HOME": "/x", "MEL__N_MELS": "3"}) == []


@pytest.mark.parametrize(
    ("written", "section", "key", "value"),
    [
        ("mel.n_mels=80", "mel", "n_mels", 80),
        ("mel.n_mels = 80", "mel", "n_mels", 80),
        ("mel.fmin=1e2", "mel", "fmin", 100.0),
        ("stft.center=false", "stft", "center", False),
        ("mel.scale=htk", "mel", "scale", "htk"),
        ('mel.scale="htk"', "mel", "scale", "htk"),
        ("source.device=3", "source", "device", "3"),
        ("source.device=true", "source", "device", "true"),
        ("source.device=", "source", "device", ""),
        ("source.path=a=b #1 [x].wav", "source", "path", "a=b #1 [x].wav"),
        ("source.channel=mix", "source", "channel", "mix"),
        ("source.channel=2", "source", "channel", 2),
        ("level.reference=max", "level", "reference", "max"),
    ],
)
def test_an_option_is_written_as_a_person_would(written, section, key, value):
    config = load_config(overrides=[written])

    assert getattr(getattr(config, section), key) == value


@pytest.mark.parametrize("option", ["", "mel", "mel.n_mels", "n_mels=3", "=3", ".n_mels=3", "mel.=3"])
def test_an_option_of_another_form_is_refused(option):
    with pytest.raises(ConfigError, match=r"--set must be SECTION\.KEY=VALUE, got "):
        option_layers([option])


def test_a_number_of_thousands_of_digits_is_one_clear_line(capsys):
    assert main(["config", "show", "--set", f"mel.n_mels={'9' * 5000}"]) == 1
    assert capsys.readouterr().err.startswith("livemel: error: --set: mel.n_mels must be ")
