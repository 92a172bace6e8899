"""The microphones to choose from, as a box that follows what is plugged in and out."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt6.QtCore import QModelIndex, QObject, QSize, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QPaintEvent, QStandardItem, QStandardItemModel
from PyQt6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from livemel.audio.devices.choices import Choice, choices
from livemel.audio.devices.inputs import InputDevice
from livemel.audio.devices.listing import DeviceList

POLL_MS = 250
LEAST_CHARACTERS, FEWEST_CHARACTERS = 18, 9
"""That have room: usually, and in a narrow window."""
ROOM_PX = 4
LEAST_OF_NAME = 4
"""Characters that are worth the room for what is said in brackets."""
WANTED = Qt.ItemDataRole.UserRole
READING = "Looking for microphones\u2026"


class DeviceBox(QComboBox):
    """Lists microphones under the names of their host APIs. Knows no sound: it is told what there is.

    One that was chosen and is away stays chosen, marked as unavailable; nothing takes its place.
    """

    deviceChosen = pyqtSignal(str)
    """What `source.device` is to be: empty for whichever is the default."""
    refreshAsked = pyqtSignal()
    """The list is about to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._devices: tuple[InputDevice, ...] | None = None
        self._error = ""
        self._wanted = ""
        self._other = ""
        self._names: dict[str, str] = {}  # of those that were there once
        self._rows: tuple[object, ...] = ()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setAccessibleName("Microphone")
        self.setToolTip("Which microphone is listened to")
        self.setMinimumContentsLength(LEAST_CHARACTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._choose)
        self._show()

    def set_devices(self, devices: Sequence[InputDevice] | None, error: str = "") -> None:
        """What there is now; `error` says why it could not be read, and `devices` is then what was known before."""
        self._devices, self._error = None if devices is None else tuple(devices), error
        self._show()

    def set_wanted(self, wanted: str) -> None:
        """Which is listened to, or waited for, as `source.device` says it."""
        self._wanted = wanted
        self._show()

    def set_other(self, name: str) -> None:
        """What is heard instead of a microphone; empty: a microphone is."""
        self._other = name
        self._show()

    @property
    def wanted(self) -> str:
        """Which row is chosen, as `source.device` says it."""
        return self._wanted

    def showPopup(self) -> None:
        """Open, and ask for a fresh list."""
        self.refreshAsked.emit()
        super().showPopup()

    def minimumSizeHint(self) -> QSize:
        """Narrower than it would be, where the tool bar is."""
        spared = (LEAST_CHARACTERS - FEWEST_CHARACTERS) * self.fontMetrics().horizontalAdvance("X")
        return self.sizeHint() - QSize(spared, 0)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        """A name that is too long is shortened in its middle; what is said of it in brackets stays."""
        painter, option, style = QStylePainter(self), QStyleOptionComboBox(), self.style()
        self.initStyleOption(option)
        if style is not None:
            kind, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
            room = style.subControlRect(kind, option, part, self).width() - ROOM_PX
            name, bracket, said = self.currentText().partition(" (")
            metrics = self.fontMetrics()
            left = room - metrics.horizontalAdvance(bracket + said)
            if left >= metrics.horizontalAdvance(name[:LEAST_OF_NAME]):
                option.currentText = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, left) + bracket + said
            else:
                option.currentText = metrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def _choose(self, row: int) -> None:
        wanted = self._items.index(row, 0).data(WANTED)
        if wanted is not None and (wanted != self._wanted or self._other):
            self._wanted = wanted
            self.deviceChosen.emit(wanted)

    def _show(self) -> None:
        """Write the rows anew, if they are others; what is highlighted in the open list stays."""
        found, current = choices(self._devices, self._wanted, self._names.get(self._wanted, ""))
        if self._devices is not None:
            self._names |= {choice.wanted: choice.label for choice in found if choice.is_available}
        rows = (found, current, self._error, self._devices is None, self._other)
        if rows == self._rows:
            return
        self._rows = rows
        highlighted = self._highlighted()
        self._items.clear()
        self._fill(found, current)
        self._highlight(highlighted)

    def _fill(self, found: tuple[Choice, ...], current: int) -> None:
        group = ""
        if self._other:
            self._items.appendRow(_note(self._other))
        for number, choice in enumerate(found):
            if choice.group != group:
                group = choice.group
                self._items.appendRow(_heading(group))
            self._items.appendRow(_row(choice))
            if number == current and not self._other:
                self.setCurrentIndex(self._items.rowCount() - 1)
                self.setAccessibleDescription(choice.label)
        if self._other:
            self.setCurrentIndex(0)
            self.setAccessibleDescription(self._other)
        if self._error or self._devices is None:
            self._items.appendRow(_heading(self._error or READING))

    def _highlighted(self) -> object:
        view = self.view()
        return view.currentIndex().data(WANTED) if view is not None and view.isVisible() else None

    def _highlight(self, wanted: object) -> None:
        view = self.view()
        if view is None or wanted is None:
            return
        found = self._items.match(self._items.index(0, 0), WANTED, wanted, 1, Qt.MatchFlag.MatchExactly)
        view.setCurrentIndex(found[0] if found else QModelIndex())


def _heading(text: str) -> QStandardItem:
    """A line that cannot be chosen, beginning with a capital."""
    return _note(text[:1].upper() + text[1:])


def _note(text: str) -> QStandardItem:
    """A line that cannot be chosen."""
    item = QStandardItem(text)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setToolTip(text)
    return item


def _row(choice: Choice) -> QStandardItem:
    marked = choice.is_default and choice.wanted
    item = QStandardItem(f"{choice.label} (default)" if marked else choice.label)
    item.setData(choice.wanted, WANTED)
    item.setToolTip(choice.detail)
    item.setData(
        f"{item.text()}, {choice.detail}" if choice.detail else item.text(), Qt.ItemDataRole.AccessibleTextRole
    )
    item.setEnabled(choice.is_available)
    return item


class DeviceFollower(QObject):
    """Keeps a box up to date from a list of devices. GUI thread; nothing waits."""

    def __init__(self, box: DeviceBox, devices: DeviceList) -> None:
        super().__init__(box)
        self._box = box
        self._devices = devices
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._poll)
        self._timer.start(POLL_MS)
        box.refreshAsked.connect(devices.refresh)

    def close(self) -> None:
        """Stop following, and end the list."""
        self._timer.stop()
        self._devices.close()

    def _poll(self) -> None:
        if self._devices.poll():
            listing = self._devices.listing
            self._box.set_devices(listing.devices if listing is not None else None, self._devices.error)
