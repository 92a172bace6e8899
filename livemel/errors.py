"""Errors a user can act on. Their text is the one line they see: what, what is allowed, what was got, what to do."""


class LivemelError(Exception):
    """Something went wrong that the user can mend."""

    exit_code = 1
    """Of the program that it ends."""


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


def as_livemel_error(failure: BaseException) -> LivemelError:
    """What ended a run, as a line for the user: nothing ends without a word."""
    if isinstance(failure, LivemelError):
        return failure
    return LivemelError(f"the analysis has stopped: {type(failure).__name__}: {failure}; please report this")
