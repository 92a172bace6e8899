"""Errors a user can act on. Their text is the one line they see: what, what is allowed, what was got, what to do."""


class LivemelError(Exception):
    """Something went wrong that the user can mend."""


class ConfigError(LivemelError):
    """One or more settings are wrong; all of them are told at once."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = tuple(problems)


class SourceError(LivemelError):
    """A file, a stream or a test signal cannot be read."""


class DeviceError(SourceError):
    """A microphone is unknown, ambiguous, busy or refuses what it was asked for."""


class AudioSystemError(DeviceError):
    """There is no PortAudio, or PortAudio has no input at all."""
