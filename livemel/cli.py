"""The command line: arguments in, a command's exit code out; the one place where errors are printed."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from enum import IntEnum
from importlib import import_module
from typing import NoReturn

from livemel import __version__
from livemel.arguments import build_parser
from livemel.errors import LivemelError


class ExitCode(IntEnum):
    """What a command says to the shell."""

    OK = 0
    ERROR = 1
    USAGE = 2
    RESTART = 75
    """Start me again: for a service manager."""
    INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv
        The arguments after the program's name; None: those of the process.
    """
    _survive_odd_names()
    signal.signal(signal.SIGTERM, _end_quietly)
    try:
        code = _run(argv)
        _write_out()
    except LivemelError as error:
        print(f"livemel: error: {_one_line(str(error))}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # whoever read our output has gone: not an error
        _forget_output()
        return ExitCode.OK
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = build_parser(__version__).parse_args(argv)
        code: int = import_module(f"livemel.commands.{args.command}").run(args)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else ExitCode.OK
    return code


def _write_out() -> None:
    """Python itself would do it too late to tell what went wrong."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        raise LivemelError(f"cannot write to standard output: {error.strerror or error}") from error


def _forget_output() -> None:
    """What could not be written is not tried again at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _end_quietly(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(ExitCode.OK)


def _survive_odd_names() -> None:
    """Names of devices and files may hold what the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
