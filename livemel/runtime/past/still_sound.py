"""The sound of a view as bytes of FLAC, 24 bit, and back."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from livemel.errors import LivemelError

Samples = NDArray[np.float32]

HIGHEST_RATE = 655_350
"""Hz that FLAC can say."""
MOST_SECONDS = 601.0


def flac_of(samples: Samples, sample_rate: int) -> bytes:
    """Samples, shape (n,); what is not a number becomes silence, what is above full scale is cut to it.

    Raises
    ------
    LivemelError
        If FLAC cannot hold the rate.
    """
    import soundfile

    if not 0 < sample_rate <= HIGHEST_RATE:
        raise LivemelError(f"the sound goes into a picture up to {HIGHEST_RATE} Hz, got {sample_rate}; leave it out")
    file = BytesIO()
    whole = np.clip(np.nan_to_num(samples), -1.0, 1.0)
    soundfile.write(file, whole, sample_rate, format="FLAC", subtype="PCM_24")
    return file.getvalue()


def sound_of(flac: bytes, sample_rate: int) -> Samples:
    """The samples, shape (n,), n >= 1.

    Raises
    ------
    LivemelError
        If it is no FLAC of one channel at `sample_rate`.
    """
    import soundfile

    try:
        with soundfile.SoundFile(BytesIO(flac)) as file:
            if (file.format, file.channels, file.samplerate) != ("FLAC", 1, sample_rate):
                raise LivemelError(f"the sound in the picture must be FLAC, mono, {sample_rate} Hz; it was changed")
            samples: Samples = file.read(round(MOST_SECONDS * sample_rate), dtype="float32")
    except (soundfile.LibsndfileError, RuntimeError, OSError) as error:
        raise LivemelError(f"the sound in the picture is damaged: {error}") from error
    if not len(samples):
        raise LivemelError("the sound in the picture is empty; choose another copy of the picture")
    return samples
