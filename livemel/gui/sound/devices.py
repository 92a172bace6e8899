"""Devices: the box of microphones, kept up to date while one of them is heard, and what is chosen in it."""

from __future__ import annotations

from dataclasses import replace

from PyQt6.QtCore import QObject, QTimer

from livemel.audio.devices.listing import DeviceList
from livemel.gui.controller import Controller
from livemel.gui.sound.device_menu import DeviceFollower

FIRST_LOOK_MS = 1500
"""The list is read by a helper: the first pictures do not share the processor with it."""


class Devices(QObject):
    """Joins box, list and controller. GUI thread."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self._box = controller.window.tools.device_box
        self._list: DeviceList | None = None
        self._follower: DeviceFollower | None = None
        self._box.deviceChosen.connect(self._choose)
        self._box.refreshAsked.connect(self.follow)
        controller.sessionShown.connect(self._show)
        controller.window.closed.connect(self.close)
        controller.window.tool_actions.connect({"device": self._open_box})
        QTimer.singleShot(FIRST_LOOK_MS, self._follow_if_open)

    def _follow_if_open(self) -> None:
        if self._controller.window.isVisible():
            self.follow()

    def follow(self) -> None:
        """Keep the list up to date from now on."""
        if self._follower is None:
            self._list = DeviceList()
            self._follower = DeviceFollower(self._box, self._list)

    def _open_box(self) -> None:
        self._box.setFocus()
        self._box.showPopup()

    def _show(self) -> None:
        live, source = self._controller.live, self._controller.config.source
        is_mic = live is None or live.session.source.kind == "mic"
        self._box.set_other("" if live is None or is_mic else f"{live.session.source.name} (no microphone)")
        self._box.set_wanted(source.device)

    def _choose(self, device: str) -> None:
        controller = self._controller
        source = replace(controller.config.source, kind="mic", device=device)
        controller.asking.ask(replace(controller.config, source=source))

    def close(self) -> None:
        """End the watch."""
        if self._follower is not None:
            self._follower.close()
