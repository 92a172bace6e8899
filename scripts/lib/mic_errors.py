"""What can go wrong with a virtual microphone and can be put right by who uses it."""


class VirtualMicError(Exception):
    """Says what is wrong, what is allowed, what was got and what to do."""


class NobodyListensError(VirtualMicError):
    """No program records from the microphone, so the sound server does not read it."""
