"""Themes of the window: every colour has a name, and says what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt6.QtWidgets import QApplication, QWidget

LABEL_POINTS = 11
TICK_LENGTH = 6
MINOR_TICK_LENGTH = 3
SELECTION_ALPHA = 70
"""Of 255: a selection is laid over the picture, which stays readable under it."""
PROPERTY = "livemel theme"
"""Of the application: the name of its theme."""


@dataclass(frozen=True, kw_only=True)
class Theme:
    """Colours as "#rrggbb". Text has a contrast of 4.5 : 1 and more on its grounds, lines of 3 : 1."""

    is_dark: bool
    window: str
    """Ground of the window."""
    panel: str
    """Ground of the plots beside the picture, of groups, menus and tips."""
    field: str
    """Ground of what can be typed into or pressed."""
    hover: str
    """Ground of a button below the pointer."""
    border: str
    """Around panels: an ornament, which tells nothing."""
    outline: str
    """Around fields, buttons and boxes: says where they are."""

    text: str
    faint: str
    """Text said in passing."""
    disabled: str
    """Text of what cannot be used now."""

    accent: str
    """What is chosen, focused or switched on."""
    on_accent: str
    """Text and marks on `accent`."""
    grid: str
    """Lines behind curves: an ornament."""

    notice_ground: str
    notice_text: str
    problem: str
    """Text that says what is wrong, always beside a sign."""
    clip: str
    record: str

    now: str
    """Of the spectrum: the current one."""
    average: str
    peak: str
    wave: str
    rms: str
    """In front of `wave`."""

    crosshair: str
    """Over the picture, with a line of `halo` at both sides: one of the two stands out from any level."""
    selection: str
    """Of the edges; filled with SELECTION_ALPHA."""
    marker: str
    halo: str

    line_width: float
    """Of curves and crosshairs, in pixels at 100 %."""
    text_factor: float
    """Times LABEL_POINTS."""


THEMES = {
    "dark": Theme(
        is_dark=True,
        window="#15161c",
        panel="#1d1f27",
        field="#272a35",
        hover="#323644",
        border="#333744",
        outline="#737990",
        text="#e9eaf0",
        faint="#a9adbd",
        disabled="#7d8295",
        accent="#f2b33d",
        on_accent="#1c1400",
        grid="#333744",
        notice_ground="#5a4300",
        notice_text="#fff3d0",
        problem="#ff8f87",
        clip="#ff5a50",
        record="#ff5a50",
        now="#62c4ff",
        average="#d5d8e2",
        peak="#f09a1a",
        wave="#4a83bd",
        rms="#b5dcff",
        crosshair="#ffffff",
        selection="#ffffff",
        marker="#7df0d8",
        halo="#000000",
        line_width=1.0,
        text_factor=1.0,
    ),
    "light": Theme(
        is_dark=False,
        window="#f3f4f7",
        panel="#ffffff",
        field="#ffffff",
        hover="#e8eaf0",
        border="#d3d6df",
        outline="#7f8494",
        text="#1a1b22",
        faint="#565b6b",
        disabled="#7f8494",
        accent="#8a5700",
        on_accent="#ffffff",
        grid="#d3d6df",
        notice_ground="#ffe9b0",
        notice_text="#3a2a00",
        problem="#b3261e",
        clip="#c00000",
        record="#c00000",
        now="#0068a8",
        average="#2b2d38",
        peak="#b85600",
        wave="#5a8fc2",
        rms="#0b4a82",
        crosshair="#000000",
        selection="#000000",
        marker="#004a3c",
        halo="#ffffff",
        line_width=1.0,
        text_factor=1.0,
    ),
    "projector": Theme(
        is_dark=False,
        window="#ffffff",
        panel="#ffffff",
        field="#ffffff",
        hover="#e4e6ec",
        border="#9a9eab",
        outline="#4a4d58",
        text="#000000",
        faint="#3c3f4a",
        disabled="#6d717d",
        accent="#6b4400",
        on_accent="#ffffff",
        grid="#b9bcc6",
        notice_ground="#ffe08a",
        notice_text="#241a00",
        problem="#a3150e",
        clip="#b00000",
        record="#b00000",
        now="#004f86",
        average="#000000",
        peak="#a84400",
        wave="#4a83bd",
        rms="#003a6b",
        crosshair="#000000",
        selection="#000000",
        marker="#004a3c",
        halo="#ffffff",
        line_width=2.5,
        text_factor=1.5,
    ),
}


def current_theme() -> Theme:
    """The theme of the application, for what paints itself; dark as long as none was applied.

    A widget that was shown hears of a new one by a QEvent of the type PaletteChange.
    """
    application = QApplication.instance()
    name = None if application is None else application.property(PROPERTY)
    return THEMES[name or "dark"]


def set_role(widget: QWidget, role: str) -> None:
    """Give `widget` a look of the style sheet, which follows the theme.

    Parameters
    ----------
    widget
        Shown or not yet.
    role
        Of a label: "title", "faint", "notice", "problem", "key" or "large". Of a frame: "panel". Of a push button:
        "primary", the one that is meant, or "link". Empty: the usual look.
    """
    _set_look(widget, "role", role)


def set_problem(field: QWidget, is_wrong: bool) -> None:
    """Frame a line edit, spin box or combo box whose value is wrong; the words are said beside it."""
    _set_look(field, "problem", is_wrong)


def _set_look(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    if style is not None:
        style.unpolish(widget)
        style.polish(widget)
        widget.updateGeometry()
