"""What an export writes, and how: each file is there when all of it is, or not at all. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from livemel import __version__
from livemel.config import Config, to_toml
from livemel.dsp.arrays import Doubles, Floats
from livemel.dsp.filterbank import band_centres
from livemel.dsp.finalize import Finalizer
from livemel.dsp.stream import MelStream
from livemel.errors import LivemelError
from livemel.files import written_whole
from livemel.picture.printed.embedded import MOST_LEVELS
from livemel.picture.printed.printing import HEIGHT, full_width, printed_view
from livemel.picture.printed.saved_view import SavedSound, SavedView
from livemel.picture.printed.svg import svg_view
from livemel.recording.encoding import Cancelled
from livemel.recording.export import export_sound
from livemel.recording.labels import Label, audacity_labels, raven_table, text_grid
from livemel.runtime.npz_writer import NpzWriter
from livemel.runtime.past.sound_store import SoundStore
from livemel.runtime.past.still_sound import flac_of

BLOCK = 65536
"""Samples between two looks at whether it is still wanted."""
FLAC_SHARE = 0.6
"""Of the bytes of 24 bit that FLAC leaves, roughly."""
PNG_SHARE = 0.7
PICTURE_BYTES = 1_500_000
"""Of the pixels and the text of a picture, roughly."""

Tell = Callable[[float], None]
"""Takes the fraction that is done; raises Cancelled once it is not wanted any more."""


class What(Enum):
    """What can be exported: title and ending."""

    PNG = ("Picture that opens again (PNG)", ".png")
    SVG = ("Drawing (SVG)", ".svg")
    FLAC = ("Sound (FLAC, 24 bit)", ".flac")
    WAV = ("Sound (WAV, 24 bit)", ".wav")
    NPZ = ("Features (NPZ)", ".npz")
    SPECTRUM = ("Spectrum of this moment (CSV)", ".csv")
    AUDACITY = ("Labels for Audacity", ".txt")
    PRAAT = ("Labels for Praat", ".TextGrid")
    RAVEN = ("Labels for Raven", ".selections.txt")
    LEDGER = ("Losses (CSV)", ".losses.csv")

    @property
    def title(self) -> str:
        """For people."""
        return self.value[0]

    @property
    def ending(self) -> str:
        """Of the file's name."""
        return self.value[1]

    @property
    def has_part(self) -> bool:
        """Whether it is of a part of what was heard; else it is of the moment, or of the whole run."""
        return self not in (What.SPECTRUM, What.LEDGER)


@dataclass(frozen=True, kw_only=True)
class Material:
    """What there is to write, of one part."""

    view: SavedView
    """Its `begin` and `seconds` are the part's."""
    config: Config
    """Of the features."""
    store: SoundStore | None
    is_whole: bool
    """Whether the picture is to have a column for every frame."""
    spectrum_csv: str
    ledger_csv: str

    @property
    def samples(self) -> tuple[int, int]:
        """First sample of the part, and that behind its last."""
        rate = self.view.sample_rate
        return round(self.view.begin * rate), round(self.view.end * rate)


def estimated_bytes(material: Material, what: What, with_sound: bool) -> int:
    """Roughly how large the file will be."""
    view = material.view
    samples = round(view.seconds * view.sample_rate)
    frames = view.seconds * material.config.stft.rate_with(view.sample_rate) / material.config.stft.hop_length
    levels = round(4 * frames) * material.config.mel.n_mels
    flac = round(3 * FLAC_SHARE * samples)
    if what is What.PNG:
        return PICTURE_BYTES + round(PNG_SHARE * min(MOST_LEVELS, levels)) + (flac if with_sound else 0)
    if what is What.SVG:
        return PICTURE_BYTES
    if what is What.NPZ:
        return levels + round(8 * frames)
    if what in (What.FLAC, What.WAV):
        return flac if what is What.FLAC else 3 * samples
    texts = {What.SPECTRUM: material.spectrum_csv, What.LEDGER: material.ledger_csv}
    return len(texts[what]) if what in texts else 100 * (1 + len(view.markers) + len(view.gaps))


def write_export(material: Material, what: What, path: Path, with_sound: bool, tell: Tell) -> str:
    """Write one file; one that was there before is replaced.

    Parameters
    ----------
    material
        The part.
    what
        Of it.
    path
        With its ending.
    with_sound
        Of a PNG: whether the sound of the part is in it.
    tell
        Is called at least before and after each long step.

    Returns
    -------
    str
        What is to be known of the file; empty as a rule.

    Raises
    ------
    Cancelled
        If `tell` raises it; nothing is left.
    LivemelError
        If it cannot be written, or there is nothing to write.
    """
    tell(0.0)
    if what in (What.FLAC, What.WAV):
        return _write_sound(material, what, path, tell)
    if what is What.NPZ:
        _write_features(material, path, tell)
        return ""
    content = _content(material, what, with_sound, tell)
    tell(0.9)
    with written_whole(str(path)) as file:
        file.write(content)
        tell(1.0)
    return ""


def _content(material: Material, what: What, with_sound: bool, tell: Tell) -> bytes:
    if what is What.PNG:
        return _picture(material, with_sound, tell)
    if what is What.SVG:
        return svg_view(material.view).encode()
    if what is What.SPECTRUM:
        return material.spectrum_csv.encode()
    if what is What.LEDGER:
        return material.ledger_csv.encode()
    return _labels(material, what).encode()


def _picture(material: Material, with_sound: bool, tell: Tell) -> bytes:
    view = material.view
    if with_sound:
        first, samples = _heard(material)
        tell(0.2)
        view = replace(view, sound=SavedSound(first, flac_of(samples, view.sample_rate)))
    tell(0.4)
    return printed_view(view, full_width(view), HEIGHT) if material.is_whole else printed_view(view)


def _heard(material: Material) -> tuple[int, NDArray[np.float32]]:
    """The first sample of the part that is kept, and the samples from there on. Raises LivemelError if none is."""
    store = material.store
    first, last = material.samples
    if store is None:
        raise LivemelError("no sound is kept of this source, so none can be exported")
    first, last = max(first, store.begin), min(last, store.end)
    samples = store.read(first, last)
    if not np.isfinite(samples).any():
        raise LivemelError("no sound of this part is kept any more, so none can be exported; choose a newer part")
    return first, samples


def _write_sound(material: Material, what: What, path: Path, tell: Tell) -> str:
    _, samples = _heard(material)
    is_wanted = _Asked(tell)
    kind = "flac" if what is What.FLAC else "wav"
    clipped = export_sound(path, samples, material.view.sample_rate, kind, is_wanted.progress, is_wanted.is_cancelled)
    return f"{clipped} samples were above full scale and are cut to it" if clipped else ""


class _Asked:
    """Brings a `Tell` to those that ask for progress and for a wish to end apart."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._done = 0.0

    def progress(self, done: float) -> None:
        self._done = done

    def is_cancelled(self) -> bool:
        try:
            self._tell(self._done)
        except Cancelled:
            return True
        return False


def _write_features(material: Material, path: Path, tell: Tell) -> None:
    view, config = material.view, material.config
    first, samples = _heard(material)
    levels, centres = _frames(config, samples, view.sample_rate, tell)
    if not len(levels):
        raise LivemelError("the part is too short to give a frame; choose a longer one")
    finalizer = Finalizer.of(lambda: (levels,), config)
    started = view.started.astimezone(UTC) + timedelta(seconds=first / view.sample_rate)
    with written_whole(str(path)) as file, NpzWriter(file) as npz:
        npz.add("features", finalizer.apply(levels))
        npz.add("times", centres / view.sample_rate)
        npz.add("frequencies", band_centres(config.mel, config.stft.rate_with(view.sample_rate)))
        npz.add("config", np.array(to_toml(config)))
        npz.add("version", np.array(__version__))
        npz.add("started", np.array(started.isoformat()))
        tell(1.0)


def _frames(config: Config, samples: Floats, sample_rate: int, tell: Tell) -> tuple[Floats, Doubles]:
    """Frames of the stretches without a gap, shape (m, n_mels), and the samples at their centres, shape (m,)."""
    levels: list[Floats] = [np.empty((0, config.mel.n_mels), np.float32)]
    centres: list[Doubles] = [np.empty(0)]
    for begin, end in _stretches(samples):
        stream = MelStream(config, sample_rate, kernel="scipy")
        parts = []
        for at in range(begin, end, BLOCK):
            tell(0.9 * at / len(samples))
            parts.append(stream.push(samples[at : min(end, at + BLOCK)]))
        parts.append(stream.flush())
        frames = np.concatenate(parts)
        levels.append(frames)
        numbers = np.arange(len(frames), dtype=np.float64)
        centres.append(begin + stream.centre_of_first_frame + stream.hop * numbers)
        stream.reset()
    return np.concatenate(levels), np.concatenate(centres)


def _stretches(samples: Floats) -> Iterator[tuple[int, int]]:
    """From where to where there is no gap."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], np.isfinite(samples), [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _labels(material: Material, what: What) -> str:
    view = material.view
    labels = labels_of(view)
    if what is What.AUDACITY:
        return audacity_labels(labels)
    if what is What.RAVEN:
        return raven_table(labels, view.analysis_rate / 2)
    return text_grid(labels, view.seconds)


def labels_of(view: SavedView) -> list[Label]:
    """Markers, selection and gaps of a part, in seconds from its begin."""
    begin, rate = view.begin, view.sample_rate
    labels = [
        Label(marker.seconds - begin, marker.seconds - begin, marker.name, marker.hz, marker.hz)
        for marker in view.markers
        if begin <= marker.seconds <= view.end
    ]
    part = view.selection
    if part is not None and part.begin < view.end and part.end > begin:
        span = (max(0.0, part.begin - begin), min(view.seconds, part.end - begin))
        labels.append(Label(*span, "selection", part.low_hz, part.high_hz))
    for gap in view.gaps:
        lost_from, lost_to = gap.at_sample / rate - begin, (gap.at_sample + gap.lost) / rate - begin
        if lost_from < view.seconds and lost_to > 0:
            labels.append(Label(max(0.0, lost_from), min(view.seconds, lost_to), "lost"))
    return labels
