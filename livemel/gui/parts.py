"""Parts: what the window can do beside showing the picture, each joined to the controller, which knows none of them."""

from __future__ import annotations

from livemel.config import Config
from livemel.gui.controller import Controller
from livemel.gui.keeping.exporting import Exporting
from livemel.gui.keeping.recordings import Keeping
from livemel.gui.keeping.saving import Saving
from livemel.gui.picture.menu import PictureMenu
from livemel.gui.readout import Readout
from livemel.gui.side.facts_page import FactsPage
from livemel.gui.side.model_page import ModelPage
from livemel.gui.side.point_page import PointPage
from livemel.gui.side.settings_page import SettingsPage
from livemel.gui.sound.devices import Devices
from livemel.gui.sound.files import Files
from livemel.gui.sound.hearing import Hearing
from livemel.recording.recorder import Recorder
from livemel.runtime.ear import Ear

PAGES = ("settings", "model", "facts")


class Parts:
    """Makes them all. GUI thread.

    Parameters
    ----------
    controller
        Of the window.
    base
        What a reset of the settings goes back to.
    recorder, ear
        Listeners, idle until they are asked.
    is_interactive
        Whether somebody sits before it: a file waits at its end to be taken elsewhere.
    """

    def __init__(
        self, controller: Controller, base: Config, recorder: Recorder, ear: Ear, *, is_interactive: bool
    ) -> None:
        self._window = controller.window
        self.readout = Readout(controller)
        self.point = PointPage(controller, self.readout)
        self.settings = SettingsPage(controller, base)
        self.model = ModelPage(controller)
        self.facts = FactsPage(controller)
        self.hearing = Hearing(controller, ear)
        self.devices = Devices(controller)
        self.keeping = Keeping(controller, recorder)
        self.files = Files(controller, self.hearing, holds_at_end=is_interactive)
        self.exporting = Exporting(controller)
        self.saving = Saving(controller)
        self.menu = PictureMenu(controller, self.point)
        side = self._window.side
        toggles = {name: lambda name=name: side.toggle(name) for name in PAGES}
        self._window.tool_actions.connect({**toggles, "explain": self.point.toggle, "clear": self.clear})
        side.pageChanged.connect(self._show_page)

    def clear(self) -> None:
        """One thing at a time: what is heard, what is selected, the side panel, the full screen."""
        window = self._window
        if self.hearing.stop():
            return
        if window.page.selection is not None:
            window.page.select(None)
        elif window.side.page_name:
            window.side.close_page()
        else:
            window.leave_full_screen()

    def _show_page(self, page: str) -> None:
        for name in (*PAGES, "explain"):
            self._window.tool_actions.show_state(name, name == page)
