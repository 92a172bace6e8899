"""A disk that is soon full."""

import contextlib
import os
import resource
import subprocess


@contextlib.contextmanager
def small_disk(folder, size):
    """A disk of so many bytes at `folder`, for who may mount one; whether that is so."""
    folder.mkdir(parents=True)
    if os.geteuid():
        yield False
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def allow_files_of(pid, size):
    """No file of that process may grow beyond so many bytes from now on: the same for who may not mount a disk."""
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
