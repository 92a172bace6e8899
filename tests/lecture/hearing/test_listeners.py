"""Simulated listeners answer as the theory of detection says."""

from __future__ import annotations

import numpy as np
import pytest

from livemel.lecture.hearing.listeners import TWO_DOWN_ONE_UP, Listener, listener_with


def test_the_closed_form_is_the_inverse_of_the_share() -> None:
    listener = Listener(3.0, lapses=0.04)
    for share in (0.6, TWO_DOWN_ONE_UP, 0.79, 0.95):
        assert listener.share_right(listener.threshold(share)) == pytest.approx(share)


def test_no_difference_is_guessed_and_d_prime_of_1_is_right_in_76_percent() -> None:
    assert Listener(2.0).share_right(0.0) == 0.5
    assert Listener(2.0).share_right(2.0) == pytest.approx(0.7602, abs=1e-4)


def test_answers_come_as_often_as_the_share_says() -> None:
    listener, chance = listener_with(5.0), np.random.default_rng(0)
    right = np.mean([listener.is_right(5.0, chance) for _ in range(20_000)])

    assert right == pytest.approx(TWO_DOWN_ONE_UP, abs=0.01)
