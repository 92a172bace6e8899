"""The lecture's window: a step large enough for the last row, its sounds, knobs, questions and tests."""
