"""Facts of the analysis: what is computed of the sound, in samples, Hz and ms."""

from __future__ import annotations

from livemel.config import Config
from livemel.picture.captions import SCALE_NAMES
from livemel.picture.reference import level_title
from livemel.runtime.facts.rows import Fact, Group, hertz, milliseconds
from livemel.runtime.session import Session

NORMS = {
    "sine": "a full-scale sine reads 0 dB at a band's centre",
    "slaney": "every band has the same area",
    "none": "every band's peak is 1",
}
FINALIZERS = {
    "none": "nothing",
    "whisper": "no further than 8 below the maximum, then (x + 4) / 4",
    "per_feature": "each band less its mean, by its deviation",
}
PRECISIONS = {"exact": "float64 inside", "fast": "float32 inside"}


def analysis_group(session: Session, config: Config) -> Group:
    """Rate, window, transform, hop, bands, levels, what computes them."""
    stft, mel = config.stft, config.mel
    rate = session.analysis_rate
    window = stft.win_length or stft.n_fft
    hop_ms = 1000.0 * session.hop_length / session.source.sample_rate
    rows = (
        Fact("Rate", _rate(session), "Of the samples that are analysed."),
        Fact(
            "Window",
            f"{stft.window}, {window} samples, {milliseconds(1000.0 * window / rate)}",
            "Events that are closer together than this run into one another.",
        ),
        Fact("Transform", f"{stft.n_fft} samples", "n_fft: length of the Fourier transform; set."),
        Fact("Bin", f"{rate / stft.n_fft:.4g} Hz", "From one bin of the transform to the next."),
        Fact("Hop", f"{stft.hop_length} samples, {milliseconds(hop_ms)}", "From one column to the next."),
        Fact("Bands", f"{mel.n_mels}, {mel.fmin:g} to {hertz(mel.fmax or rate / 2)}"),
        Fact("Scale", SCALE_NAMES[mel.scale]),
        Fact("Norm", f"{mel.norm}: {NORMS[mel.norm]}"),
        Fact("Levels", level_title(config)),
        Fact("Finalised", _finalized(config), "Done with the whole of what is shown, for it needs all of it."),
        Fact("Precision", f"{stft.precision}: {PRECISIONS[stft.precision]}"),
        Fact("Kernel", session.kernel, "What computes the frames; every exact kernel gives the same bits."),
    )
    return Group("Analysis", rows)


def _rate(session: Session) -> str:
    own, source = session.analysis_rate, session.source.sample_rate
    return hertz(own) if own == source else f"{hertz(own)}, resampled from {hertz(source)}"


def _finalized(config: Config) -> str:
    level = config.level
    if level.finalize == "top_db":
        return f"no further than {level.top_db:g} dB below the maximum" if level.top_db else FINALIZERS["none"]
    return f"{level.finalize}: {FINALIZERS[level.finalize]}" if level.finalize != "none" else FINALIZERS["none"]
