"""Exporting: opens the dialog with what there is to write."""

from __future__ import annotations

from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt6.QtCore import QObject

from livemel.gui.controller import Controller
from livemel.recording.names import recording_name

if TYPE_CHECKING:
    from livemel.gui.keeping.export import ExportDialog


class Exporting(QObject):
    """Joins the dialog to the controller. GUI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self.dialog: ExportDialog | None = None
        """The one that is open."""
        controller.window.tool_actions.connect({"export": self.open})
        controller.window.closed.connect(self.close)

    def open(self) -> None:
        """Ask what to write, and where; the picture goes on meanwhile."""
        from livemel.gui.keeping.export import ExportDialog
        from livemel.gui.keeping.export_material import material_of

        live = self._controller.live
        if live is None:
            return
        self.close()
        page = live.page
        name = recording_name(live.session.source.name, page.wall_clock(page.edge).astimezone(UTC))
        dialog = ExportDialog(partial(material_of, self._controller), name, Path.cwd(), self._controller.window)
        dialog.told.connect(self._controller.say)
        self.dialog = dialog
        dialog.open()

    def close(self) -> None:
        """Close the dialog; what it writes is called off."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
