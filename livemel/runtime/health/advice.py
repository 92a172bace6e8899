"""What to do about a microphone that gives no sound, by operating system."""

from __future__ import annotations

import sys

FAINT_DBFS = -80.0
"""Below, a room with people in it is hardly heard. A sine of full scale is 0 dBFS."""

ZEROS = {
    "linux": "unmute it in the sound settings (pactl set-source-mute, alsamixer) and look for a switch on it",
    "darwin": "allow the terminal in System Settings, Privacy & Security, Microphone, then start the terminal anew",
    "win32": "allow desktop apps in Settings, Privacy & security, Microphone, and look for a mute switch",
}
LOST = {
    "linux": "plug it in again; if it stays away, restart the sound server: systemctl --user restart pipewire-pulse",
    "darwin": "plug it in again and see whether Audio MIDI Setup shows it",
    "win32": "plug it in again and see whether Settings, System, Sound shows it",
}
MUTED = "it is muted in the sound server"
UNMUTE = "unmute it in the sound settings"
TURNED_DOWN = "its volume in the sound server is 0"
TURN_UP = "turn it up in the sound settings"
IDLE_MONITOR = "it hears what an output plays, and nothing plays"
CHOOSE_ANOTHER = "choose a microphone with --device"
STUCK = "it is stuck"
PLUG_IN_AGAIN = "plug it in again"
REPEATING = "its driver hangs, or a test signal is played into it"
NOTHING = "another program may hold it, or the sound server gives nothing; choose another with --device"
MOVED = "move it back in the sound settings (pavucontrol, Recording), or choose the other microphone"
FAINT = "speak into it, turn its gain up"


def zeros_advice(platform: str = sys.platform) -> str:
    """Why a microphone may give exact zeros here, and what to do."""
    return ZEROS.get(platform, ZEROS["linux"])


def lost_advice(platform: str = sys.platform) -> str:
    """What to do about a device that is gone."""
    return LOST.get(platform, LOST["linux"])
