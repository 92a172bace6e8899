"""What the window remembers from one start to the next: settings that were changed in it, its shape, its microphone."""

from __future__ import annotations

import shutil
import tomllib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from livemel.config.sections import SECTIONS
from livemel.config.setting import Value, settings_of
from livemel.errors import LivemelError

Tables = Mapping[str, Mapping[str, Value]]
"""Some settings as section -> key -> value."""

MOST_BYTES = 1 << 20
"""A larger file is none of ours."""


@dataclass(frozen=True, kw_only=True)
class WindowState:
    """How the window looked when it was closed."""

    geometry: bytes = b""
    """What QWidget.saveGeometry gave; empty: the window was never closed."""
    maximized: bool = False
    panels: tuple[str, ...] | None = None
    """Names of those that are shown; None: nobody has chosen."""
    sizes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Of what is divided, by name: pixels of its parts."""


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The whole of the file."""

    tables: Tables = field(default_factory=dict)
    """The settings that were changed in the window."""
    window: WindowState = field(default_factory=WindowState)
    device: str = ""
    """Full name of the microphone that was heard last."""


def saved_file() -> Path:
    """Where the window remembers; livemel itself writes it."""
    from platformdirs import user_state_path

    return user_state_path("livemel", appauthor=False) / "window.toml"


def read_saved(path: Path) -> tuple[Saved, tuple[str, ...]]:
    """What is remembered, and a sentence for each thing in the file that could not be used; neither if it is not there.

    Never raises: a window opens whatever the file holds.
    """
    try:
        with path.open("rb") as file:
            text = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Saved(), ()
    except OSError as error:
        return Saved(), (f"cannot read {path}: {error.strerror or error}",)
    if len(text) > MOST_BYTES:
        return Saved(), (f"{path} is larger than {MOST_BYTES} bytes, so it was left alone",)
    try:
        found = tomllib.loads(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        return Saved(), (f"{path} is not valid TOML, so nothing was taken from it: {error}",)
    reader = _Reader(str(path))
    return reader.saved(found), tuple(reader.problems)


def write_saved(saved: Saved, path: Path) -> None:
    """Put `saved` in the place of what was in the file; that is kept beside it as .broken if not all of it was used.

    Raises
    ------
    LivemelError
        If it cannot be written.
    """
    import tomli_w

    from livemel.files import written_whole

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if read_saved(path)[1]:
            shutil.copyfile(path, broken_file(path))
    except OSError as error:
        raise LivemelError(f"cannot write {path}: {error.strerror or error}") from error
    with written_whole(str(path)) as file:
        file.write(tomli_w.dumps(_as_toml(saved)).encode())


def broken_file(path: Path) -> Path:
    """Where a file is kept that could not be read."""
    return path.with_name(f"{path.name}.broken")


def _as_toml(saved: Saved) -> dict[str, Any]:
    """Plain tables; what says nothing is left out."""
    window = saved.window
    shape: dict[str, Any] = {"maximized": window.maximized}
    if window.geometry:
        shape["geometry"] = b64encode(window.geometry).decode()
    if window.panels is not None:
        shape["panels"] = list(window.panels)
    if window.sizes:
        shape["sizes"] = {name: list(pixels) for name, pixels in window.sizes.items()}
    device = {"device": {"name": saved.device}} if saved.device else {}
    return {**{name: dict(table) for name, table in saved.tables.items() if table}, **device, "window": shape}


class _Reader:
    """Takes what is good, and collects sentences about the rest."""

    def __init__(self, origin: str) -> None:
        self.problems: list[str] = []
        self._origin = origin

    def saved(self, found: Mapping[str, Any]) -> Saved:
        tables = {name: self._section(name, self._table(found, name)) for name in SECTIONS if name in found}
        device = self._of_type(self._table(found, "device"), "device", "name", str, "")
        window = self._window(self._table(found, "window"))
        for name in found.keys() - {*SECTIONS, "device", "window"}:
            self._tell(f"unknown section {name!r}")
        return Saved(tables={name: table for name, table in tables.items() if table}, window=window, device=device)

    def _section(self, section: str, table: Mapping[str, Any]) -> dict[str, Value]:
        known = settings_of(SECTIONS[section])
        values: dict[str, Value] = {}
        for key, value in table.items():
            if key not in known:
                self._tell(f"unknown key {section}.{key}")
                continue
            try:
                values[key] = known[key].read(value)
            except ValueError as error:
                self._tell(f"{section}.{key} {error}")
        return values

    def _window(self, table: Mapping[str, Any]) -> WindowState:
        for key in table.keys() - {"geometry", "maximized", "panels", "sizes"}:
            self._tell(f"unknown key window.{key}")
        panels = self._of_type(table, "window", "panels", list, None)
        if panels is not None and not all(isinstance(name, str) for name in panels):
            self._tell(f"window.panels must be names, got {panels!r}")
            panels = None
        return WindowState(
            geometry=self._geometry(self._of_type(table, "window", "geometry", str, "")),
            maximized=self._of_type(table, "window", "maximized", bool, False),
            panels=None if panels is None else tuple(panels),
            sizes=self._sizes(self._of_type(table, "window", "sizes", dict, {})),
        )

    def _geometry(self, text: str) -> bytes:
        try:
            return b64decode(text, validate=True)
        except ValueError:
            self._tell("window.geometry must be base64")
            return b""

    def _sizes(self, table: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
        sizes = {}
        for name, pixels in table.items():
            if isinstance(pixels, list) and all(type(each) is int and each >= 0 for each in pixels):
                sizes[name] = tuple(pixels)
            else:
                self._tell(f"window.sizes.{name} must be whole numbers >= 0, got {pixels!r}")
        return sizes

    def _table(self, found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        table = found.get(name, {})
        if isinstance(table, dict):
            return table
        self._tell(f"{name} must be a table, got {table!r}")
        return {}

    def _of_type(self, table: Mapping[str, Any], section: str, key: str, kind: type, otherwise: Any) -> Any:
        if key not in table or isinstance(table[key], kind):
            return table.get(key, otherwise)
        self._tell(f"{section}.{key} must be of type {kind.__name__}, got {table[key]!r}")
        return otherwise

    def _tell(self, sentence: str) -> None:
        self.problems.append(f"{self._origin}: {sentence}")
