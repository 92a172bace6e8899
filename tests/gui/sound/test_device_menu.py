"""The box of microphones: grouped, followed, and never a swap in silence."""

import pytest
from PyQt6.QtCore import Qt

from livemel.audio.devices.helper import Listing
from livemel.audio.devices.inputs import SERVER, InputDevice
from livemel.audio.devices.listing import DeviceList
from livemel.gui.sound.device_menu import READING, DeviceBox, DeviceFollower

DOOR = InputDevice(0, "pulse", "ALSA", 1, 48_000, True, "desk_id", "Desk", 0)
DESK = InputDevice(7, "Desk", SERVER, 1, 48_000, False, "desk_id", "Desk", 0)
USB = InputDevice(8, "USB", SERVER, 2, 44_100, False, "usb_id", "USB", 0)
ALL = (DOOR, DESK, USB)


class Menu:
    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.box = DeviceBox()
        qtbot.addWidget(self.box)
        self.chosen = []
        self.box.deviceChosen.connect(self.chosen.append)
        with qtbot.waitActive(self.box):
            self.box.show()

    @property
    def texts(self):
        return [self.box.itemText(row) for row in range(self.box.count())]

    def can_choose(self, text):
        return bool(self.box.model().item(self.texts.index(text)).isEnabled())

    def press(self, *keys):
        for key in keys:
            self.qtbot.keyClick(self.box, key)


@pytest.fixture
def menu(qtbot):
    menu = Menu(qtbot)
    menu.box.set_devices(ALL)
    return menu


def test_before_the_list_is_known_it_says_so_and_nothing_is_away(qtbot):
    menu = Menu(qtbot)
    menu.box.set_wanted("usb_id")

    assert menu.texts == ["Default microphone", "usb_id", READING]
    assert menu.box.currentText() == "usb_id"


def test_microphones_stand_under_the_names_of_their_groups(menu):
    assert menu.texts == [
        "Default microphone (now Desk)",
        "Sound server",
        "Desk",
        "USB",
        "ALSA",
        "pulse (default)",
    ]
    assert not menu.can_choose("Sound server")
    assert not menu.can_choose("ALSA")


def test_the_arrows_choose_and_pass_over_the_names_of_groups(menu):
    menu.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)

    assert menu.chosen == ["desk_id", "usb_id", "pulse, ALSA"]
    assert menu.box.wanted == "pulse, ALSA"


def test_typing_finds_a_microphone(menu):
    menu.press(Qt.Key.Key_U)

    assert menu.chosen == ["usb_id"]


def test_a_click_in_the_open_list_chooses(menu):
    menu.box.showPopup()
    view = menu.box.view()
    menu.qtbot.waitUntil(view.isVisible)
    place = view.visualRect(menu.box.model().index(menu.texts.index("USB"), 0)).center()

    def clicked():
        if view.isVisible():  # a click too soon after the opening is taken for a part of it
            menu.qtbot.mouseMove(view.viewport(), place)
            menu.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        return menu.chosen == ["usb_id"]

    menu.qtbot.waitUntil(clicked)


def test_choosing_what_is_chosen_tells_nothing(menu):
    menu.box.set_wanted("usb_id")
    menu.box.activated.emit(menu.texts.index("USB"))

    assert menu.chosen == []


def test_a_microphone_that_goes_away_stays_chosen_under_its_own_name(menu):
    menu.box.set_wanted("usb_id")
    menu.box.set_devices((DOOR, DESK))

    assert menu.box.currentText() == "USB (unavailable)"
    assert not menu.can_choose("USB (unavailable)")
    assert menu.chosen == []
    assert menu.box.accessibleDescription() == "USB (unavailable)"


def test_when_it_is_back_it_is_chosen_as_before(menu):
    menu.box.set_wanted("usb_id")
    menu.box.set_devices((DOOR, DESK))
    menu.box.set_devices(ALL)

    assert menu.box.currentText() == "USB"
    assert not any("unavailable" in text for text in menu.texts)


def test_each_row_says_how_many_channels_and_which_rate(menu):
    row = menu.texts.index("USB")

    assert menu.box.itemData(row, Qt.ItemDataRole.ToolTipRole) == "sound server, 2 channels, 44100 Hz"
    assert "44100 Hz" in menu.box.itemData(row, Qt.ItemDataRole.AccessibleTextRole)


def test_a_list_that_could_not_be_read_says_why_and_keeps_what_was_known(menu):
    menu.box.set_devices(ALL, "the sound server does not answer")

    assert menu.texts[-1] == "The sound server does not answer"
    assert "USB" in menu.texts


def test_opening_the_list_asks_for_a_fresh_one(menu):
    with menu.qtbot.waitSignal(menu.box.refreshAsked):
        menu.press(Qt.Key.Key_F4)
    menu.box.hidePopup()


def test_what_is_highlighted_in_the_open_list_stays_so_when_others_come(menu):
    menu.box.showPopup()
    view = menu.box.view()
    menu.qtbot.waitUntil(view.isVisible)
    view.setCurrentIndex(menu.box.model().index(menu.texts.index("USB"), 0))
    menu.box.set_devices((DOOR, DESK, InputDevice(9, "Cam", SERVER, 1, 48_000, False, "a_cam", "Cam", 0), USB))

    assert view.currentIndex().data() == "USB"
    menu.box.hidePopup()


def test_the_box_follows_a_list_and_nobody_waits(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    found = [Listing(ALL), Listing((DOOR, DESK))]
    menu = Menu(qtbot)
    follower = DeviceFollower(menu.box, DeviceList(lambda: found.pop(0) if len(found) > 1 else found[0]))
    qtbot.waitUntil(lambda: "USB" in menu.texts)
    menu.box.showPopup()
    qtbot.waitUntil(lambda: "USB" not in menu.texts)
    menu.box.hidePopup()
    follower.close()


def test_a_list_that_never_could_be_read_says_why(qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    menu = Menu(qtbot)
    follower = DeviceFollower(menu.box, DeviceList(lambda: Listing(error="PortAudio library not found")))
    qtbot.waitUntil(lambda: "PortAudio library not found" in menu.texts)
    follower.close()

    assert menu.texts[0] == "Default microphone"
