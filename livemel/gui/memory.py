"""What the window remembers of its own shape, from one start to the next."""

from __future__ import annotations

from PyQt6.QtCore import QByteArray

from livemel.config import Config
from livemel.config.remembering import Start
from livemel.config.saved import WindowState, saved_file, write_saved
from livemel.gui.main_window import PANELS, MainWindow

SIDE = "side:"
"""Before the name of the page that the side panel shows."""


def restore(window: MainWindow, state: WindowState) -> None:
    """Give `window` the shape it was closed with."""
    if state.geometry:
        window.restoreGeometry(QByteArray(state.geometry))
    if state.panels is not None:
        for name in PANELS:
            window.set_shown(name, name in state.panels)
        for name in state.panels:
            if name.startswith(SIDE):
                window.side.open_offered(name.removeprefix(SIDE))
    for name, sizes in state.sizes.items():
        if name in window.dividers and sizes:
            window.dividers[name].set_size(sizes[0])


def shape_of(window: MainWindow) -> WindowState:
    """The shape that `window` has."""
    return WindowState(
        geometry=bytes(window.saveGeometry().data()),
        maximized=window.isMaximized(),
        panels=(
            *(name for name in PANELS if window.is_shown(name)),
            *((SIDE + window.side.page_name,) if window.side.page_name else ()),
        ),
        sizes={name: (divider.panel_size,) for name, divider in window.dividers.items()},
    )


def save(window: MainWindow, start: Start, config: Config, device: str) -> None:
    """Keep shape, settings and microphone. Raises LivemelError if they cannot be written."""
    write_saved(start.to_save(config, shape_of(window), device), saved_file())
