"""`livemel doctor`: checks what livemel needs, a line each, and says what to install. Every check is time-limited."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata

from livemel import __version__
from livemel.commands.findings import Finding, Level, from_line

LIMIT_SECONDS = {"sound": 15.0, "screen": 15.0}
"""Each check's time; they run side by side."""

PACKAGES = ("numpy", "sounddevice", "rtmixer", "soundfile", "PyQt6", "pyqtgraph", "rich")
STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "bold red"}


def run(args: argparse.Namespace) -> int:
    """Check everything; 1 when something that is needed is missing."""
    with _started("sound", args.device or "") as sound, _started("screen", "") as screen:
        findings = []
        for finding in [*_versions(), *_told_by("sound", sound), *_told_by("screen", screen)]:
            findings.append(finding)
            _show(finding)
    failed = [finding.subject for finding in findings if finding.level is Level.FAIL]
    print(f"not everything works: {', '.join(failed)}" if failed else "everything needed works")
    return 1 if failed else 0


def _versions() -> Iterator[Finding]:
    yield Finding(Level.OK, "livemel", f"{__version__}, Python {platform.python_version()}, {platform.platform()}")
    versions = {name: _version_of(name) for name in PACKAGES}
    present = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    yield Finding(Level.OK, "packages", present)
    if missing := [name for name, version in versions.items() if not version]:
        yield Finding(Level.FAIL, "packages", f"missing: pip install {' '.join(missing)}")


def _version_of(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def command_of(check: str, device: str) -> list[str]:
    """The program that is one check."""
    return [sys.executable, "-m", "livemel.commands.doctor_checks", check, device]


@contextmanager
def _started(check: str, device: str) -> Iterator[subprocess.Popen[str]]:
    """A check in a process of its own, which does not outlive the doctor."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command_of(check, device), stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, errors="replace"
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _told_by(check: str, process: subprocess.Popen[str]) -> Iterator[Finding]:
    """What the check found, and that it hung or crashed if it did."""
    limit = LIMIT_SECONDS[check]
    try:
        out, err = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        yield from _read(out)
        yield Finding(
            Level.FAIL, check, f"the check hung; stopped after {limit:g} s; restart the sound server or log in anew"
        )
        return
    yield from _read(out)
    if process.returncode:
        last = (err.strip().splitlines() or ["no message"])[-1]
        yield Finding(Level.FAIL, check, f"the check ended with {process.returncode}: {last}")


def _read(out: str) -> Iterator[Finding]:
    yield from filter(None, map(from_line, out.splitlines()))


def _show(finding: Finding) -> None:
    """Colour on a terminal only; never wrapped, so that it can be searched."""
    from rich.console import Console
    from rich.text import Text

    line = Text.assemble((f"{finding.level.value:4s}", STYLES[finding.level]), f" {finding.subject:10s} {finding.text}")
    Console(highlight=False).print(line, soft_wrap=True)
