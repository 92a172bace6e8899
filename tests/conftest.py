"""What every test stands on: a screen that is none, settings that are nobody's, and no silent skip in CI."""

import os
from itertools import count

import pytest
from hypothesis import settings

settings.register_profile("whatever else runs", deadline=None)
settings.load_profile("whatever else runs")

TESTS = count()
"""What a window remembers after one test is not known to the next."""


def pytest_configure(config):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch, tmp_path_factory):
    """The file and the variables in which the person at this machine keeps settings are out of sight."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.getbasetemp() / f"state-{next(TESTS)}"))
    monkeypatch.setenv("XDG_MUSIC_DIR", str(tmp_path_factory.getbasetemp() / f"music-{next(TESTS)}"))
    for name in [name for name in os.environ if name.startswith("LIVEMEL_")]:
        monkeypatch.delenv(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return _no_skip_in_ci((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return _no_skip_in_ci((yield))


def _no_skip_in_ci(report):
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"a test may not be skipped in CI: {reason}"
    return report
