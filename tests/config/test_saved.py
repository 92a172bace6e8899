"""What the window remembers: written whole, read whatever it holds."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livemel.config.saved import Saved, WindowState, broken_file, read_saved, saved_file, write_saved
from livemel.errors import LivemelError

SAVED = Saved(
    tables={"mel": {"n_mels": 80, "scale": "htk"}, "display": {"db_min": -60.0}, "source": {"channel": "mix"}},
    window=WindowState(geometry=b"\x01\xd9\x00\xff", maximized=True, panels=("wave",), sizes={"page": (300, 700)}),
    device='Røde "NT" USB',
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "window.toml"


@pytest.mark.parametrize(
    "saved", [Saved(), SAVED, Saved(window=WindowState(panels=()))], ids=["nothing", "all", "none"]
)
def test_what_is_written_is_read_again(path, saved):
    write_saved(saved, path)

    assert read_saved(path) == (saved, ())


@given(geometry=st.binary(max_size=200), device=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_shape_and_any_name_is_read_again(tmp_path_factory, geometry, device):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    saved = Saved(window=WindowState(geometry=geometry), device=device)
    write_saved(saved, path)

    assert read_saved(path) == (saved, ())


def test_a_file_that_is_not_there_is_no_problem(path):
    assert read_saved(path) == (Saved(), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[mell]\nx = 1", "unknown section 'mell'"),
        ("[mel]\nn_mell = 1", "unknown key mel.n_mell"),
        ("[mel]\nn_mels = 0", "mel.n_mels must be a whole number 1..4096, got 0"),
        ("mel = 3", "mel must be a table, got 3"),
        ("device = 3", "device must be a table, got 3"),
        ("[device]\nname = 3", "device.name must be of type str, got 3"),
        ("window = []", "window must be a table, got []"),
        ("[window]\nshape = 3", "unknown key window.shape"),
        ("[window]\nmaximized = 'no'", "window.maximized must be of type bool, got 'no'"),
        ("[window]\ngeometry = '§'", "window.geometry must be base64"),
        ("[window]\npanels = [3]", "window.panels must be names, got [3]"),
        ("[window]\nsizes = {page = [-3]}", "window.sizes.page must be whole numbers >= 0, got [-3]"),
        ("[window]\nsizes = {page = [true]}", "window.sizes.page must be whole numbers >= 0, got [True]"),
        ("[window]\nsizes = {page = 3}", "window.sizes.page must be whole numbers >= 0, got 3"),
    ],
)
def test_what_is_wrong_is_told_and_the_rest_is_taken(tmp_path, text, told):
    path = tmp_path / "window.toml"
    path.write_text(f"{text}\n[pcen]\ngain = 0.5\n", encoding="utf-8")
    saved, problems = read_saved(path)

    assert problems == (f"{path}: {told}",)
    assert saved == Saved(tables={"pcen": {"gain": 0.5}})


@pytest.mark.parametrize("content", [b"[mel", b"\xff\xfe\x00", b"x = " + 9999 * b"[", b"x = " + 5000 * b"9"])
def test_a_file_that_is_no_toml_is_told_and_kept_beside_the_next(tmp_path, content):
    path = tmp_path / "window.toml"
    path.write_bytes(content)
    saved, problems = read_saved(path)
    write_saved(SAVED, path)

    assert saved == Saved()
    assert problems[0].startswith(f"{path} is not valid TOML, so nothing was taken from it: ")
    assert broken_file(path).read_bytes() == content
    assert read_saved(path) == (SAVED, ())


def test_a_good_file_is_not_kept(path):
    write_saved(SAVED, path)
    write_saved(Saved(), path)

    assert [each.name for each in path.parent.iterdir()] == ["window.toml"]


def test_a_huge_file_is_left_alone(tmp_path):
    path = tmp_path / "window.toml"
    path.write_bytes(b"#" * ((1 << 20) + 1))

    assert read_saved(path) == (Saved(), (f"{path} is larger than 1048576 bytes, so it was left alone",))


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(LivemelError, match=r"^cannot write .*window\.toml: "):
        write_saved(Saved(), tmp_path / "file" / "window.toml")


def test_a_folder_in_its_place_is_told(tmp_path):
    assert read_saved(tmp_path)[1] == (f"cannot read {tmp_path}: Is a directory",)


def test_only_what_says_something_is_written(path):
    write_saved(Saved(tables={"mel": {}, "stft": {"n_fft": 512}}), path)

    assert tomllib.loads(path.read_text(encoding="utf-8")) == {"stft": {"n_fft": 512}, "window": {"maximized": False}}


def test_the_file_lies_where_the_system_keeps_state(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    assert saved_file() == tmp_path / "livemel" / "window.toml"
