"""Keys: single keys from the terminal without Enter; whatever happens, the terminal is left as it was found."""

from __future__ import annotations

import os
import select
import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import Self


class Keys:
    """A context in which `wait` sees the keys that are pressed; Ctrl-C stays what it is."""

    def __init__(self) -> None:
        self._saved: list[Any] | None = None
        self._is_terminal = sys.stdin is not None and sys.stdin.isatty()

    def __enter__(self) -> Self:
        if self._is_terminal and sys.platform != "win32":
            import termios
            import tty

            self._saved = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._saved is not None and sys.platform != "win32":
            import termios

            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._saved)

    def wait(self, seconds: float) -> str:
        """Wait so long, or until a key is pressed; the key, or nothing."""
        if not self._is_terminal:
            time.sleep(seconds)
            return ""
        return _wait_on_windows(seconds) if sys.platform == "win32" else self._wait_for_input(seconds)

    def _wait_for_input(self, seconds: float) -> str:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        if not ready:
            return ""
        key = os.read(sys.stdin.fileno(), 1)
        self._is_terminal = bool(key)  # nothing: it has been closed, and would never make us wait again
        return key.decode(errors="replace")


def _wait_on_windows(seconds: float) -> str:
    import msvcrt

    time.sleep(seconds)
    return str(msvcrt.getwch()) if msvcrt.kbhit() else ""  # type: ignore[attr-defined]
