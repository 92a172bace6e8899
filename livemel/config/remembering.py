"""Which of the saved settings count at a start of the window, and which are saved at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from livemel.config.layers import Layer, as_tables
from livemel.config.loading import load_layers
from livemel.config.own_presets import ANALYSIS, RANGE
from livemel.config.saved import Saved, Tables, WindowState, broken_file, read_saved, saved_file
from livemel.config.sections import Config
from livemel.config.setting import Value
from livemel.errors import ConfigError

ORIGIN = "saved by the window"
MICROPHONE = ("device", "channel", "sample_rate")
"""Of `source`: they count unless the command line says what is listened to."""
NEVER = ("kind", "path", "signal")
"""Of `source`: a start listens to the microphone unless it is told otherwise."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """The settings of a window that opens, and what is to be known when it closes."""

    config: Config
    origins: Mapping[str, str]
    """Where each "section.key" that is no default came from."""
    base: Config
    """The same without what was saved: what a reset goes back to."""
    saved: Saved
    problems: tuple[str, ...] = ()
    """Sentences to tell: what was saved and could not be used."""
    preset_named: bool = False
    """Whether saved settings of the analysis do not count."""
    source_named: bool = False
    """Whether the saved microphone does not count."""

    def to_save(self, now: Config, window: WindowState, device: str = "") -> Saved:
        """What to remember of a window that closes with the configuration `now`.

        A setting that was changed in the window is saved where it differs from `base`. One that was not, or that does
        not count in this start, stays as it was saved before.

        Parameters
        ----------
        now
            The configuration at the end.
        window
            Its shape.
        device
            Full name of the microphone that was heard last; empty: none was, the old name stays.
        """
        base, started, ended = (as_tables(config) for config in (self.base, self.config, now))
        tables: dict[str, dict[str, Value]] = {}
        for section, values in ended.items():
            old = self.saved.tables.get(section, {})
            for key, value in values.items():
                changed = value != started[section][key] and self._counts(section, key)
                if not changed and key in old:
                    tables.setdefault(section, {})[key] = old[key]
                elif changed and value != base[section][key]:
                    tables.setdefault(section, {})[key] = value
        return Saved(tables=tables, window=window, device=device or self.saved.device)

    def _counts(self, section: str, key: str) -> bool:
        return counts(section, key, preset_named=self.preset_named, source_named=self.source_named)


def start_of_window(
    presets_or_paths: Sequence[str],
    overrides: Sequence[str],
    environment: Mapping[str, str],
    source_named: bool,
    path: Path | None = None,
) -> Start:
    """The configuration of a window: defaults < user file < saved < --config < environment < --set.

    Parameters
    ----------
    presets_or_paths
        Of --config. If there is any, saved settings of the analysis do not count: a preset stays what it is.
    overrides
        Of --set, and of --source and --device.
    environment
        Variables, by name.
    source_named
        Whether --source or --device was given: then the saved microphone does not count.
    path
        Of the saved file; its usual place otherwise.

    Raises
    ------
    ConfigError
        If the command line, the environment or the user's file is wrong. What was saved never raises: what cannot be
        used is told in `problems`.
    """
    path = path or saved_file()
    saved, problems = read_saved(path)
    if problems:
        problems = (*problems, f"the file is kept as {broken_file(path)} when the window closes")
    base, origins = load_layers(presets_or_paths, overrides, environment)
    layer = saved_layer(saved.tables, preset_named=bool(presets_or_paths), source_named=source_named)
    try:
        config, origins = load_layers(presets_or_paths, overrides, environment, layer)
    except ConfigError as error:
        config = base
        problems = (*problems, f"the settings saved by the window do not go with the others and were left out: {error}")
    return Start(
        config=config,
        origins=origins,
        base=base,
        saved=saved,
        problems=problems,
        preset_named=bool(presets_or_paths),
        source_named=source_named,
    )


def saved_layer(tables: Tables, preset_named: bool, source_named: bool) -> Layer:
    """Those of the saved settings that count in a start."""
    kept = {
        section: {
            key: value
            for key, value in table.items()
            if counts(section, key, preset_named=preset_named, source_named=source_named)
        }
        for section, table in tables.items()
    }
    return Layer(ORIGIN, {section: table for section, table in kept.items() if table})


def counts(section: str, key: str, preset_named: bool, source_named: bool) -> bool:
    """Whether a saved setting counts in a start with --config, and with --source or --device."""
    if section in ANALYSIS or (section == "display" and key in RANGE):
        return not preset_named
    if section == "source" and key in MICROPHONE:
        return not source_named
    return not (section == "source" and key in NEVER)
