"""Player: one output for this process, opened when it is needed, and whatever plays through it."""

from __future__ import annotations

import threading
from enum import Enum
from time import monotonic

import numpy as np

from livemel.audio.playback.levels import SOUND_CEILING_DBFS, TONE_CEILING_DBFS, sine
from livemel.audio.playback.output import Output
from livemel.audio.playback.outputs import choose_output, list_outputs
from livemel.audio.playback.playing import Playing
from livemel.audio.playback.through import Through
from livemel.audio.portaudio import sounddevice
from livemel.audio.source import Samples
from livemel.errors import DeviceError, LivemelError

SERVE_SECONDS = 0.01
"""How often what plays is looked after; the sound lies a second ahead."""
IDLE_SECONDS = 10.0
"""An output through which nothing has played for so long is closed."""
RETRY_SECONDS = 2.0
"""Live sound asks for the output again after this long."""
JOIN_SECONDS = 2.0
TONE_RATE = 48000
"""Hz, until the output's own rate is known."""


class PlayerState(Enum):
    """How the output is."""

    CLOSED = "closed"
    """Nothing has been played for a while; the next sound opens it."""
    OPENING = "opening"
    OPEN = "open"
    FAILED = "failed"
    """It did not open, or it was lost while something played; the next sound tries again."""


class Player:
    """Any thread may ask; nothing waits. One thread of its own opens the output, feeds it and writes all attributes.

    One sound plays at a time, so that the ceiling holds: the next begins when the last has faded out. Live sound may
    go through beside it.

    Parameters
    ----------
    device
        The name of an output or a part of it; empty: the default.
    """

    def __init__(self, device: str = "") -> None:
        self.state = PlayerState.CLOSED
        self.detail = ""
        """A sentence about a failure."""
        self.warning = ""
        """What to expect of the device; empty as a rule."""
        self.device_name = ""
        """What was opened last."""
        self.sample_rate = 0
        """Hz; 0 until an output was open."""
        self.latency_s: float | None = None
        """From the ring to the loudspeaker, as PortAudio states it; None while there is no stream."""
        self._wanted_device = device
        self._opened_device = device
        self._output: Output | None = None
        self._next: Playing | None = None  # guarded by the lock
        self._current: Playing | None = None
        self._through: Through | None = None
        self._retry_at = 0.0
        self._used_at = 0.0
        self._is_closed = False
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread = threading.Thread(target=self._run, name="livemel player", daemon=True)

    def play(
        self,
        samples: Samples,
        sample_rate: int,
        loop: bool = False,
        gain_db: float = 0.0,
        ceiling_dbfs: float = SOUND_CEILING_DBFS,
    ) -> Playing:
        """Play a sound instead of what plays now, with ramps of 20 ms at both ends.

        Parameters
        ----------
        samples
            Shape (n,), n >= 1; not to be changed while it plays. What is not a number is silence.
        sample_rate
            Hz; resampled where the output has another.
        loop
            Begin anew at the end, without a seam.
        gain_db
            Lowered where the peak would be above the ceiling.
        ceiling_dbfs
            At most 0.

        Raises
        ------
        ValueError
            For an array of another shape, a rate that is none, or a ceiling above full scale.
        """
        samples = np.asarray(samples, np.float32)
        if samples.ndim != 1 or not len(samples):
            raise ValueError(f"samples must have shape (n,), n >= 1, got {samples.shape}")
        if sample_rate <= 0 or not ceiling_dbfs <= 0:
            raise ValueError(f"sample_rate must be > 0 and ceiling_dbfs <= 0, got {sample_rate} and {ceiling_dbfs}")
        playing = Playing(samples, sample_rate, loop, gain_db, ceiling_dbfs)
        if self._is_closed:
            playing.end("the player is closed")
            return playing
        with self._lock:
            passed_over, self._next = self._next, playing
        if passed_over is not None:
            passed_over.end()
        self._begin_to_serve()
        return playing

    def tone(self, hz: float, seconds: float = 0.5, level_dbfs: float = -20.0) -> Playing:
        """Play a sine, at most at -12 dBFS. Raises DeviceError where the output cannot play so high a tone."""
        rate = self.sample_rate or TONE_RATE
        if not 0 < hz < rate / 2:
            raise DeviceError(
                f"a tone must be above 0 and below {rate / 2:g} Hz, half the output's rate, got {hz:g} Hz"
            )
        if not seconds * rate >= 1:
            raise ValueError(f"a tone must last at least one sample, got {seconds} s")
        return self.play(sine(hz, seconds, level_dbfs, rate), rate, ceiling_dbfs=TONE_CEILING_DBFS)

    def through(self, sample_rate: int) -> Through:
        """Where live sound of this rate, Hz, may be given; instead of the one before."""
        through = Through(sample_rate, self._begin_to_serve)
        if self._through is not None:
            self._through.is_on = False
        self._through = through
        return through

    def stop(self) -> None:
        """Fade out what plays, and forget what waits."""
        self._forget_waiting()
        current = self._current
        if current is not None:
            current.stop()
            self._wake.set()

    def choose(self, device: str) -> None:
        """Play through another output from the next sound on; what plays now fades out."""
        self._wanted_device = device
        self.stop()
        self._wake.set()

    def close(self) -> None:
        """End what plays, the output and the thread; one that a frozen sound server holds is left to itself."""
        self.stop()
        self._is_closed = True
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(JOIN_SECONDS)

    def _forget_waiting(self, failure: str = "") -> None:
        with self._lock:
            waiting, self._next = self._next, None
        if waiting is not None:
            waiting.end(failure)

    def _begin_to_serve(self) -> None:
        with self._lock:
            if self._thread.ident is None and not self._is_closed:
                self._thread.start()
        self._wake.set()

    def _run(self) -> None:
        while not self._is_closed:
            self._wake.wait(SERVE_SECONDS if self._is_busy else IDLE_SECONDS)
            self._wake.clear()
            try:
                self._serve()
            except Exception as error:  # shown by whoever looks at the state
                self._fail(f"playing has stopped: {type(error).__name__}: {error}")
                self._forget_waiting(self.detail)
        self._finish()

    @property
    def _is_busy(self) -> bool:
        through = self._through
        return self._current is not None or self._next is not None or (through is not None and through.wants_output)

    def _serve(self) -> None:
        self._notice_a_lost_output()
        if self._wanted_device != self._opened_device and self._current is None:
            self._close_output()
        if self._is_busy:
            self._used_at = monotonic()
        elif monotonic() - self._used_at >= IDLE_SECONDS:
            self._close_output()
        self._serve_sounds()
        self._serve_through()

    def _notice_a_lost_output(self) -> None:
        why = self._output.why_ended() if self._output is not None else ""
        if why:
            self._fail(f"{self.device_name} plays no longer: {why}; it is opened again for the next sound")

    def _serve_sounds(self) -> None:
        if self._current is not None:
            if self._next is not None:
                self._current.stop()
            self._current.serve()
            if self._current.is_done:
                self._current = None
        if self._current is None and self._next is not None:
            output = self._opened()
            if output is not None and not output.is_settled:
                return
            with self._lock:
                playing, self._next = self._next, None
            if playing is None or playing.is_to_stop:
                if playing is not None:
                    playing.end()
            elif output is None:
                playing.end(self.detail)
            else:
                playing.begin(output)
                self._current = playing

    def _serve_through(self) -> None:
        through = self._through
        if through is None or not through.wants_output:
            return
        if self._output is None and monotonic() < self._retry_at:
            through.skip_all()
            return
        output = self._opened()
        if output is None:
            through.skip_all()
        elif output.is_settled:
            through.serve(output)

    def _opened(self) -> Output | None:
        """The output, opened if it is not; None where that fails."""
        if self._output is None:
            self.state, self.detail = PlayerState.OPENING, ""
            try:
                self._open()
            except LivemelError as error:
                self._fail(str(error))
            except (sounddevice().PortAudioError, UnicodeDecodeError) as error:
                self._fail(f"{self.device_name or 'the output'} does not open: {error}; another program may hold it")
        return self._output

    def _open(self) -> None:
        self._opened_device = self._wanted_device
        device = choose_output(list_outputs(), self._opened_device)
        self.device_name, self.warning = device.name, device.warning
        output = self._output = Output(device)
        self.sample_rate, self.latency_s = output.sample_rate, output.latency_seconds
        self._used_at = monotonic()
        self.state = PlayerState.OPEN

    def _fail(self, detail: str) -> None:
        self._close_output()
        self._retry_at = monotonic() + RETRY_SECONDS
        self.state, self.detail = PlayerState.FAILED, detail
        if self._current is not None:
            self._current.end(detail)
            self._current = None

    def _close_output(self) -> None:
        output, self._output, self.latency_s = self._output, None, None
        if self._through is not None:
            self._through.lose_output()
        if output is not None:
            output.close()
            self.state = PlayerState.CLOSED

    def _finish(self) -> None:
        """Let what plays fade out, and end."""
        deadline = monotonic() + JOIN_SECONDS / 2
        while self._current is not None and monotonic() < deadline:
            self._current.serve()
            if self._current.is_done:
                self._current = None
            self._wake.wait(SERVE_SECONDS)
        self._close_output()
        if self._current is not None:
            self._current.end()
