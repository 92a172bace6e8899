"""What the panels around the picture are tested with: a page, sound, a wheel, pixels."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from PyQt6.QtCore import QPoint, QPointF, Qt
from PyQt6.QtGui import QContextMenuEvent, QImage, QMouseEvent, QWheelEvent
from PyQt6.QtWidgets import QApplication

from livemel.config import load_config
from livemel.gui.page import Page
from livemel.picture.axis import MelAxis
from livemel.picture.viewport import Extent

RATE = 8000
STARTED = datetime(2026, 11, 22, 20, 15, 0)


def make_page(*overrides, newest=20.0, oldest=0.0):
    """A page that follows sound of so many seconds."""
    config = load_config(overrides=["mel.n_mels=32", "stft.n_fft=1024", *overrides])
    page = Page(config, MelAxis(config.mel, RATE), RATE, STARTED)
    go_to(page, newest, oldest)
    return page


def go_to(page, newest, oldest=0.0):
    """So much sound there is now."""
    page.extent = Extent(oldest, newest)
    if page.viewport.follows:
        page.edge = newest


def pixels(widget):
    """As it would be painted whole, shape (height, width), 0xffRRGGBB."""
    return _pixels_of(widget.grab())


def pixels_on_screen(window):
    """As it was painted bit by bit."""
    return _pixels_of(window.screen().grabWindow(window.winId()))


def _pixels_of(pixmap):
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    data = image.constBits().asstring(image.sizeInBytes())
    return np.frombuffer(data, np.uint32).reshape(image.height(), image.bytesPerLine() // 4)[:, : image.width()]


def rgb(colour):
    """Of "#rrggbb", as in `pixels`."""
    return 0xFF000000 | int(colour[1:], 16)


def turn(widget, x, y, notches=1, modifiers=Qt.KeyboardModifier.NoModifier):
    """The wheel over a point."""
    where = QPointF(x, y)
    event = QWheelEvent(
        where,
        QPointF(widget.mapToGlobal(where.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def drag(widget, begin, end, modifiers=Qt.KeyboardModifier.NoModifier, release=True):
    """Press at one point, move in three steps, and let go at the other."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kinds = QMouseEvent.Type
    path = [
        (begin[0] + (end[0] - begin[0]) * part / 3, begin[1] + (end[1] - begin[1]) * part / 3) for part in (1, 2, 3)
    ]
    steps = [(kinds.MouseButtonPress, begin, left, left)]
    steps += [(kinds.MouseMove, point, none, left) for point in path]
    steps += [(kinds.MouseButtonRelease, end, left, none)] * release
    for kind, point, button, buttons in steps:
        where = QPointF(*point)
        there = QPointF(widget.mapToGlobal(where.toPoint()))
        QApplication.sendEvent(widget, QMouseEvent(kind, where, there, button, buttons, modifiers))


def point_at(widget, x, y):
    """The pointer moves there with no button down."""
    where, none = QPointF(x, y), Qt.MouseButton.NoButton
    there = QPointF(widget.mapToGlobal(where.toPoint()))
    kind = QMouseEvent.Type.MouseMove
    QApplication.sendEvent(widget, QMouseEvent(kind, where, there, none, none, Qt.KeyboardModifier.NoModifier))


def choose(qtbot, widget, text):
    """Open the widget's menu and click what is called `text`, in a menu below it too."""
    middle = widget.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, widget.mapToGlobal(middle))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    for part in text.split(" > "):
        action = next(each for each in menu.actions() if each.text() == part)
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        menu = QApplication.activePopupWidget()


def pick(qtbot, box, text):
    """Open a box and click what is called so."""
    box.showPopup()
    view = box.view()
    row = view.model().index(box.findText(text), 0)
    view.scrollTo(row)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(row).center())
