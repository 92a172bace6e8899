"""Webhook: an event posted to an address of the web, for a limited time."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from livemel import __version__
from livemel.errors import LivemelError

GOOD = range(200, 300)


class CallError(LivemelError):
    """A command or a webhook that failed."""


def post(address: str, told: bytes, seconds: float) -> None:
    """POST JSON; redirections are not followed, and what is answered is not read.

    Parameters
    ----------
    address
        http://HOST/PATH or https://HOST/PATH.
    told
        The body.
    seconds
        In which all of it must be done.

    Raises
    ------
    CallError
        If it cannot be reached, takes too long, or answers anything but 2xx. It names the host alone.
    """
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(str(parts.hostname), parts.port or kind.default_port, timeout=seconds)
    is_late = threading.Event()
    cut = threading.Timer(seconds, _cut, [connection, is_late])  # a server may answer a byte now and then, for ever
    cut.daemon = True
    cut.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"Content-Type": "application/json", "User-Agent": f"livemel/{__version__}"}
        connection.request("POST", path, told, headers)
        status = connection.getresponse().status
    except (OSError, HTTPException, ValueError) as error:
        if is_late.is_set() or isinstance(error, TimeoutError):
            why = f"took more than {seconds:g} s"
        elif isinstance(error, OSError):
            why = f"is not reached: {error.strerror or error}"
        elif isinstance(error, ValueError):  # its text may hold the address
            why = f"cannot be called: {type(error).__name__}"
        else:
            why = "gave no answer that is HTTP"
        raise CallError(f"the webhook at {parts.hostname} {why}") from error
    finally:
        cut.cancel()
        connection.close()
    if status not in GOOD:
        raise CallError(f"the webhook at {parts.hostname} answered {status}")


def _cut(connection: HTTPConnection, is_late: threading.Event) -> None:
    is_late.set()
    line = connection.sock
    if line is not None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
