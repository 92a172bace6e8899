"""Playback: sounds to a loudspeaker, without clicks, never louder than their ceiling."""

from livemel.audio.playback.outputs import OutputDevice, list_outputs
from livemel.audio.playback.player import Player, PlayerState
from livemel.audio.playback.playing import Playing
from livemel.audio.playback.through import Through

__all__ = ["OutputDevice", "Player", "PlayerState", "Playing", "Through", "list_outputs"]
