"""Record the default microphone with a session's recorder: `recording_run.py SECONDS FOLDER`; says what came of it."""

import json
import sys
import time
from pathlib import Path

from livemel.config import Config
from livemel.recording.recorder import Recorder
from livemel.runtime.opening import Opening

PATIENCE_SECONDS = 10.0


def run(seconds, folder):
    recorder = Recorder()
    with Opening(Config(), [recorder]).session() as session:
        rate = session.source.sample_rate
        session.start()
        deadline = time.monotonic() + seconds + PATIENCE_SECONDS
        while not session.stats.samples_received and time.monotonic() < deadline:
            time.sleep(0.01)
        for part in ("first", "second"):
            recorder.start(folder, part, rate)
            while recorder.seconds < seconds / 2 and time.monotonic() < deadline:
                time.sleep(0.01)
        recorder.stop()
        time.sleep(0.2)  # the session goes on
    recorder.close()
    ended = recorder.take_ended()
    print(json.dumps({"paths": [str(one.path) for one in ended], "failures": [one.failure for one in ended]}))


run(float(sys.argv[1]), Path(sys.argv[2]))
