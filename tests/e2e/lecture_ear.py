"""What an ear would notice beside a tone: how strong anything else is at its begin, in its middle and at its end."""

import numpy as np

WINDOW, STEP = 2048, 64
NEAR_HZ = 300.0


def beside(heard, hz, rate):
    """DB of the strongest bin more than 300 Hz from `hz`, below the tone's own strongest; Hann, 2048, every 64."""
    padded = np.pad(heard.astype(np.float64), WINDOW)
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP]
    magnitudes = np.abs(np.fft.rfft(frames * np.hanning(WINDOW + 1)[:-1]))
    far = np.abs(np.fft.rfftfreq(WINDOW, 1 / rate) - hz) > NEAR_HZ
    return 20 * np.log10(magnitudes.max() / magnitudes[:, far].max())
