"""The honest corner shows what it is told, by words, and gives it to whoever asks."""

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtWidgets import QLabel, QPushButton, QScrollArea, QTableView
from scripted_source import RATE

from livemel.gui.side.facts_panel import FactsPanel
from livemel.gui.side.health_banner import SIGNS, HealthBanner
from livemel.gui.side.ledger_table import MOST_ROWS
from livemel.runtime.facts.rows import Fact, Group
from livemel.runtime.feed import Gap
from livemel.runtime.health.doctor import Condition, Verdict
from livemel.runtime.ledger import Ledger
from livemel.runtime.ledger_text import NOTHING_LOST

TIP = Qt.ItemDataRole.ToolTipRole
GOOD = Verdict(Condition.OK, "desk is heard")
MUTED = Verdict(Condition.DEAD, "desk is muted", "unmute it", "muted")
GROUPS = (
    Group("Sound", (Fact("Name", "desk"), Fact("Clock drift", "+2.0 ppm", "Measured"))),
    Group("Picture", (Fact("Pictures", "60 a second", "Measured"),)),
)


class Corner:
    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.ledger = Ledger(RATE, wall=lambda: 0.0)
        self.panel = FactsPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(480, 700)
        with qtbot.waitExposed(self.panel):
            self.panel.show()
        self.tell()

    def tell(self, verdict=GOOD, groups=GROUPS):
        self.panel.set_facts(verdict, groups, self.ledger)

    @property
    def words(self):
        return [label.text() for label in self.panel.findChildren(QLabel) if label.isVisible()]

    @property
    def table(self):
        return self.panel.findChild(QTableView)

    def cell(self, row, column, role=Qt.ItemDataRole.DisplayRole):
        return self.table.model().index(row, column).data(role)

    def rows(self):
        return [[self.cell(row, column) for column in range(3)] for row in range(self.table.model().rowCount())]

    def button(self, text):
        return next(button for button in self.panel.findChildren(QPushButton) if text in button.text())

    def value(self, name):
        return next(label for label in self.panel.findChildren(QLabel) if label.accessibleName() == name)


@pytest.fixture
def corner(qtbot):
    return Corner(qtbot)


def test_every_fact_is_to_be_read_beside_its_label(corner):
    for text in ("Sound", "Name", "desk", "Clock drift", "+2.0 ppm", "Picture", "60 a second"):
        assert text in corner.words


def test_values_stand_in_one_column(corner):
    lefts = {corner.value(name).x() for name in ("Name", "Clock drift", "Pictures")}

    assert len(lefts) == 1


def test_what_a_fact_means_is_its_tip_and_its_description(corner):
    value = corner.value("Clock drift")

    assert (value.toolTip(), value.accessibleDescription()) == ("Measured", "Measured")


def test_a_value_that_changes_is_written_where_it_stood(corner):
    before = corner.value("Name")
    corner.tell(groups=(Group("Sound", (Fact("Name", "usb"), Fact("Clock drift", "none"))), GROUPS[1]))

    assert corner.value("Name") is before
    assert before.text() == "usb"
    assert corner.value("Clock drift").toolTip() == ""


def test_other_facts_take_the_place_of_the_old_ones(corner):
    corner.tell(groups=(Group("Sound", (Fact("State", "live"),)),))

    corner.qtbot.waitUntil(lambda: "live" in corner.words)
    assert "Clock drift" not in corner.words


def test_a_dead_microphone_is_named_first_with_what_to_do(corner):
    corner.tell(MUTED)
    banner = corner.panel.findChild(HealthBanner)

    assert {"Dead", "desk is muted.", "What to do: unmute it"} <= set(corner.words)
    assert banner.accessibleDescription() == "Dead: desk is muted. What to do: unmute it"
    assert banner.y() < corner.panel.findChild(QScrollArea).y()


def test_without_a_fault_there_is_no_advice(corner):
    corner.tell(MUTED)
    corner.tell(GOOD)

    assert not any("What to do" in text for text in corner.words)


def test_every_condition_has_a_sign_and_a_word_of_its_own():
    assert set(SIGNS) == set(Condition)
    assert len({sign for sign, _ in SIGNS.values()}) == len({word for _, word in SIGNS.values()}) == len(Condition)


def test_as_long_as_nothing_was_lost_it_says_so_and_there_is_nothing_to_save(corner):
    assert NOTHING_LOST in corner.words
    assert not corner.table.isVisible()
    assert not corner.button("losses").isEnabled()


def test_a_loss_is_a_row_with_its_time_its_length_and_its_cause(corner):
    corner.ledger.consume(Gap(RATE, RATE // 4, "ring full"))
    corner.tell()

    ((_, *row),) = corner.rows()
    assert row == ["250 ms", "ring full"]
    assert corner.cell(0, 0, TIP).endswith(", 1.000 s after the start")
    assert NOTHING_LOST not in corner.words


def test_a_loss_that_goes_on_grows_in_its_row(corner):
    for piece in range(2):
        corner.ledger.consume(Gap(RATE + piece * RATE // 4, RATE // 4, "device lost"))
        corner.tell()

    assert [row[1] for row in corner.rows()] == ["500 ms"]


def test_of_many_losses_the_newest_are_shown(corner):
    for second in range(MOST_ROWS + 5):
        corner.ledger.consume(Gap(second * RATE, 16, "late"))
    corner.tell()

    assert len(corner.rows()) == MOST_ROWS
    assert corner.cell(MOST_ROWS - 1, 0, TIP).endswith(f" {MOST_ROWS + 4}.000 s after the start")


def test_everything_can_be_copied_as_text(corner):
    corner.ledger.consume(Gap(RATE, RATE // 4, "ring full"))
    corner.tell(MUTED)
    with corner.qtbot.waitSignal(corner.panel.copied):
        corner.qtbot.mouseClick(corner.button("Copy"), Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()

    for words in ("Dead: desk is muted.", "unmute it", "Clock drift", "+2.0 ppm", "(Measured)", "ring full"):
        assert words in text


def test_saving_the_ledger_is_asked_for(corner):
    corner.ledger.consume(Gap(RATE, 16, "late"))
    corner.tell()
    with corner.qtbot.waitSignal(corner.panel.saveLedgerAsked):
        corner.qtbot.mouseClick(corner.button("losses"), Qt.MouseButton.LeftButton)


def test_everything_can_be_reached_by_keyboard(corner):
    corner.ledger.consume(Gap(RATE, 16, "late"))
    corner.tell()
    with corner.qtbot.waitActive(corner.panel):
        corner.panel.activateWindow()
    reached = set()
    for _ in range(8):
        corner.qtbot.keyClick(corner.panel.focusWidget() or corner.panel, Qt.Key.Key_Tab)
        reached.add(corner.panel.focusWidget())

    assert {
        corner.panel.findChild(QScrollArea),
        corner.table,
        corner.button("Copy"),
        corner.button("losses"),
    } <= reached


def test_the_space_key_presses_a_button(corner):
    corner.button("Copy").setFocus()
    with corner.qtbot.waitSignal(corner.panel.copied):
        corner.qtbot.keyClick(corner.button("Copy"), Qt.Key.Key_Space)


def test_long_texts_are_broken_and_none_is_cut(corner):
    long = "word " * 60
    corner.tell(Verdict(Condition.LOST, long, long), (Group("Sound", (Fact("Name", long),)),))
    corner.qtbot.waitUntil(lambda: corner.value("Name").height() > 3 * corner.value("Name").fontMetrics().height())

    assert corner.panel.width() == 480
