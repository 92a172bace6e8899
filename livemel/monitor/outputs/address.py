"""Addresses as people write them: PORT, HOST or HOST:PORT."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv6Address

from livemel.errors import LivemelError

HIGHEST_PORT = 65535
PORT = re.compile(r"[0-9]{1,5}")
LABEL = re.compile(rb"[A-Za-z0-9_-]{1,63}")
LONGEST_NAME = 253
HOST_NAMES = f"letters, digits and hyphens, 1 to 63 between two dots, {LONGEST_NAME} in all"


@dataclass(frozen=True)
class Address:
    """Where something listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def address_of(text: str, what: str, host: str, port: int, lowest_port: int = 1) -> Address:
    """The address that `text` names; `host` and `port` stand for what it leaves out.

    `lowest_port` is 0 where we listen: any port that is free.

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
    if number and not (PORT.fullmatch(number) and lowest_port <= int(number) <= HIGHEST_PORT):
        ports = f"a port {lowest_port}..{HIGHEST_PORT}"
        raise LivemelError(f"{what} must be PORT, HOST or HOST:PORT, {ports}, got {_cut(text)}")
    name = name[1:-1] if _is_bracketed(name) else name
    if name and not is_host(name):
        raise LivemelError(
            f"{what} must be PORT, HOST or HOST:PORT, the host an IP address ([::1]) or a name"
            f" ({HOST_NAMES}), got {_cut(text)}"
        )
    return Address(name or host, int(number) if number else port)


def is_host(name: str) -> bool:
    """Whether `name` is an IP address, or a name that can be looked for: one that is not makes libraries break."""
    if not name.isprintable():
        return False
    if ":" in name:
        try:
            IPv6Address(name)
        except ValueError:
            return False
        return True
    try:
        labels = name.encode("idna").removesuffix(b".")
    except UnicodeError:
        return False
    return len(labels) <= LONGEST_NAME and all(LABEL.fullmatch(label) for label in labels.split(b"."))


def _is_bracketed(name: str) -> bool:
    return name.startswith("[") and name.endswith("]") and ":" in name


def _cut(text: str) -> str:
    return repr(text if len(text) <= 100 else f"{text[:100]}...")
