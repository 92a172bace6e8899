"""Sidecars: the labels of a recording in files beside it, as far as it has any."""

from __future__ import annotations

from pathlib import Path

from livemel.recording.labels import Label, audacity_labels, raven_table, read_audacity_labels, text_grid
from livemel.recording.placed import place_text

MAX_LABELS = 10_000


class Sidecars:
    """The labels of one recording. The writer's. What writes raises OSError.

    Parameters
    ----------
    folder, name
        Of the recording; the name without an ending.
    labels
        Those that are there already.
    """

    def __init__(self, folder: Path, name: str, labels: tuple[Label, ...] = ()) -> None:
        self._folder, self._name = folder, name
        self._labels = list(labels)
        self._saved = len(labels)
        self._beyond = 0

    @classmethod
    def left_over(cls, folder: Path, name: str) -> Sidecars:
        """With the labels that a dead writer has saved."""
        track = folder / f"{name}.txt"
        found = read_audacity_labels(track.read_text("utf-8", "replace")) if track.is_file() else []
        return cls(folder, name, tuple(found))

    @property
    def labels(self) -> tuple[Label, ...]:
        """Those that are kept."""
        return tuple(self._labels)

    def add(self, label: Label) -> None:
        """Take a label; those beyond the ten thousandth are one that counts them."""
        if len(self._labels) < MAX_LABELS:
            self._labels.append(label)
            return
        self._beyond += 1
        begin = self._labels[MAX_LABELS].begin_s if self._beyond > 1 else label.begin_s
        self._labels[MAX_LABELS:] = [Label(min(begin, label.begin_s), label.end_s, f"{self._beyond} more")]

    def save(self) -> None:
        """Write the label track if it has changed: a crash spares it."""
        count = len(self._labels) + self._beyond
        if count != self._saved:
            place_text(self._folder / f"{self._name}.txt", audacity_labels(self._labels))
            self._saved = count

    def finish(self, seconds: float, sample_rate: int) -> None:
        """Write all three for a recording that is over: Audacity's, Praat's and Raven's."""
        if not self._labels:
            return
        place_text(self._folder / f"{self._name}.txt", audacity_labels(self._labels))
        place_text(self._folder / f"{self._name}.TextGrid", text_grid(self._labels, seconds))
        place_text(self._folder / f"{self._name}.selections.txt", raven_table(self._labels, sample_rate / 2))
