"""Metrics for Prometheus: the newest report, whenever somebody asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from prometheus_client import CollectorRegistry, ProcessCollector, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from livemel.errors import LivemelError
from livemel.monitor.outputs.address import Address
from livemel.monitor.report import Report
from livemel.monitor.rules.rule import Event
from livemel.monitor.state import State

STATES = tuple(state.value for state in State)


class Metrics(Collector):
    """An output and a keeper; a thread of its own answers. No label has more values than rules or third octaves.

    Parameters
    ----------
    address
        Where to listen; port 0: any that is free.
    nominal_thirds_hz
        What the third octaves of readings are called.
    rules
        Names of those that may have events: what is counted is there from the start, as 0, so that `increase()` of
        Prometheus sees the first.

    Raises
    ------
    LivemelError
        If nobody can listen there.
    """

    trouble = ""

    def __init__(self, address: Address, nominal_thirds_hz: tuple[float, ...] = (), rules: Sequence[str] = ()) -> None:
        self._report: Report | None = None  # written by the loop, read by who answers
        self._thirds_hz = nominal_thirds_hz
        self._clipped = 0
        self._lost_seconds = 0.0
        self._events: Counter[str] = Counter(dict.fromkeys(rules, 0))
        self._lasting: Counter[str] = Counter(dict.fromkeys(rules, 0))
        registry = CollectorRegistry()
        registry.register(self)
        ProcessCollector(registry=registry)
        try:
            self._server, self._thread = start_http_server(address.port, address.host, registry)
        except OSError as error:
            raise LivemelError(f"cannot tell metrics at {address}: {error.strerror or error}") from error
        self.address = Address(address.host, self._server.server_port)
        """Where it really listens."""

    def take(self, report: Report) -> None:
        """Remember the newest."""
        if report.reading is not None:
            self._clipped += report.reading.clipped
            self._lost_seconds = report.samples_lost / report.reading.sample_rate
        self._report = report

    def tell(self, event: Event) -> None:
        """Count it."""
        self._events[event.rule] += event.phase == "begin"
        self._lasting[event.rule] = int(event.phase == "begin")

    def close(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def describe(self) -> list[Metric]:
        """Nothing is promised before the first report."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Everything as it is now."""
        report = self._report
        if report is None:
            return
        source = report.source
        yield from self._levels(report)
        state = GaugeMetricFamily("livemel_state", "1 for the state that the source is in", labels=["source", "state"])
        for name in STATES:
            state.add_metric([source, name], float(name == report.state))
        yield state
        yield self._gauge("report_timestamp_seconds", "When the last second ended", source, report.utc)
        yield self._counter("samples_received", "Samples that came", source, report.samples_received)
        yield self._counter("samples_lost", "Samples that were lost", source, report.samples_lost)
        yield self._counter("gaps", "Gaps in the sound", source, report.gaps)
        yield self._counter("gap_seconds", "Seconds that were lost", source, self._lost_seconds)
        yield self._counter("clipped_samples", "Samples at full scale", source, self._clipped)
        yield from self._of_rules(source)

    def _levels(self, report: Report) -> Iterator[Metric]:
        reading, source = report.reading, report.source
        if reading is None:
            return
        for unit, told in (("dbfs", report.levels), ("db_spl", report.levels_db_spl)):
            if not told:
                continue
            family = GaugeMetricFamily(f"livemel_level_{unit}", "Of the last second", labels=["source", "measure"])
            for name, level in told.items():
                if level is not None:
                    family.add_metric([source, name], level)
            yield family
        for name in ("momentary", "short_term"):
            level = getattr(reading, name)
            if level is not None:
                yield self._gauge(f"loudness_{name}_lufs", "EBU R128", source, level)
        if reading.dominant_hz is not None:
            yield self._gauge("dominant_hz", "The strongest line", source, reading.dominant_hz)
        thirds = GaugeMetricFamily("livemel_third_octave_dbfs", "IEC 61260-1", labels=["source", "band_hz"])
        for hz, level in zip(self._thirds_hz, reading.thirds, strict=False):
            thirds.add_metric([source, f"{hz:g}"], level)
        yield thirds

    def _of_rules(self, source: str) -> Iterator[Metric]:
        events = CounterMetricFamily("livemel_events", "Events that have begun", labels=["source", "rule"])
        lasting = GaugeMetricFamily("livemel_event_lasts", "1 while one lasts", labels=["source", "rule"])
        for rule, count in list(self._events.items()):
            events.add_metric([source, rule], count)
            lasting.add_metric([source, rule], self._lasting[rule])
        yield events
        yield lasting

    @staticmethod
    def _gauge(name: str, words: str, source: str, value: float) -> Metric:
        family = GaugeMetricFamily(f"livemel_{name}", words, labels=["source"])
        family.add_metric([source], value)
        return family

    @staticmethod
    def _counter(name: str, words: str, source: str, value: float) -> Metric:
        family = CounterMetricFamily(f"livemel_{name}", words, labels=["source"])
        family.add_metric([source], value)
        return family
