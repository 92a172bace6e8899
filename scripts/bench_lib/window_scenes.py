"""What is done in a window while it is measured. Each takes the hand that does it."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PyQt6.QtCore import Qt
from window_hand import Hand, percentiles

from livemel.config import load_config
from livemel.config.loading import preset_names
from livemel.gui import changes

SETTLE_SECONDS = 2.0
PAGES = ("settings", "model", "facts", "explain")
SIZES = ((1280, 800), (1920, 1080))
NOTCHES = 12
"""In one direction, then back."""
BETWEEN_CHANGES_SECONDS = 0.5


def panels(hand: Hand, width: int, height: int, seconds: float) -> dict[str, dict[str, float]]:
    """Panels closed and open, the pointer away and in the picture, and each page of the side panel."""
    hand.resize(width, height)
    costs = {}
    for name, are_shown, is_pointed, page in _arrangements():
        hand.show_panels(are_shown)
        hand.open_page(page)
        hand.point(is_pointed)
        hand.wait(SETTLE_SECONDS)
        with hand.stretch() as cost:
            hand.wait(seconds)
        costs[name] = {**cost, "rss_mb": hand.rss_mb()}
    return costs


def _arrangements() -> Iterator[tuple[str, bool, bool, str]]:
    yield "panels closed", False, False, ""
    yield "panels open", True, False, ""
    yield "panels open, crosshair", True, True, ""
    for page in PAGES:
        yield f"panels open, {page}", True, False, page


def zoom(hand: Hand, width: int, height: int, pictures: int) -> dict[str, float]:
    """The wheel turns once for every picture, with all panels open and ten minutes of history."""
    hand.resize(width, height)
    hand.wait_until_full()
    hand.point(True)
    hand.wait(SETTLE_SECONDS)
    taken, worked = [], []
    turns = _turns()
    with hand.stretch() as cost:
        while len(taken) < pictures:
            notch, keys = next(turns)
            begun = time.thread_time()
            turned = hand.turn(notch, keys)
            spent = 1000 * (time.thread_time() - begun)
            taken.append(turned + hand.beat())
            worked.append(spent + hand.beat_work_ms)
    return {
        **percentiles("picture", taken),
        **percentiles("work", worked),
        "cpu": cost["cpu"],
        "lost": float(hand.live.session.stats.samples_lost),
    }


def _turns() -> Iterator[tuple[int, Qt.KeyboardModifier]]:
    """Longer and shorter, into the past and back, and up the frequencies."""
    time_, moments = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    frequency = Qt.KeyboardModifier.ControlModifier
    while True:
        for notch, keys in ((-1, time_), (1, moments), (1, time_), (1, frequency), (-1, frequency), (-1, moments)):
            for _ in range(NOTCHES):
                yield notch, keys


def switch(hand: Hand, views: list[float]) -> dict[str, object]:
    """Each scale, preset and resolution in turn, at each length of what is seen: ms until all of that is there."""
    hand.wait_until_full()
    hand.point(False)
    taken = {}
    for seconds in views:
        hand.controller.asking.ask(load_config(overrides=[f"display.seconds={seconds}"]))
        hand.wait(SETTLE_SECONDS)
        for name, config in _analyses(seconds):
            taken[f"{seconds:g} s: {name}"] = _changed(hand, config)
    stats = hand.live.session.stats
    return {"ms": taken, "lost": stats.samples_lost, "dropped": hand.controller.listeners.feed.columns_dropped}


def _analyses(seconds: float) -> Iterator[tuple[str, object]]:
    shown = [f"display.seconds={seconds}"]
    for scale in changes.SCALES[1:] + changes.SCALES[:1]:
        yield scale, changes.with_scale(load_config(overrides=shown), scale)
    for setting in (
        "stft.n_fft=512",
        "stft.n_fft=8192",
        "mel.n_mels=256",
        "stft.hop_length=160",
        "stft.window=blackman",
    ):
        yield setting, load_config(overrides=[*shown, setting])
    for preset in preset_names():
        yield preset, load_config(preset, overrides=shown)


def _changed(hand: Hand, config: object) -> float:
    done: list[float] = []
    hand.live.completed.connect(lambda: done.append(time.perf_counter()))
    begun = time.perf_counter()
    if hand.controller.asking.ask(config):
        hand.wait_until(lambda: bool(done))
    hand.live.completed.disconnect()
    hand.live.completed.connect(hand.controller._show_history)
    took = 1000 * (done[0] - begun) if done else 0.0
    hand.wait(BETWEEN_CHANGES_SECONDS)
    return took


def memory(hand: Hand) -> dict[str, float]:
    """MB at the beginning, and when ten minutes are full."""
    hand.wait(SETTLE_SECONDS / 2)
    begun = hand.rss_mb()
    history = hand.live.history
    store = hand.live.session.store
    hand.wait_until(lambda: hand.live.history.begin > 0)
    hand.wait(SETTLE_SECONDS)
    return {
        "begun": begun,
        "full": hand.rss_mb(),
        "history": sum(each.nbytes for each in vars(history).values() if hasattr(each, "nbytes")) / 1e6,
        "sound": sum(each.nbytes for each in vars(store).values() if hasattr(each, "nbytes")) / 1e6,
    }


def soak(hand: Hand, seconds: float, every: float, log: str) -> dict[str, object]:
    """MB every few seconds, once the history is full."""
    hand.wait_until_full()
    hand.wait(10 * SETTLE_SECONDS)
    begun = time.monotonic()
    found: list[float] = []
    with hand.stretch() as cost:
        while time.monotonic() - begun < seconds:
            found.append(hand.rss_mb())
            with open(log, "a", encoding="utf-8") as file:
                file.write(f"{time.monotonic() - begun:.0f} s {found[-1]:.1f} MB\n")
            hand.wait(every)
    stats = hand.live.session.stats
    return {"rss_mb": found, "lost": stats.samples_lost, "late": hand.live.late_pictures, **cost}
