"""Facts of the sound: where it comes from, how it is taken, how its clock runs."""

from __future__ import annotations

from livemel.audio.drift import DriftEstimate
from livemel.config import Config
from livemel.runtime.facts.rows import UNKNOWN, Fact, Group, hertz
from livemel.runtime.session import Session

KINDS = {
    "mic": "microphone",
    "file": "file, played in real time",
    "synth": "test signal",
    "demo": "the built-in demonstration",
    "stdin": "samples from the standard input",
}


def sound_group(session: Session, config: Config) -> Group:
    """Device, host API, rate, channel, overflows, drift."""
    source = session.source
    device = getattr(source, "device", None)  # a microphone's
    own = f"The sound server calls it {device.server_source}." if device is not None and device.server_source else ""
    rows = [Fact("Source", KINDS.get(source.kind, source.kind)), Fact("Name", source.name, own)]
    if device is not None:
        rows.append(Fact("Host API", device.host_api, "By which way of the operating system PortAudio hears it."))
    rows += [
        Fact("State", source.state.value, source.detail),
        Fact("Sample rate", hertz(source.sample_rate), "At which the source gives its samples."),
        Fact("Channel", _channel(config, source.channels)),
    ]
    if source.kind == "mic":
        rows.append(_overflows(source.overflows))
        rows.append(_drift(getattr(source, "drift", None)))
    return Group("Sound", tuple(rows))


def _channel(config: Config, channels: int) -> str:
    chosen = config.source.channel
    return f"mean of {channels}" if chosen == "mix" else f"{chosen} of {channels}"


def _overflows(count: int) -> Fact:
    return Fact(
        "Overflows",
        str(count),
        "Measured: how often PortAudio's buffer, or livemel's own behind it, had no room for what came.",
    )


def _drift(estimate: DriftEstimate | None) -> Fact:
    value = UNKNOWN if estimate is None else f"{estimate.ppm:+.1f} \u00b1 {estimate.uncertainty_ppm:.1f} ppm"
    over = "" if estimate is None else f" Fitted over {estimate.over_seconds:.0f} s without a loss."
    return Fact(
        "Clock drift",
        value if estimate is not None else f"{UNKNOWN} yet",
        "Measured: how much faster the sound card's clock runs than this computer's, which may itself be off by some "
        f"20 ppm; \u00b1 is two standard errors.{over}",
    )
