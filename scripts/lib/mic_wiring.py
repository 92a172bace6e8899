"""What the private sound server is asked to offer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mic_errors import VirtualMicError

CHANNELS = (1, 2, 4, 8)  # a sample of all channels must divide the pipe's page, or the daemon aborts
RATES = range(8_000, 192_001)
SPEAKER = "speaker"


@dataclass(frozen=True)
class Wiring:
    """What the sound server offers: one microphone a name, all alike."""

    names: tuple[str, ...] = ("mic",)
    rate: int = 48_000
    channels: int = 1
    null_sink: bool = False
    rescue_streams: bool = False

    def check(self) -> None:
        """Raise VirtualMicError with what is wrong first."""
        for name in self.names:
            if not re.fullmatch(r"[A-Za-z0-9_.-]+", name):
                raise VirtualMicError(f"a microphone's name is letters, digits, '_', '.' and '-', got {name!r}")
        if not self.names or len(set(self.names)) < len(self.names) or SPEAKER in self.names:
            got = " ".join(self.names) or "none"
            raise VirtualMicError(f"every microphone needs a name of its own, and not {SPEAKER!r}, got {got}")
        if self.rate not in RATES:
            raise VirtualMicError(f"rate must be from {RATES.start} to {RATES.stop - 1} Hz, got {self.rate}")
        if self.channels not in CHANNELS:
            raise VirtualMicError(f"channels must be one of {', '.join(map(str, CHANNELS))}, got {self.channels}")
