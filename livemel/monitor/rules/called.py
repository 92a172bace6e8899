"""Called: what a rule says of commands and webhooks, checked before the first event needs them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from livemel.monitor.outputs.address import is_host
from livemel.monitor.rules.shown import kind_of

MOST_WORDS = 100


def what_is_called(key: str, table: Mapping[str, Any], tell: Callable[[str, str], None]) -> dict[str, Any]:
    """`command` and `webhook` of the rule called `key`; `tell` is told of every problem, never of an address."""
    told: dict[str, Any] = {}
    if "command" in table:
        told["command"] = _command(f"{key}.command", table["command"], tell)
    if "webhook" in table:
        webhook = table["webhook"]
        problem = _webhook_problem(webhook) if isinstance(webhook, str) else f"must be a text, got {kind_of(webhook)}"
        told["webhook"] = "" if problem else webhook
        if problem:
            tell(f"{key}.webhook", problem)
    return told


def _command(key: str, command: Any, tell: Callable[[str, str], None]) -> tuple[str, ...]:
    is_list = isinstance(command, list) and all(isinstance(word, str) and "\0" not in word for word in command)
    if not is_list or not 1 <= len(command) <= MOST_WORDS:
        tell(key, f'must be a list of 1 to {MOST_WORDS} texts, as ["notify-send", "loud"], got {_what(command)}')
        return ()
    if shutil.which(command[0]) is None:
        tell(key, "must begin with a program that can be run, alone in its text; give its whole path")
    return tuple(command)


def _what(command: Any) -> str:
    """Never what it holds: that may be a secret."""
    if not isinstance(command, list):
        return kind_of(command)
    if all(isinstance(word, str) for word in command):
        return f"{len(command)} texts" if "\0" not in "".join(command) else "one with a NUL"
    return "a list of other things"


def _webhook_problem(address: str) -> str:
    """Why `address` is none that can be called, without telling it; empty if it is."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        named = parts.scheme in ("http", "https") and is_host(host) and parts.port != 0
    except ValueError:
        named = False
    if not named or any(ord(each) <= 32 or ord(each) > 126 for each in address):
        return "must be http://HOST/PATH or https://HOST/PATH, in ASCII"
    return "must hold no user and password" if parts.username or parts.password else ""
