"""The level meter paints what has changed, and no more."""

import pytest
from PyQt6.QtGui import QRegion

from livemel.gui.panels.level_meter import BAR_WIDTH, LEFT, LevelMeter
from livemel.runtime.loudness import Ballistics

BEFORE = Ballistics(-40.0, -3.0)


class Watched(LevelMeter):
    """Remembers the right edge of what it was asked to paint."""

    def __init__(self):
        super().__init__()
        self.rights = []

    def paintEvent(self, event):
        self.rights.append(event.rect().right())
        super().paintEvent(event)


@pytest.fixture
def meter(qtbot):
    meter = Watched()
    qtbot.addWidget(meter)
    meter.resize(meter.sizeHint().width(), 300)
    meter.show()
    qtbot.waitExposed(meter)
    meter.set_levels(BEFORE)
    qtbot.waitUntil(lambda: bool(meter.rights))
    meter.repaint()
    meter.rights.clear()
    return meter


def test_another_level_paints_the_bar_alone(meter, qtbot):
    meter.set_levels(Ballistics(-10.0, -3.0))
    qtbot.waitUntil(lambda: bool(meter.rights))

    assert max(meter.rights) <= LEFT + BAR_WIDTH


@pytest.mark.parametrize("levels", [Ballistics(-10.0, -9.0), Ballistics(-40.0, -3.0, clipped=True)])
def test_another_peak_or_a_clip_paints_the_numbers_too(meter, qtbot, levels):
    meter.set_levels(levels)
    qtbot.waitUntil(lambda: bool(meter.rights))

    assert max(meter.rights) == meter.width() - 1


def test_what_is_painted_in_part_is_the_same_as_all_of_it(meter):
    painted = meter.grab()
    meter.set_levels(Ballistics(-10.0, -3.0))
    bar = meter._bar().toAlignedRect()
    meter.render(painted, bar.topLeft(), QRegion(bar))

    assert painted.toImage() == meter.grab().toImage()
