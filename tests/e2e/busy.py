"""A process that keeps one processor core busy, as long as the one that started it lives."""

import contextlib
import subprocess
import sys

LOOP = """
import os
parent = os.getppid()
while os.getppid() == parent:
    pass
"""


@contextlib.contextmanager
def busy_core():
    process = subprocess.Popen([sys.executable, "-c", LOOP])
    try:
        yield process
    finally:
        process.kill()
        process.wait()
