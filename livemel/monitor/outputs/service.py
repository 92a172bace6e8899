"""Service: tells systemd that the monitor is ready, what it does, and every second that it lives (sd_notify)."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

from livemel.monitor.report import Report
from livemel.monitor.state import NEW_SETTINGS, State


class Service:
    """An output; does nothing where no service manager asked.

    Parameters
    ----------
    environ
        NOTIFY_SOCKET names the manager's socket (systemd, sd_notify(3)).
    """

    trouble = ""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        address = environ.get("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._is_ready = False
        self._status = ""
        self._is_reloading = False

    @property
    def is_asked(self) -> bool:
        """Whether somebody listens."""
        return bool(self._address)

    def take(self, report: Report) -> None:
        """Ready with the first report; a sign of life with each; the state in words when it changes."""
        lines = ["WATCHDOG=1"]
        self._is_reloading = (report.state, report.detail) == (State.STOPPED, NEW_SETTINGS)
        if not self._is_ready:
            self._is_ready = True
            lines.append("READY=1")
        status = f"{report.source}: {report.state}" + (f" ({report.detail})" if report.detail else "")
        if status != self._status:
            self._status = status
            lines.append(f"STATUS={status}")
        self._send("\n".join(lines))

    def close(self) -> None:
        """Stopping; or reloading, since a manager that is told of stopping kills what does not end."""
        self._send("RELOADING=1" if self._is_reloading else "STOPPING=1")

    def _send(self, text: str) -> None:
        if not self._address:
            return
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
                line.setblocking(False)
                line.sendto(text.encode(), self._address)
        except OSError:  # nobody to tell: the manager will see for itself
            pass
