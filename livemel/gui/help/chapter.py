"""A chapter of the help: a title, and below it a row for each thing: what it is called, what it does, its keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PyQt6.QtCore import QEvent, Qt
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from livemel.gui.help.entries import SIGNS, Chapter, Entry, Sign, key_name
from livemel.gui.help.signs import sign_pixmap
from livemel.gui.looks.theme import set_role

PADDING = 12
ROW_GAP = 5
CAP_GAP = 3
NAME_EMS = 8.5
"""Width of the names, in heights of a line."""
SIGN_EMS = (5, 2)
TOP = Qt.AlignmentFlag.AlignTop


class ChapterBox(QFrame):
    """One chapter."""

    def __init__(self, title: str, rows: Iterable[HelpRow]) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self.length = len(self._rows) + 2
        """In rows, its title and its edges with it."""
        self.setAccessibleName(title)
        set_role(self, "panel")
        heading = QLabel(title)
        set_role(heading, "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        column.setSpacing(ROW_GAP)
        column.addWidget(heading)
        for row in self._rows:
            column.addWidget(row)

    def show_found(self, words: Sequence[str]) -> bool:
        """Show the rows with words that begin so, in small letters, and the chapter only if there is one."""
        title = searchable(self.accessibleName())
        found = [row for row in self._rows if all(f" {word}" in title + row.text for word in words)]
        for row in self._rows:
            row.setVisible(row in found)
        self.setVisible(bool(found))
        return bool(found)


class HelpRow(QWidget):
    """One thing; `name` may be empty, `shown` stands at the right."""

    def __init__(self, name: str, what: str, told: str, shown: QWidget) -> None:
        super().__init__()
        self.text = searchable(name, what, told)
        self.setAccessibleName(": ".join(part for part in (name, what, told) if part))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(PADDING)
        words = _words(what)
        if name:
            title = _words(name)
            title.setFixedWidth(round(NAME_EMS * self.fontMetrics().height()))
            set_role(words, "faint")
            row.addWidget(title, 0, TOP)
        row.addWidget(words, 1, TOP)
        row.addWidget(shown, 0, TOP)


class _SignPicture(QLabel):
    """A piece of the picture with a sign in it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._draw()

    def _draw(self) -> None:
        em = self.fontMetrics().height()
        width, height = (em * count for count in SIGN_EMS)
        self.setPixmap(sign_pixmap(self._name, width, height, self.devicePixelRatioF()))

    def event(self, event: QEvent | None) -> bool:
        """Sharp on every screen."""
        if event is not None and event.type() == QEvent.Type.DevicePixelRatioChange:
            self._draw()
        return super().event(event)


def searchable(*texts: str) -> str:
    """In small letters, a space before each word."""
    return "".join(f" {word.lstrip('(')}" for text in texts for word in text.casefold().split())


def box_of_keys(chapter: Chapter) -> ChapterBox:
    """What can be done, and how."""
    return ChapterBox(chapter.title, map(_key_row, chapter.entries))


def box_of_signs() -> ChapterBox:
    """What the patterns in the picture mean, each with a piece of it."""
    return ChapterBox("Signs in the picture", map(_sign_row, SIGNS))


def _key_row(entry: Entry) -> HelpRow:
    return HelpRow(entry.name, entry.what, spoken(entry.ways), _caps(entry.ways))


def _sign_row(sign: Sign) -> HelpRow:
    return HelpRow(sign.name, sign.what, "", _SignPicture(sign.name))


def spoken(ways: tuple[tuple[str, ...], ...]) -> str:
    """For who hears the page: "Ctrl + E", or "+ or =" where there are two ways."""
    return " or ".join(" + ".join(map(key_name, together)) for together in ways)


def _caps(ways: tuple[tuple[str, ...], ...]) -> QWidget:
    """The keys as they lie on the keyboard."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(CAP_GAP)
    for number, together in enumerate(ways):
        if number:
            row.addSpacing(CAP_GAP)
        for key in together:
            cap = QLabel(key_name(key))
            set_role(cap, "key")
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            row.addWidget(cap)
    return box


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
