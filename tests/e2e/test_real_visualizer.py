"""The window as people use it, with real sound, keys and clicks: nothing that is done to the picture costs a sample."""

from experiments.switching import switch_settings


def test_no_setting_that_is_switched_costs_a_sample_and_a_recording_made_meanwhile_has_every_one(virtual_mic, screen):
    switched = switch_settings(virtual_mic, screen)

    assert (switched.changed, switched.out_of_place, switched.lost, switched.unaccounted) == (0, 0, 0, 0)
    assert switched.recorded > virtual_mic.wiring.rate
    assert switched.breaks == 0
