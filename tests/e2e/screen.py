"""A real X screen without hardware, whose pixels can be read at any time without asking the X server."""

import mmap
import os
import select
import struct
import subprocess
import tempfile
from pathlib import Path

import numpy as np

READY_SECONDS = 20.0
END_SECONDS = 10.0
XWD_FIELDS = struct.Struct(">25I")  # X11/XWDFile.h
XWD_COLOUR_BYTES = 12


class Screen:
    """An Xvfb of our own, on the first display number that is free."""

    def __init__(self, width=1280, height=800):
        self.width = width
        self.height = height
        self.display = ""

    @property
    def environment(self):
        """What a program needs in its environment to open its windows here."""
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="livemel-screen-")
        self._log = (Path(self._folder.name) / "log").open("w+b")
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{self.width}x{self.height}x24"]
        self._process = subprocess.Popen(
            [*command, "-fbdir", self._folder.name, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writing],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )
        os.close(writing)
        try:
            self.display = f":{self._display_number(reading)}"
            self._map_frame_buffer(Path(self._folder.name) / "Xvfb_screen0")
        except BaseException:
            self.__exit__()
            raise
        finally:
            os.close(reading)
        return self

    def __exit__(self, *_):
        self._pixels = None
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        self._folder.cleanup()

    def grab(self):
        """What is on the screen now: uint8, shape (height, width, 3), red first."""
        return self._pixels[:, : self.width, 2::-1].copy()

    def _display_number(self, reading):
        said = b""
        while not said.endswith(b"\n"):
            if not select.select([reading], [], [], READY_SECONDS)[0]:
                raise TimeoutError(f"Xvfb was not ready in {READY_SECONDS:g} s")
            more = os.read(reading, 64)
            if not more:
                self._log.seek(0)
                raise RuntimeError(f"Xvfb ended at once: {self._log.read().decode(errors='replace')}")
            said += more
        return int(said)

    def _map_frame_buffer(self, path):
        with path.open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        fields = XWD_FIELDS.unpack_from(memory)
        header_bytes, height, bits_per_pixel, bytes_per_line, colours = (fields[i] for i in (0, 5, 11, 12, 19))
        assert bits_per_pixel == 32
        start = header_bytes + colours * XWD_COLOUR_BYTES
        flat = np.frombuffer(memory, np.uint8, count=height * bytes_per_line, offset=start)
        self._pixels = flat.reshape(height, bytes_per_line // 4, 4)  # blue, green, red, nothing
