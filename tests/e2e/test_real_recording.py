"""What is written into the pipe of the microphone is what is in the recording."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import soundfile
from numbered import NO_NUMBER, numbers_of, steps_between
from numbered_room import NumberedRoom

SECONDS = 3.0


def test_every_sample_is_in_the_recordings_bit_by_bit_and_none_is_missing_between_two(virtual_mic, tmp_path):
    words = [sys.executable, Path(__file__).with_name("recording_run.py"), SECONDS, tmp_path]
    environment = {**os.environ, **virtual_mic.environment}
    with NumberedRoom(virtual_mic):
        done = subprocess.run(list(map(str, words)), env=environment, stdout=subprocess.PIPE, timeout=60, check=True)
    said = json.loads(done.stdout)

    assert said["failures"] == ["", ""]
    numbers = numbers_of(np.concatenate([soundfile.read(path, dtype="float32")[0] for path in said["paths"]]))
    assert len(numbers) >= SECONDS * virtual_mic.wiring.rate
    assert not (numbers == NO_NUMBER).any()
    assert set(steps_between(numbers[:-1], numbers[1:])) == {1}
