"""Overview: every step of every scene, to jump to."""

from __future__ import annotations

from PyQt6.QtCore import Qt
from PyQt6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from livemel.lecture.presenter import Place, Presenter

SIZE = (1100, 760)
TEXT_PX = 20
PLACE = Qt.ItemDataRole.UserRole


class Overview(QDialog):
    """What is typed is looked for; Enter goes there; Esc stays. GUI thread."""

    def __init__(self, presenter: Presenter, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("livemel \N{EN DASH} go to a step")
        self.resize(*SIZE)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a step")
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self.accept)
        self.list = QListWidget()
        self.list.itemActivated.connect(lambda _: self.accept())
        for place in presenter.places:
            scene, step = presenter.scenes[place[0]], presenter.step_at(place)
            item = QListWidgetItem(f"{place[0] + 1}.{place[1] + 1}   {scene.title}:  {step.title}   ({step.kind})")
            item.setData(PLACE, place)
            self.list.addItem(item)
            if place == presenter.place:
                self.list.setCurrentItem(item)
        self.setStyleSheet(f"font-size: {TEXT_PX}px;")
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.list.setFocus()

    @property
    def place(self) -> Place | None:
        """The chosen one."""
        item = self.list.currentItem()
        place: Place | None = tuple(item.data(PLACE)) if item is not None else None
        return place

    def _find(self, text: str) -> None:
        """Hide what does not fit, and choose the first that does."""
        word = text.casefold()
        fitting = []
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item is not None:
                item.setHidden(word not in item.text().casefold())
                fitting += [] if item.isHidden() else [item]
        self.list.setCurrentItem(fitting[0] if fitting else None)
