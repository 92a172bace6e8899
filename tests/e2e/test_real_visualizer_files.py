"""A sound file in the real window: it plays with its transport beside it."""

import numpy as np
import soundfile
from program import Program

AT_MOST_SECONDS = 10.0
RATE = 48_000
SECONDS = 30


def test_a_file_plays_is_paused_and_goes_on_by_the_transport(virtual_mic, screen, tmp_path):
    path = tmp_path / "tone.wav"
    soundfile.write(path, 0.25 * np.sin(2 * np.pi * 1000 * np.arange(SECONDS * RATE) / RATE), RATE)
    with Program(virtual_mic, screen, "--source", f"file:{path}", is_tapped=False) as program:
        program.until_seen("Pause the file")
        program.click("Pause the file")
        program.until_seen("Play the file")
        held = program.look()["samples_received"]
        program.click("Play the file")
        went_on = program.until(lambda look: look["samples_received"] > held + RATE / 2, AT_MOST_SECONDS)
        stats = program.end()

    assert "tone.wav" in went_on["title"]
    assert stats["source"] == "file"
    assert stats["samples_lost"] == 0
