"""Settings of livemel in Kaldi's terms: milliseconds, and names of options."""

from __future__ import annotations

SAMPLE_RATE = 16000
BANDS = 80


def kaldi_options(settings: dict[str, object]) -> dict[str, object]:
    """What `settings` change, by the names of torchaudio.compliance.kaldi.fbank."""
    rate = int(str(settings.get("stft.sample_rate", SAMPLE_RATE)))
    options: dict[str, object] = {"sample_frequency": float(rate), "num_mel_bins": BANDS}
    for key, value in settings.items():
        match key:
            case "stft.win_length":
                options["frame_length"] = 1000 * int(str(value)) / rate
            case "stft.hop_length":
                options["frame_shift"] = 1000 * int(str(value)) / rate
            case "mel.power":
                options["use_power"] = value == 2
            case "stft.sample_rate" | "stft.n_fft":  # the next power of two, always
                pass
            case _:
                options[NAMES[key]] = value
    return options


NAMES = {
    "stft.window": "window_type",
    "stft.snip_edges": "snip_edges",
    "stft.preemphasis": "preemphasis_coefficient",
    "stft.remove_dc": "remove_dc_offset",
    "mel.n_mels": "num_mel_bins",
    "mel.fmin": "low_freq",
    "mel.fmax": "high_freq",
}
