"""kaldi-native-fbank's OnlineFbank."""

from __future__ import annotations

import kaldi_native_fbank
import numpy as np

from references_lib.case import Answer
from references_lib.kaldi_options import SAMPLE_RATE, kaldi_options
from references_lib.resampled import resampled

FUNCTION = "OnlineFbank of samples * 32768, with 80 bands and without dither"
PACKAGES = ("kaldi-native-fbank", "soxr")
OF_FRAMES = {
    "sample_frequency": "samp_freq",
    "frame_length": "frame_length_ms",
    "frame_shift": "frame_shift_ms",
    "window_type": "window_type",
    "snip_edges": "snip_edges",
    "preemphasis_coefficient": "preemph_coeff",
    "remove_dc_offset": "remove_dc_offset",
}
OF_BANDS = {"num_mel_bins": "num_bins", "low_freq": "low_freq", "high_freq": "high_freq"}


def answer(samples: np.ndarray, rate: int, settings: dict[str, object]) -> Answer:
    """`causal`; no frames if there are none."""
    options = kaldi_options(settings)
    native = kaldi_native_fbank.FbankOptions()
    native.frame_opts.dither = 0
    for name, value in options.items():
        if name in OF_FRAMES:
            setattr(native.frame_opts, OF_FRAMES[name], value)
        elif name in OF_BANDS:
            setattr(native.mel_opts, OF_BANDS[name], value)
        else:
            setattr(native, name, value)
    to_rate = int(str(settings.get("stft.sample_rate", SAMPLE_RATE)))
    fbank = kaldi_native_fbank.OnlineFbank(native)
    fbank.accept_waveform(to_rate, (resampled(samples, rate, to_rate) * np.float32(32768)).tolist())
    fbank.input_finished()
    frames = [fbank.get_frame(index).copy() for index in range(fbank.num_frames_ready)]
    return {"causal": np.array(frames, np.float32).reshape(len(frames), native.mel_opts.num_bins)}
