"""Shots: which pictures there are, and what each shows; docs/gallery.md is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shot:
    """One picture, docs/images/NAME.png."""

    name: str
    title: str
    caption: str


SHOTS = (
    Shot(
        "window",
        "The window",
        "Spectrogram, spectrum, colours and level on one frequency axis; below it waveform, time, the whole history.",
    ),
    Shot(
        "point",
        "A point explained",
        "A click, and the numbers from samples to colour are told with their formula; below it the markers.",
    ),
    Shot(
        "settings",
        "Settings",
        "Every setting with its unit and range; a wrong value is told at its field, and not applied.",
    ),
    Shot(
        "model",
        "The model's eye",
        "The same second as Whisper and as Kaldi would receive it: grey is not heard, brown may still change.",
    ),
    Shot(
        "frozen",
        "Frozen, zoomed, selected",
        "Listening goes on behind the still picture; the frame in the strip below says where it lies.",
    ),
    Shot("recording", "Recording", "One key; the red bar in the strip is what lies on the disk."),
    Shot("export", "Export", "The selection, the view or everything, as picture, sound, numbers or labels."),
    Shot("file", "A file", "Played through the same pipeline, with a transport: seek, speed, loop."),
    Shot(
        "unavailable",
        "The microphone is gone",
        "Said in words; livemel goes on looking for it and takes no other in its place.",
    ),
    Shot(
        "facts",
        "The honest corner, and a loss",
        "The hatched stretch is lost sound with its true length; the ledger beside it says when and why.",
    ),
    Shot("help", "Help", "Every key, what the mouse does, what the signs mean; searched by typing."),
    Shot(
        "scales",
        "Six scales",
        "The same frozen sound on every frequency scale, computed anew from the samples that are kept.",
    ),
    Shot("colours", "Colour maps", "All but turbo in order of lightness, so that colour-blind eyes read them alike."),
    Shot("light", "Light", "The light theme."),
    Shot("projector", "Projector", "Large text and thick lines: the theme for a lecture hall, at 1920x1080."),
    Shot("projector-panels", "Projector, with panels", "The projector theme in a window of 1280x800."),
    Shot("scaled", "At 200 %", "On a screen of 2560x1440 with twice as many pixels for everything."),
    Shot(
        "wall",
        "The wall",
        "Many rooms on one clock and one scale of colours; hatched is what a room did not tell, and trouble has a word "
        "and a shape.",
    ),
    Shot("wall-fifty", "The wall, with fifty rooms", "Rows shrink to a line of text each, then they scroll."),
)
