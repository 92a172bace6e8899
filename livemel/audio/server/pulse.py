"""The sound server behind PortAudio (PulseAudio, or PipeWire in its place): its microphones, and who hears which.

Asked through pulsectl, not by reading pactl's output: that is a package of its own and translates its words.
Every question is answered within ANSWER_SECONDS, with nothing where there is no pulsectl, no server or a frozen one.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from livemel.audio.server.answers import Answer
from livemel.errors import AudioSystemError

ANSWER_SECONDS = 0.5
"""A server that lives answers in 5 ms; loading pulsectl takes 80 ms the first time."""

FROZEN_SECONDS = 2.0
"""A server that is there and says nothing for so long is frozen."""

FROZEN = "the sound server does not answer; restart it: systemctl --user restart pipewire-pulse, or pulseaudio -k"

MARK = "livemel.stream"
"""The property by which a recording stream of ours is told from others."""

MONITOR = ".monitor"

Found = TypeVar("Found")

_environment = threading.RLock()


@dataclass(frozen=True)
class ServerSource:
    """A microphone of the sound server, or the monitor of an output."""

    name: str
    description: str
    channels: int
    sample_rate: int
    """Hz."""
    is_monitor: bool
    is_default: bool
    muted: bool
    volume: float = 1.0
    """1: as it comes; 0: nothing."""


@dataclass(frozen=True)
class RecordingStream:
    """A recording stream of this process, and the source it hears now."""

    index: int
    source: str
    mark: str


def why_hidden() -> str | None:
    """Why the server's microphones cannot be listed, in a sentence; None when they can."""
    try:
        import pulsectl  # noqa: F401
    except ImportError:
        return "the sound server's microphones are not listed without pulsectl: pip install pulsectl"
    except OSError:
        return "the sound server's microphones are not listed without libpulse: sudo apt install libpulse0"
    return None


def server_sources() -> list[ServerSource]:
    """Every source of the server, monitors too; empty without a server. About 5 ms."""
    return server_sources_later().wait(ANSWER_SECONDS)


def server_sources_later() -> Answer[list[ServerSource]]:
    """`server_sources`, asked while something else is done."""
    return ask_later(_sources, [])


def answer_of(asked: Answer[Found]) -> Found:
    """What a living server answers. A frozen one is refused: PortAudio would hang on it for two minutes.

    Raises
    ------
    AudioSystemError
        When there is a server and it says nothing for FROZEN_SECONDS.
    """
    answer = asked.wait(FROZEN_SECONDS)
    if not asked.ready:
        raise AudioSystemError(FROZEN)
    return answer


def recording_streams() -> list[RecordingStream]:
    """The recording streams of this process; empty without a server."""
    return recording_streams_later().wait(ANSWER_SECONDS)


def recording_streams_later() -> Answer[list[RecordingStream]]:
    """`recording_streams` for a thread that must not wait, not even the usual 5 ms."""
    return ask_later(_own_streams, [])


def source_of_stream(mark: str) -> str | None:
    """The source that the stream opened under `pinned(..., mark)` hears now; None without stream or server."""
    return next((stream.source for stream in recording_streams() if stream.mark == mark), None)


def move_stream(index: int, source: str) -> bool:
    """Let the stream `index` hear the source of that name; whether the server did so."""
    return ask_later(lambda server: _move(server, index, source), False).wait(ANSWER_SECONDS)


@contextmanager
def pinned(source: str | None, mark: str = "") -> Iterator[None]:
    """Streams that are opened inside hear `source` (None: what the server chooses) and carry `mark`.

    The process's environment holds it meanwhile: another thread that wants to pin waits.
    """
    with environment_with({**_for_pulse(source, mark), **_for_pipewire(source, mark)}):
        yield


@contextmanager
def environment_with(wanted: dict[str, str]) -> Iterator[None]:
    """These variables in the process's environment, which C reads; another thread that wants some waits."""
    with _environment:
        before = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)  # reaches C's getenv
        try:
            yield
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                os.environ.update({name: value} if value is not None else {})


def unpinned_environment() -> dict[str, str]:
    """The process's environment for a child, without what a stream that is just being opened wants."""
    with _environment:
        return dict(os.environ)


def _for_pulse(source: str | None, mark: str) -> dict[str, str]:
    """What libpulse reads when it connects."""
    variables = {"PULSE_SOURCE": source} if source else {}
    if mark:
        variables["PULSE_PROP"] = f"{os.environ.get('PULSE_PROP', '')} {MARK}={mark}".strip()
    return variables


def _for_pipewire(source: str | None, mark: str) -> dict[str, str]:
    """What PipeWire's own ALSA plugin reads; it names a monitor by its output."""
    properties = [f"{MARK} = {mark}"] if mark else []
    if source and source.endswith(MONITOR):
        properties.append("stream.capture.sink = true")
    variables = {"PIPEWIRE_NODE": source.removesuffix(MONITOR)} if source else {}
    if properties and "PIPEWIRE_ALSA" not in os.environ:
        variables["PIPEWIRE_ALSA"] = f"{{ {' '.join(properties)} }}"
    return variables


def ask_later(question: Callable[[Any], Found], otherwise: Found) -> Answer[Found]:
    """What `question` makes of a connection to the server; `otherwise` without one."""
    return Answer(lambda: _with_server(question), otherwise)


def _with_server(question: Callable[[Any], Found]) -> Found:
    """Connect, ask, leave: 3 ms. pulsectl's own timeout is not used: with one, each connect takes all of it."""
    import pulsectl

    pulsectl.PulseSourceInfo._init_from_struct = pulsectl.PulseSinkInfo._init_from_struct = _keep_rate
    with closing(pulsectl.Pulse("livemel", connect=False)) as server:
        server.connect(autospawn=False)
        return question(server)


def _keep_rate(source: Any, struct: Any) -> None:
    """Read now: pulsectl 24 leaves `sample_spec` pointing into memory that libpulse takes back."""
    source.rate = struct.sample_spec.rate


def _sources(server: Any) -> list[ServerSource]:
    default = os.environ.get("PULSE_SOURCE") or server.server_info().default_source_name
    return [
        ServerSource(
            name=source.name,
            description=source.description or source.name,
            channels=source.channel_count,
            sample_rate=source.rate,
            is_monitor=source.monitor_of_sink_name is not None,
            is_default=source.name == default,
            muted=bool(source.mute),
            volume=source.volume.value_flat,
        )
        for source in server.source_list()
    ]


def _own_streams(server: Any) -> list[RecordingStream]:
    names = {source.index: source.name for source in server.source_list()}
    return [
        RecordingStream(stream.index, names.get(stream.source, ""), stream.proplist.get(MARK, ""))
        for stream in server.source_output_list()
        if stream.proplist.get("application.process.id") == str(os.getpid())
    ]


def _move(server: Any, index: int, source: str) -> bool:
    server.source_output_move(index, server.get_source_by_name(source).index)
    return True
