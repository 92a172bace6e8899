"""The menu of a point in the picture."""

from __future__ import annotations

from PyQt6.QtCore import QObject, QPoint, Qt
from PyQt6.QtWidgets import QMenu

from livemel.gui.controller import Controller
from livemel.gui.page import Point
from livemel.gui.side.point_page import PointPage

OF_SELECTION = ("zoom_selection", "hear", "loop", "export")
OF_VIEW = ("zoom_all", "automatic", "freeze", "live", "save_picture")


class PictureMenu(QObject):
    """What can be done with a point, with the selection, with the view. GUI thread."""

    def __init__(self, controller: Controller, point_page: PointPage) -> None:
        super().__init__(controller)
        self._controller = controller
        self._point_page = point_page
        controller.window.view.menuAsked.connect(self._open)

    def _open(self, point: Point, where: QPoint) -> None:
        window = self._controller.window
        menu = QMenu(window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        explain = menu.addAction("Explain this point\tE")
        mark = menu.addAction("Set a marker here\tM")
        if explain is not None:
            explain.triggered.connect(lambda: self._point_page.explain_point(point))
        if mark is not None and point.hz is not None:
            hz = point.hz
            mark.triggered.connect(lambda: window.page.mark(point.seconds, hz))
        menu.addSeparator()
        for names in (OF_SELECTION, OF_VIEW):
            menu.addActions([window.tool_actions[name] for name in names])
            menu.addSeparator()
        menu.popup(where)
