"""Export job: one file, written in a thread of its own; it can be followed and called off."""

from __future__ import annotations

import threading
from pathlib import Path

from PyQt6.QtCore import QObject, pyqtSignal

from livemel.errors import LivemelError, as_livemel_error
from livemel.gui.keeping.export_writers import Material, What, write_export
from livemel.recording.encoding import Cancelled

JOIN_SECONDS = 10.0


class ExportJob(QObject):
    """GUI thread, but for what writes. Whoever starts it closes it."""

    progressed = pyqtSignal(float)
    """The fraction that is done, 0 to 1."""
    ended = pyqtSignal(str, bool)
    """A sentence, and whether the file is there."""

    def __init__(self, material: Material, what: What, path: Path, with_sound: bool = False) -> None:
        super().__init__()
        self._order = (material, what, path, with_sound)
        self._path = path
        self._is_cancelled = threading.Event()
        self._thread = threading.Thread(target=self._run, name="livemel export", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def cancel(self) -> None:
        """Call it off: within a moment it ends, and nothing is left of it."""
        self._is_cancelled.set()

    @property
    def is_running(self) -> bool:
        """Whether it still writes."""
        return self._thread.is_alive()

    def close(self) -> None:
        """Call it off, and wait until it has ended."""
        self.cancel()
        if self._thread.ident is not None:
            self._thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        try:
            note = write_export(*self._order, self._tell)
        except Cancelled:
            self.ended.emit("The export was called off; nothing was written.", False)
        except Exception as error:  # told to whoever asked
            text = str(error) if isinstance(error, LivemelError) else str(as_livemel_error(error))
            self.ended.emit(f"Nothing was exported: {text}.", False)
        else:
            self.ended.emit(f"Exported {self._path}" + (f" ({note})" if note else ""), True)

    def _tell(self, done: float) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled
        self.progressed.emit(done)
