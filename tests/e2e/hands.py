"""Hands: keyboard and mouse of a screen, for one of the windows on it."""

import os
import subprocess
import time

KEY_MS = 30
"""From one key to the next."""
NEW_WORD_SECONDS = 0.45
"""A list takes letters that come sooner as more of the word before."""
END_SECONDS = 10.0


class Hands:
    """Keys are named as X names them: "r", "plus", "ctrl+z"."""

    def __init__(self, screen, window):
        self._environment = {**os.environ, **screen.environment}
        self._focus = ("windowfocus", window)
        self._window = window
        self._wrote = 0.0

    def press(self, *keys):
        """One key after the other."""
        self._do(*self._focus, "key", "--delay", KEY_MS, *keys)

    def write(self, text, *keys):
        """Type, where the keyboard already is, then press keys."""
        time.sleep(max(0.0, self._wrote + NEW_WORD_SECONDS - time.monotonic()))
        self._do("type", "--delay", KEY_MS, text)
        if keys:
            self._do("key", "--delay", KEY_MS, *keys)
        self._wrote = time.monotonic()

    def click(self, x, y):
        """The left button, once."""
        self._do("mousemove", x, y, "click", 1)

    def point(self, x, y):
        """Leave the mouse there."""
        self._do("mousemove", x, y)

    def resize(self, width, height):
        """Drag the window's corner."""
        self._do("windowsize", self._window, width, height)

    def _do(self, *words):
        command = ["xdotool", *map(str, words)]
        subprocess.run(command, env=self._environment, check=True, timeout=END_SECONDS, capture_output=True)
