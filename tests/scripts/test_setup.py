"""The set-up that scripts/livemel does by itself, with stand-ins for Python, dpkg, apt-get, sudo and id."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]

PYTHON = """#!/bin/bash
echo "python $*" >>"$CALLS"
case "$*" in
  -V) echo "Python $(cat "$PYTHON_VERSION")" ;;
  *version_info*) case $(cat "$PYTHON_VERSION") in 3.9*) exit 1 ;; esac ;;
  *"-m venv"*) mkdir -p "${@: -1}/bin" && cp "$0" "${@: -1}/bin/python" ;;
  *"-m pip install"*)
    [ ! -e "$NO_NETWORK" ] || { echo "no route to host"; exit 1; }
    bin=$(dirname "$0")
    printf '#!/bin/bash\\nfor word in "$@"; do echo "<$word>"; done; cat\\n' >"$bin/livemel"
    chmod +x "$bin/livemel" ;;
esac
"""
DPKG_QUERY = """#!/bin/bash
[ -e "$INSTALLED" ] || exit 1
shift 3
printf 'installed %s\\n' "$@"
"""
APT_GET = """#!/bin/bash
echo "apt-get $*" >>"$CALLS"
case "$*" in *" install "*) touch "$INSTALLED" ;; esac
"""
SUDO = """#!/bin/bash
[ -e "$MAY" ] || exit 1
shift
exec "$@"
"""
ID = "#!/bin/bash\necho 1000\n"


class House:
    """A checkout of its own, on a computer of which every part is a stand-in."""

    def __init__(self, folder):
        self.repo = folder / "a checkout"
        self.calls_file = folder / "calls"
        self.installed = folder / "installed"
        self.may = folder / "may"
        self.no_network = folder / "no-network"
        self.version = folder / "version"
        self.version.write_text("3.11.2")
        self.calls_file.touch()
        shutil.copytree(REPO / "scripts", self.repo / "scripts")
        shutil.copy(REPO / "pyproject.toml", self.repo)
        programs = folder / "bin"
        programs.mkdir()
        stand_ins = {"python3": PYTHON, "dpkg-query": DPKG_QUERY, "apt-get": APT_GET, "sudo": SUDO, "id": ID}
        for name, text in stand_ins.items():
            (programs / name).write_text(text)
            (programs / name).chmod(0o755)
        self.environment = {
            "PATH": f"{programs}:/usr/bin:/bin",
            "CALLS": str(self.calls_file),
            "INSTALLED": str(self.installed),
            "MAY": str(self.may),
            "NO_NETWORK": str(self.no_network),
            "PYTHON_VERSION": str(self.version),
            "LIVEMEL_PYTHON": "python3",
        }

    def start(self, *words, script=None, cwd="/", stdin=""):
        command = [str(script or self.repo / "scripts" / "livemel"), *words]
        self.calls_file.write_text("")
        return subprocess.run(
            command, env=self.environment, cwd=cwd, input=stdin, capture_output=True, text=True, timeout=30
        )

    def calls(self, start):
        return [line for line in self.calls_file.read_text().splitlines() if line.startswith(start)]


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


@pytest.fixture
def ready(house):
    house.installed.touch()
    assert house.start().returncode == 0
    return house


def test_the_first_start_brings_all_and_asks_nothing_where_it_may(house):
    house.may.touch()
    done = house.start("--source", "a file")
    assert (done.returncode, done.stdout) == (0, "<--source>\n<a file>\n")
    assert [line.split(":")[1].split()[0] for line in done.stderr.splitlines()] == [
        "making",
        "installing",
        "installing",
    ]
    assert "libportaudio2" in house.calls("apt-get")[0]
    assert house.calls("python -m pip install")[0].endswith(f"-e {house.repo}")


def test_the_second_start_brings_nothing_and_says_nothing(ready):
    done = ready.start("devices")
    assert (done.stdout, done.stderr) == ("<devices>\n", "")
    assert ready.calls("") == ["python -V"]


def test_sound_on_stdin_reaches_livemel_even_at_the_first_start(house):
    house.installed.touch()
    assert house.start(stdin="sound").stdout == "sound"


def test_it_starts_through_links_from_anywhere(ready, tmp_path):
    (tmp_path / "first").symlink_to("a checkout/scripts/livemel")
    (tmp_path / "second").symlink_to(tmp_path / "first")
    assert ready.start("ok", script=tmp_path / "second", cwd=tmp_path).stdout == "<ok>\n"


def test_who_may_not_install_is_told_one_line_and_livemel_starts(house):
    done = house.start("ok")
    assert done.stdout == "<ok>\n"
    told = [line for line in done.stderr.splitlines() if "sudo sh -c 'apt-get update && apt-get install -y" in line]
    assert len(told) == 1
    assert house.calls("apt-get") == []


def test_once_somebody_has_installed_them_nothing_is_said_any_more(house):
    house.start()
    house.installed.touch()
    assert house.start().stderr == ""


def test_an_old_python_is_one_clear_line(house):
    house.version.write_text("3.9.2")
    done = house.start()
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("livemel: error: Python 3.11 or newer is needed, got Python 3.9.2;")


def test_what_pip_said_is_shown_only_when_it_failed(house):
    house.installed.touch()
    house.no_network.touch()
    done = house.start()
    assert done.returncode == 1
    assert "no route to host" in done.stderr
    assert "no route to host" in (house.repo / ".venv" / "setup.log").read_text()


def test_a_set_up_that_was_interrupted_is_begun_anew(house):
    house.installed.touch()
    house.no_network.touch()
    house.start()
    (house.repo / ".venv" / "half").touch()
    house.no_network.unlink()
    assert house.start("ok").stdout == "<ok>\n"
    assert not (house.repo / ".venv" / "half").exists()


@pytest.mark.parametrize("lost", ["bin/livemel", "bin/python"])
def test_a_broken_environment_is_made_anew(ready, lost):
    (ready.repo / ".venv" / lost).unlink()
    assert ready.start("ok").stdout == "<ok>\n"
    assert len(ready.calls("python -m venv")) == 1


def test_another_python_makes_the_environment_anew(ready):
    ready.version.write_text("3.13.0")
    ready.start()
    assert len(ready.calls("python -m venv")) == 1


def test_other_dependencies_are_installed_into_the_same_environment(ready):
    (ready.repo / "pyproject.toml").write_text("[project]\n")
    ready.start()
    assert len(ready.calls("python -m venv")) == 0
    assert len(ready.calls("python -m pip install")) == 1


def test_a_checkout_that_was_moved_makes_its_environment_anew(ready):
    ready.repo = ready.repo.rename(ready.repo.with_name("elsewhere"))
    assert ready.start("ok").stdout == "<ok>\n"
    assert len(ready.calls("python -m venv")) == 1


@pytest.mark.skipif(shutil.which("flock") is None, reason="without flock nothing waits")
def test_of_two_first_starts_one_brings_all_and_the_other_waits(house):
    house.installed.touch()
    starts = [
        subprocess.Popen([house.repo / "scripts" / "livemel", "ok"], env=house.environment, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert [start.communicate(timeout=30)[0] for start in starts] == [b"<ok>\n", b"<ok>\n"]
    assert len(house.calls("python -m pip install")) == 1


def test_every_script_can_be_run():
    for name in ("livemel", "test", "virtual-mic"):
        assert os.access(REPO / "scripts" / name, os.X_OK)
