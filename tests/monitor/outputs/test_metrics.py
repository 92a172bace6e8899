"""What Prometheus reads is the newest report, as a real parser understands it."""

from __future__ import annotations

import socket
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families
from reports import RATE, report

from livemel.errors import LivemelError
from livemel.monitor.outputs.address import Address
from livemel.monitor.outputs.metrics import Metrics
from livemel.monitor.rules.rule import Event


@pytest.fixture
def metrics():
    metrics = Metrics(Address("127.0.0.1", 0), (500.0, 1000.0), ["loud"])
    yield metrics
    metrics.close()


def read(metrics):
    with urlopen(f"http://{metrics.address}/metrics", timeout=5) as page:
        families = text_string_to_metric_families(page.read().decode())
        return {
            (sample.name, *sorted(sample.labels.values())): sample.value for each in families for sample in each.samples
        }


def test_levels_state_losses_and_third_octaves_are_told(metrics):
    metrics.take(report(3, laeq=-31.5, clipped=4, thirds=(-50.0, -40.0)))
    told = read(metrics)

    assert told["livemel_level_dbfs", "laeq", "mic"] == -31.5
    assert told["livemel_third_octave_dbfs", "1000", "mic"] == -40.0
    assert (told["livemel_state", "mic", "ok"], told["livemel_state", "dead", "mic"]) == (1, 0)
    assert told["livemel_samples_received_total", "mic"] == 4 * RATE
    assert told["livemel_clipped_samples_total", "mic"] == 4
    assert told["livemel_report_timestamp_seconds", "mic"] == 1003
    assert ("process_resident_memory_bytes",) in told


def test_of_a_calibrated_microphone_sound_pressure_is_told_too_as_in_reports(metrics):
    told_by = report(1, db_spl_offset=124.0, rms=-30.0, peak=-30.0)
    metrics.take(told_by)
    told = read(metrics)

    assert told["livemel_level_db_spl", "mic", "rms"] == 94.0
    assert told["livemel_level_db_spl", "mic", "peak"] == pytest.approx(told_by.as_dict()["peak_db_spl"], abs=0.01)


def test_of_a_rule_without_an_event_there_is_a_zero_from_the_first_report_on(metrics):
    metrics.take(report(1))
    told = read(metrics)

    assert (told["livemel_events_total", "loud", "mic"], told["livemel_event_lasts", "loud", "mic"]) == (0, 0)


def test_events_are_counted_and_a_lasting_one_is_marked(metrics):
    begin = Event(id="1", rule="loud", phase="begin", source="mic", utc=0.0, sample=None, value=0.0)
    end = Event(id="1", rule="loud", phase="end", source="mic", utc=0.0, sample=None, value=0.0)
    metrics.take(report(1))
    for each in (begin, end, begin):
        metrics.tell(each)
    told = read(metrics)

    assert told["livemel_events_total", "loud", "mic"] == 2
    assert told["livemel_event_lasts", "loud", "mic"] == 1


def test_before_anything_was_heard_and_of_a_second_without_sound_nothing_is_made_up(metrics):
    assert not any(name[0].startswith("livemel") for name in read(metrics))
    metrics.take(report(1, heard=False, state="lost"))
    told = read(metrics)

    assert told["livemel_state", "lost", "mic"] == 1
    assert not any(name[0].startswith("livemel_level") for name in told)


def test_a_port_that_is_taken_is_told():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(LivemelError, match=r"cannot tell metrics at 127\.0\.0\.1:\d+: Address already in use"):
            Metrics(Address("127.0.0.1", other.getsockname()[1]))
