"""The window as people use it, with real sound, keys and clicks: nothing that is done to the picture costs a sample."""

import numpy as np
import pytest
from experiments.switching import switch_settings
from numbered_room import NumberedRoom
from program import Program
from tap import Heard

AT_MOST_SECONDS = 10.0
NOWHERE = (1270, 795)
"""For a pointer that points at nothing."""
MANY_COLOURS = 50


def test_no_setting_that_is_switched_costs_a_sample_and_a_recording_made_meanwhile_has_every_one(virtual_mic, screen):
    switched = switch_settings(virtual_mic, screen)

    assert (switched.changed, switched.out_of_place, switched.lost, switched.unaccounted) == (0, 0, 0, 0)
    assert switched.recorded > virtual_mic.wiring.rate
    assert switched.breaks == 0


def test_a_saved_picture_opens_again_with_the_same_pixels(virtual_mic, screen, tmp_path):
    with NumberedRoom(virtual_mic):
        with Program(virtual_mic, screen, home=tmp_path) as program:
            program.hands.point(*NOWHERE)
            program.until(lambda look: look["sample_at_right_edge"] > virtual_mic.wiring.rate, AT_MOST_SECONDS)
            program.hands.resize(1000, 600)
            program.hands.press("6", "space")
            program.until(lambda look: look["viewport"]["end"] is not None and not look["is_changing"], AT_MOST_SECONDS)
            seen = program.still_picture()
            program.hands.press("s")
            program.until(lambda look: "Saved" in look["notice"], AT_MOST_SECONDS)
            program.end()
        (path,) = tmp_path.glob("*.png")
    with Program(virtual_mic, screen, path, home=tmp_path, hears=False) as program:
        look = program.look()
        program.hands.resize(
            look["size"][0] + seen.shape[1] - look["view"][2], look["size"][1] + seen.shape[0] - look["view"][3]
        )
        program.until(lambda look: look["view"][2:] == [seen.shape[1], seen.shape[0]], AT_MOST_SECONDS)
        again = program.still_picture()

    assert len(np.unique(seen.reshape(-1, 3), axis=0)) > MANY_COLOURS
    np.testing.assert_array_equal(again, seen)


def test_two_windows_are_two_programs_and_one_outlives_the_other(virtual_mic, screen):
    with NumberedRoom(virtual_mic), Program(virtual_mic, screen) as first, Program(virtual_mic, screen) as second:
        first.end(lambda: first.hands.press("q"))
        closed = second.look()
        goes_on = second.until(
            lambda look: look["samples_received"] > closed["samples_received"] + virtual_mic.wiring.rate / 2,
            AT_MOST_SECONDS,
        )
        assert goes_on["paints"] > closed["paints"]
        assert second.end()["samples_lost"] == 0
    heard = Heard(second.tap.blocks)
    assert (heard.strangers, set(heard.displacements)) == (0, {0})


@pytest.mark.parametrize("how", ["by key", "by signal"])
def test_settings_shape_panels_and_microphone_survive_a_restart(make_virtual_mic, screen, tmp_path, how):
    mic = make_virtual_mic(names=("desk", "usb"))
    with NumberedRoom(mic, "desk"), NumberedRoom(mic, "usb"):
        with Program(mic, screen, home=tmp_path) as program:
            program.until(lambda look: "usb" in look["microphones"], AT_MOST_SECONDS)
            program.choose("Microphone", "usb")
            program.until(lambda look: look["title"].endswith("usb"), AT_MOST_SECONDS)
            program.hands.press("6", "t", "w", "minus")
            program.hands.resize(1000, 700)
            left = program.until(
                lambda look: look["size"] == [1000, 700] and "wave" not in look["panels"], AT_MOST_SECONDS
            )
            program.end(None if how == "by signal" else lambda: program.hands.press("q"))
        with Program(mic, screen, home=tmp_path) as program:
            found = program.until(lambda look: look["microphone"] == "usb", AT_MOST_SECONDS)

    assert left["config"]["mel"]["scale"] == "erb"
    for what in ("config", "size", "panels", "title"):
        assert found[what] == left[what]


def test_a_run_of_a_given_duration_leaves_nothing_behind(virtual_mic, screen, tmp_path):
    with NumberedRoom(virtual_mic), Program(virtual_mic, screen, "--duration", 2, home=tmp_path) as program:
        program.hands.press("6", "t", "w")
        program.until(lambda look: "wave" not in look["panels"], AT_MOST_SECONDS)
        program.end(lambda: None)

    assert list(tmp_path.rglob("*")) == []
