"""Keys of the lecture: those of a presenter's remote first. One table, for the window and for its help."""

from __future__ import annotations

from PyQt6.QtCore import Qt

Key = Qt.Key
KEYS: dict[str, tuple[tuple[Key, ...], str, str]] = {
    "next": ((Key.Key_PageDown, Key.Key_Right), "Page Down, \N{RIGHTWARDS ARROW}", "the next step"),
    "back": ((Key.Key_PageUp, Key.Key_Left), "Page Up, \N{LEFTWARDS ARROW}", "the step before, as it was left"),
    "black": ((Key.Key_B, Key.Key_Period), "B, .", "black screen, and back"),
    "play": ((Key.Key_Space,), "Space", "play the first sound, or again what played last; stop"),
    "reveal": ((Key.Key_Return, Key.Key_Enter), "Enter", "show the right answer; let the knob run by itself"),
    "unvote": ((Key.Key_Backspace,), "Backspace", "take the last vote back"),
    "more": ((Key.Key_Up,), "\N{UPWARDS ARROW}", "turn the knob up"),
    "less": ((Key.Key_Down,), "\N{DOWNWARDS ARROW}", "turn the knob down"),
    "knob": ((Key.Key_Tab,), "Tab", "the next knob"),
    "microphone": ((Key.Key_M,), "M", "the microphone instead: live, then held, then off"),
    "overview": ((Key.Key_O, Key.Key_G), "O, G", "go to any step"),
    "scene_next": ((Key.Key_End,), "End", "the next scene"),
    "scene_back": ((Key.Key_Home,), "Home", "the beginning of this scene, the scene before"),
    "notes": ((Key.Key_N,), "N", "notes for the lecturer, in a window of their own"),
    "loudspeaker": ((Key.Key_L,), "L", "choose the loudspeaker"),
    "restart": ((Key.Key_R,), "R", "begin a listening test anew"),
    "save": ((Key.Key_S,), "S", "save the answers as CSV"),
    "full_screen": ((Key.Key_F, Key.Key_F11, Key.Key_F5), "F, F11", "full screen"),
    "help": ((Key.Key_H, Key.Key_F1, Key.Key_Question), "H, F1, ?", "these keys"),
    "escape": ((Key.Key_Escape,), "Esc", "stop the sound; leave black, help, full screen"),
    "quit": ((Key.Key_Q,), "Q", "end the lecture"),
}
"""By action: the keys, how they are written, and what they do. Digits play sounds, vote, and answer tests."""
DIGITS_KEYS, DIGITS_TEXT = "1 \N{HORIZONTAL ELLIPSIS} 9", "play a sound; where something is asked: vote for an answer"


def action_of(key: int) -> str:
    """What a key does; empty: nothing."""
    return next((name for name, (keys, _, _) in KEYS.items() if key in keys), "")


def help_markdown() -> str:
    """All keys as a list."""
    rows = [*((text, meaning) for _, text, meaning in KEYS.values()), (DIGITS_KEYS, DIGITS_TEXT)]
    return "\n".join(f"- **{text}**: {meaning}" for text, meaning in rows)
