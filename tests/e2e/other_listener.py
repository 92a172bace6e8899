"""Another program that listens to a microphone, so that it runs on while livemel does not."""

import contextlib
import os
import subprocess


@contextlib.contextmanager
def other_listener(mic, name):
    command = ["parec", f"--device={name}", "--raw", "--latency-msec=20"]
    environment = {**os.environ, **mic.environment}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
