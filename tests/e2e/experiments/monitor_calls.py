"""What a monitor asks of the system, as strace tells it: files that it changes, and who it talks to."""

import re
from dataclasses import dataclass
from pathlib import Path

from kept import modes_in
from numbered_room import NumberedRoom
from pulsed import pulsed_lap
from running_monitor import RunningMonitor

CHANGING = (
    *("creat", "truncate", "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2", "rmdir"),
    *("unlink", "unlinkat", "link", "linkat", "symlink", "symlinkat", "chmod", "fchmodat", "chown", "lchown"),
    *("fchownat", "utimensat", "setxattr", "mount"),
)
OPENING = ("open", "openat", "openat2")
TALKING = ("bind", "listen", "connect")
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE")
BY_LIBRARIES = {
    "/dev/null": "writing to it changes nothing",
    "/dev/dsp": "PortAudio looks for microphones of OSS",
    "/dev/shm/": "shared memory of libpulse, and of libjack, through which PortAudio looks for a JACK server",
    "{mic}/home": "libpulse opens the cookie that lets it in, for reading and writing, and makes sure of its folder",
    "{home}/tmp/": "pulsectl looks for libpulse, for which Python asks a compiler where there is one",
    "{code}/livemel/dsp/kernels/__pycache__": "numba, of livemel[fast], keeps what it has compiled",
}
"""What is changed by libraries that livemel stands on, and why."""
CALL = re.compile(r"^(?:\[pid +)?\d*\]? *(\w+)\((.*)$")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
FOLDER_OF = re.compile(r"^(?:AT_FDCWD|\d+)<([^>]*)>")
FAMILY = re.compile(r"sa_family=(\w+)")
CODE = Path(__file__).parents[3]
AT_MOST_SECONDS = 60.0


@dataclass(frozen=True)
class Calls:
    """What one run did, from its first instruction to its last."""

    changed: tuple[str, ...]
    """Paths that were opened for writing, made, renamed, removed, or of which that was tried; not BY_LIBRARIES."""
    connected: tuple[str, ...]
    """Families of addresses to which it connected."""
    offered: tuple[str, ...]
    """Families of addresses that it bound, and every call of listen."""
    file_modes: frozenset[int]
    folder_modes: frozenset[int]
    """Of what is in the folder that was named, if one was."""
    reports: int
    exit_code: int


def trace_monitor(mic, home, *arguments, folder=None, seconds=3):
    """Run it for so long; Python's own cache of compiled files is off, so that what is seen is livemel's."""
    trace, temporary = home.with_name(f"{home.name}-trace"), home / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    calls = ",".join(f"?{name}" for name in (*OPENING, *CHANGING, *TALKING))
    strace = ("strace", "-f", "-qq", "-y", "-s", "4096", "--seccomp-bpf", "-o", trace, "-e", f"trace={calls}")
    own = {"PYTHONDONTWRITEBYTECODE": "1", "XDG_RUNTIME_DIR": str(home / "runtime"), "TMPDIR": str(temporary)}
    words = (*arguments, *(("--folder", folder) if folder else ()), "--duration", seconds)
    with (
        NumberedRoom(mic, sound=pulsed_lap(mic.wiring.rate)),
        RunningMonitor(mic, home, *words, prefix=strace, environment=own) as monitor,
    ):
        code, told = monitor.ended(AT_MOST_SECONDS), monitor.told()
    made = [_parsed(line) for line in Path(trace).read_text(errors="replace").splitlines()]
    made = [call for call in made if call is not None]
    paths = [path for name, words in made for path in _changed(name, words)]
    places = {"mic": mic.folder.path, "home": home, "code": CODE}
    of_libraries = tuple(begin.format(**places) for begin in BY_LIBRARIES)
    files, folders = modes_in(folder) if folder else (set(), set())
    return Calls(
        changed=tuple(dict.fromkeys(path for path in paths if not path.startswith(of_libraries))),
        connected=tuple(dict.fromkeys(FAMILY.findall(words)[0] for name, words in made if name == "connect")),
        offered=tuple(
            dict.fromkeys(
                (FAMILY.findall(words) or ["listen"])[0] for name, words in made if name in ("bind", "listen")
            )
        ),
        file_modes=frozenset(files),
        folder_modes=frozenset(folders),
        reports=len(told),
        exit_code=code,
    )


def _parsed(line):
    """Name and arguments of a call; None for what is no call's beginning."""
    found = CALL.match(line)
    return found.groups() if found else None


def _changed(name, words):
    """The paths that a call changes."""
    if name in OPENING and not WRITING.search(QUOTED.sub("", words)):
        return []
    if name not in (*OPENING, *CHANGING):
        return []
    at = FOLDER_OF.match(words)
    return [str(Path(at.group(1) if at else "/", path)) for path in QUOTED.findall(words)]
