"""The presets as Markdown tables: what each equals, its recipe, when its frames come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from livemel import Config, load_config
from livemel.config.loading import preset_description, preset_names
from livemel.config.sections import FALLBACK_SAMPLE_RATE, LevelConfig, MelConfig, StftConfig
from livemel.dsp.geometry import Geometry

NONE = "-"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, cells))} |" for cells in lines)


def described() -> str:
    """What each preset says of itself."""
    return table(("preset", "its numbers"), ((f"`{name}`", f"{preset_description(name)}") for name in preset_names()))


def front_ends() -> str:
    """From samples to frames."""
    head = ("preset", "Hz", "n_fft / window / hop", "window", "at the ends", "before", "frames of n samples")
    return table(head, ((f"`{name}`", *_front_end(load_config(name).stft)) for name in preset_names()))


def bands_and_levels() -> str:
    """From spectra to levels."""
    head = ("preset", "bands", "Hz", "scale, triangles, norm", "of", "level of x", "of the whole clip")
    return table(head, ((f"`{name}`", *_bands(load_config(name))) for name in preset_names()))


def streaming() -> str:
    """When frames come."""
    head = ("preset", "at Hz", "first frame after", "then every", "a frame comes after its centre")
    return table(head, ((f"`{name}`", *_times(load_config(name))) for name in preset_names()))


def frames_formula(stft: StftConfig) -> str:
    """How many frames n samples give, n > 0, as Python would say it."""
    geometry = Geometry.of(stft)
    hop = geometry.hop
    first, more = (0, hop // 2) if geometry.is_whole else (1, geometry.left + geometry.right - geometry.length)
    first -= geometry.drops_last
    if more % hop == 0:
        first, more = first + more // hop, 0
    hops = f"n // {hop}" if not more else f"(n {'-' if more < 0 else '+'} {abs(more)}) // {hop}"
    count = f"{first} + {hops}" if first else hops
    return f"max(0, {count})" if first + (1 + more) // hop < 0 else count


def _front_end(stft: StftConfig) -> tuple[object, ...]:
    window = f"{stft.window}, {'symmetric' if stft.window_symmetric else 'periodic'}"
    length = stft.win_length or stft.n_fft
    if length < stft.n_fft:
        window += ", amid zeros" if stft.frame_length == "n_fft" else ", zeros after it"
    return (
        stft.sample_rate or "any",
        f"{stft.n_fft} / {length} / {stft.hop_length}",
        window,
        _ends(stft),
        ", ".join(_before(stft)) or NONE,
        f"`{frames_formula(stft)}`",
    )


def _ends(stft: StftConfig) -> str:
    if not stft.snip_edges:
        return stft.pad_mode
    padding = Geometry.of(stft).left
    return f"{stft.pad_mode}, {padding} each" if padding else "nothing added"


def _before(stft: StftConfig) -> Iterable[str]:
    if stft.input_scale != 1:
        yield f"times {stft.input_scale:g}"
    if stft.remove_dc:
        yield "each frame less its mean"
    if stft.preemphasis:
        scope = "in each frame" if stft.preemphasis_scope == "frame" else "of the signal"
        yield f"pre-emphasis {stft.preemphasis:g} {scope}"


def _bands(config: Config) -> tuple[object, ...]:
    mel, level = config.mel, config.level
    shape = "straight in Hz" if mel.shape == "hz" else "straight on the scale"
    return (
        mel.n_mels,
        f"{mel.fmin:g} to {f'{mel.fmax:g}' if mel.fmax else 'half the rate'}",
        f"{mel.scale}, {shape}, {mel.norm}",
        _magnitudes(config.stft, mel),
        _level(level, mel),
        _finalize(level),
    )


def _magnitudes(stft: StftConfig, mel: MelConfig) -> str:
    if mel.power == 2:
        return "power"
    return f"sqrt(power + {stft.magnitude_offset:g})" if stft.magnitude_offset else "magnitude"


def _level(level: LevelConfig, mel: MelConfig) -> str:
    if level.compression == "none":
        return "x"
    floored = f"max(x, {level.floor:.3g})" if level.floor_mode == "max" else f"x + {level.floor:.3g}"
    name = f"{10 if mel.power == 2 else 20} log10" if level.compression == "db" else level.compression
    return f"{name}({floored})"


def _finalize(level: LevelConfig) -> str:
    if level.finalize == "top_db":
        return f"max(y, maximum - {level.top_db:g})" if level.top_db else NONE
    return {
        "none": NONE,
        "whisper": "(max(y, maximum - 8) + 4) / 4",
        "per_feature": "each band (y - mean) / (deviation + 1e-5)",
    }[level.finalize]


def _times(config: Config) -> tuple[object, ...]:
    geometry = Geometry.of(config.stft)
    rate = config.stft.sample_rate or FALLBACK_SAMPLE_RATE

    def samples(count: int) -> str:
        return f"{count} ({1000 * count / rate:.1f} ms)"

    return rate, samples(geometry.samples_before_first), samples(geometry.hop), samples(geometry.delay)
