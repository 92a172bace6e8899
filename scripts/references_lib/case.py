"""A case: a sound, settings of livemel, and the library that is asked; and the file that holds its answer."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import numpy as np

from references_lib.sounds import samples_of

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "dsp" / "references"
Answer = dict[str, np.ndarray]
"""`weights` (n_mels, bins); `mel`, `causal`, `final` (frames, n_mels): linear, of the stream, of the whole clip."""


class Refusal(Exception):
    """What a library says instead of an answer."""


@dataclass(frozen=True)
class Case:
    """What is asked of a library.

    `settings` are what differs from the preset, as "section.key" of livemel. The makers hand on only these: all
    else is the library's own default, which the preset must match.
    """

    name: str
    library: str
    preset: str
    sound: Callable[[int, int], np.ndarray]
    sample_rate: int
    length: int
    settings: Mapping[str, object] = field(default_factory=dict)
    leave_out: tuple[str, ...] = ()
    """Arrays that would only show the library's own rounding."""

    @property
    def samples(self) -> np.ndarray:
        """16-bit integers, or float32."""
        return samples_of(self.sound, self.sample_rate, self.length)

    def ask(self) -> tuple[Answer, dict[str, object]]:
        """The library's answer, and all about it."""
        maker = importlib.import_module(f"references_lib.by_{self.library}")
        samples = self.samples
        about: dict[str, object] = {
            "preset": self.preset,
            "overrides": overrides(self.settings),
            "sample_rate": self.sample_rate,
            "library": self.library,
            "function": maker.FUNCTION,
            "versions": {name: version(name) for name in (*maker.PACKAGES, "numpy")},
        }
        try:
            answer = maker.answer(as_floats(samples), self.sample_rate, dict(self.settings))
        except Refusal as refusal:
            return {}, {**about, "refuses": str(refusal)}
        return {name: array for name, array in answer.items() if name not in self.leave_out}, about

    def write(self) -> str:
        """Ask, and keep the answer; what came, in a line."""
        answer, about = self.ask()
        np.savez_compressed(
            FOLDER / f"{self.name}.npz", samples=self.samples, about=json.dumps(about, indent=1), **answer
        )
        return f"{self.name:40s} {about.get('refuses') or ', '.join(f'{n} {a.shape}' for n, a in answer.items())}"


def overrides(settings: Mapping[str, object]) -> list[str]:
    """Settings as --set takes them."""
    return [f"{key}={str(value).lower()}" for key, value in settings.items()]


def as_floats(samples: np.ndarray) -> np.ndarray:
    """What libraries take: float32 in [-1, 1]."""
    return samples.astype(np.float32) / np.float32(32768) if samples.dtype.kind == "i" else samples
