"""livemel as a person starts it, on a screen of its own, with its samples tapped and its window able to answer."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from hands import Hands
from recorded import Recorded
from tap import Tap

from livemel.picture.colours import unpacked
from livemel.picture.hatch import GROUND, LINE

TAPPED_VIEW = Path(__file__).with_name("tapped_view.py")
ANSWER_SECONDS = 10.0
START_SECONDS = 20.0
END_SECONDS = 10.0
FINISHING_SECONDS = 60.0
LOOK_AGAIN_SECONDS = 0.02
SETTLED_PAINTS = 3
STILL_SECONDS = 0.3
MOSTLY = 0.9  # the mouse pointer stands somewhere, and a pixel may be read while it is written


class Program:
    """`livemel view`, started with more `arguments`, ended with the block.

    It runs in the folder `home`, where what it keeps and remembers lies too: its own unless one is given. One that is
    not `is_tapped` writes no more than a person's would; one that opens a picture does not hear.
    """

    def __init__(self, mic, screen, *arguments, home=None, is_tapped=True, hears=True):
        self._mic = mic
        self._screen = screen
        self._arguments = arguments
        self._home = home
        self._is_tapped = is_tapped
        self._hears = hears
        self._ended = False
        self.stats = {}
        """What --stats wrote; after `end`."""

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="livemel-program-")
        folder = Path(self._folder.name)
        self.home = Path(self._home or folder / "home")
        self.home.mkdir(parents=True, exist_ok=True)
        self._stats_path = folder / "stats.json"
        self._log = (folder / "log").open("w+b")
        tap = folder / "tap" if self._is_tapped else Path(os.devnull)
        self.tap = Tap(tap)
        words = [sys.executable, TAPPED_VIEW, tap, "--stats", self._stats_path, *self._arguments]
        own = {f"XDG_{kind}": str(self.home / kind.lower()) for kind in ("CONFIG_HOME", "STATE_HOME", "MUSIC_DIR")}
        self._process = subprocess.Popen(
            [str(word) for word in words],
            cwd=self.home,
            env={**os.environ, **self._mic.environment, **self._screen.environment, **own},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        try:
            look = self.until(self._has_begun, START_SECONDS)
            self.hands = Hands(self._screen, look["window"])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if not self._ended:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._log):
            pipe.close()
        self._folder.cleanup()

    def _has_begun(self, look):
        if not self._hears:
            return look["state"] == "ended"
        return look["paints"] > 0 and look["samples_received"] > 0

    @property
    def recordings(self):
        """Where recordings go."""
        return self.home / "music_dir" / "livemel"

    def look(self):
        """How the window is now."""
        return self._ask(b"\n")

    def widgets(self):
        """Where each widget is that has a name: x, y, width and height on the screen."""
        return self._ask(b"widgets\n")

    def click(self, name):
        """The middle of the widget called so."""
        x, y, width, height = self.widgets()[name]
        self.hands.click(x + width // 2, y + height // 2)

    def choose(self, box, text):
        """Open the box called so, and type the beginning of the row that is wanted."""
        self.click(box)
        self.until(lambda look: look["is_list_open"], ANSWER_SECONDS)
        self.hands.write(text, "Return")

    def set(self, setting, editor, value):
        """Find "section.key" in the settings, which are open, and type a value into its editor, called so."""
        self.click("Find a setting")
        self.hands.press("ctrl+a")
        self.hands.write(setting)
        self.until_seen(editor)
        self.click(editor)
        self.hands.press("ctrl+a")
        self.hands.write(str(value), "Return")

    def until_seen(self, name):
        """Wait until there is a widget called so."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while name not in self.widgets():
            if time.monotonic() > deadline:
                raise TimeoutError(f"there is no {name!r}, only {', '.join(self.widgets())}")
            time.sleep(LOOK_AGAIN_SECONDS)

    def _ask(self, question):
        self._process.stdin.write(question)
        self._process.stdin.flush()
        if not select.select([self._process.stdout], [], [], ANSWER_SECONDS)[0]:
            raise TimeoutError(f"the window has not answered for {ANSWER_SECONDS:g} s{self._complaint()}")
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"livemel has ended{self._complaint()}")
        return json.loads(answer)

    def until(self, claim, seconds):
        """Look until `claim` of a look is true; that look."""
        deadline = time.monotonic() + seconds
        while not claim(look := self.look()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"not so within {seconds:g} s, but {look}{self._complaint()}")
            time.sleep(LOOK_AGAIN_SECONDS)
        return look

    def until_heard(self, seconds, **since):
        """Wait until a sample went by after the monotonic time `since["after"]`; its block."""
        deadline = time.monotonic() + seconds
        while True:
            for block in self.tap.read():
                if len(block.samples) and block.seconds > since["after"]:
                    return block
            if time.monotonic() > deadline:
                raise TimeoutError(f"nothing was heard within {seconds:g} s{self._complaint()}")
            time.sleep(LOOK_AGAIN_SECONDS)

    def picture(self):
        """The spectrogram's own part of the screen, once it stands still: uint8, shape (height, width, 3)."""
        before, after = None, self._after_some_paints()
        while after["view"] != before:
            before, after = after["view"], self._after_some_paints()
        return self._grab(after["view"])

    def still_picture(self):
        """The same of a picture in which nothing moves any more."""
        deadline = time.monotonic() + ANSWER_SECONDS
        before, after = None, self._grab(self.look()["view"])
        while before is None or not np.array_equal(before, after):
            if time.monotonic() > deadline:
                raise TimeoutError(f"the picture has not stood still for {ANSWER_SECONDS:g} s")
            time.sleep(STILL_SECONDS)
            before, after = after, self._grab(self.look()["view"])
        return after

    def _grab(self, view):
        x, y, width, height = view
        return self._screen.grab()[y : y + height, x : x + width]

    def share_that_is_seen(self):
        """How much of all that was heard stands in the picture, of a run shorter than the picture."""
        look = self.until(lambda look: not look["is_changing"], ANSWER_SECONDS)
        picture = self.picture()
        is_seen = (picture != picture[0, 0]).any(axis=(0, 2))
        seconds = is_seen.sum() / len(is_seen) * look["viewport"]["seconds"]
        return seconds * look["sample_rate"] / look["sample_at_right_edge"]

    def _after_some_paints(self):
        paints = self.look()["paints"] + SETTLED_PAINTS
        return self.until(lambda look: look["paints"] >= paints, ANSWER_SECONDS)

    def stop(self):
        """Take the processor away from the whole program."""
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self):
        """Give it back."""
        self._process.send_signal(signal.SIGCONT)

    def threads(self):
        return len(os.listdir(f"/proc/{self._process.pid}/task"))

    def open_files(self):
        return len(os.listdir(f"/proc/{self._process.pid}/fd"))

    @property
    def pid(self):
        return self._process.pid

    def end_recording(self):
        """Click, and wait until all is finished; all that was recorded, in no order."""
        self.click("Record")
        self.until(lambda look: not look["is_recording"] and look["record"] == "Record", FINISHING_SECONDS)
        return [Recorded.read(path) for path in self.recordings.glob("*.flac")]

    def kill(self):
        """End it as a crash would."""
        self._process.kill()
        self._process.wait()
        self._ended = True

    def end(self, how=None):
        """End it in good order, by a signal unless by calling `how`; what it wrote as --stats."""
        (how or self._process.terminate)()
        code = self._process.wait(END_SECONDS)
        self._ended = True
        if code:
            raise RuntimeError(f"livemel ended with {code}{self._complaint()}")
        self.tap.read()
        self.stats = json.loads(self._stats_path.read_text())
        return self.stats

    def _complaint(self):
        self._log.seek(0)
        said = self._log.read().decode(errors="replace").strip()
        return f"; it said: {said}" if said else ""


def hatched_runs(picture):
    """First column and width of every gap in a picture."""
    colours = unpacked(np.array([LINE, GROUND]))
    hatched = (picture[:, :, None, :] == colours).all(axis=3).any(axis=2).mean(axis=0) > MOSTLY
    edges = np.flatnonzero(np.diff(np.r_[False, hatched, False].astype(np.int8)))
    return [(int(begin), int(end - begin)) for begin, end in edges.reshape(-1, 2)]
