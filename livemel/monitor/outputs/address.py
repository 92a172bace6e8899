"""Addresses as people write them: PORT, HOST or HOST:PORT."""

from __future__ import annotations

from dataclasses import dataclass

from livemel.errors import LivemelError

HIGHEST_PORT = 65535


@dataclass(frozen=True)
class Address:
    """Where something listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def address_of(text: str, what: str, host: str, port: int) -> Address:
    """The address that `text` names; `host` and `port` stand for what it leaves out.

    Raises
    ------
    LivemelError
        If it is none; `what` says for what it was meant.
    """
    if "@" in text:  # never told: a password may stand before it
        raise LivemelError(
            f"{what} must be PORT, HOST or HOST:PORT; no user and password belong into it (docs/monitor.md)"
        )
    if text.isdecimal():
        name, number = "", text
    elif ":" not in text or text.endswith("]"):
        name, number = text, ""
    else:
        name, _, number = text.rpartition(":")
    name = name.removeprefix("[").removesuffix("]")
    if number and not (number.isdecimal() and 0 <= int(number) <= HIGHEST_PORT):
        raise LivemelError(f"{what} must be PORT, HOST or HOST:PORT, a port 0..{HIGHEST_PORT}, got {text!r}")
    if any(each.isspace() for each in name):
        raise LivemelError(f"{what} must be PORT, HOST or HOST:PORT, got {text!r}")
    return Address(name or host, int(number) if number else port)
