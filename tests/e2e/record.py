"""Record the default microphone: `record.py SECONDS RATE OUT.f32`; says "listening", then writes float32 mono."""

import sys
import time
from pathlib import Path

import rtmixer

SAMPLE_BYTES = 4
PATIENCE_SECONDS = 10.0


def record(seconds, rate, out):
    wanted = round(seconds * rate)
    ring = rtmixer.RingBuffer(SAMPLE_BYTES, 1 << (2 * wanted).bit_length())
    with rtmixer.Recorder(channels=1, samplerate=rate, latency="low") as recorder:
        recorder.record_ringbuffer(ring)
        print("listening", flush=True)
        deadline = time.monotonic() + seconds + PATIENCE_SECONDS
        while ring.read_available < wanted:
            if time.monotonic() > deadline:
                raise SystemExit(f"{ring.read_available} of {wanted} samples came")
            time.sleep(0.01)
        overflows = recorder.fetch_and_reset_stats().stats.input_overflows
    _, first, second = ring.get_read_buffers(wanted)
    out.write_bytes(bytes(first) + bytes(second))
    if overflows:
        raise SystemExit(f"{overflows} overflows")


record(float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
