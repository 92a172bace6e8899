"""The panels are told what changed, and no more."""

import pytest
from panels import make_page


@pytest.fixture
def told():
    """A page, and the names of the signals it emits from now on."""
    page, told = make_page(), []
    page.frequenciesChanged.connect(lambda: told.append("frequencies"))
    page.viewportChanged.connect(lambda: told.append("viewport"))
    return page, told


def test_zooming_in_time_leaves_the_frequencies(told):
    page, signals = told
    axis = page.axis
    page.zoom_time(0.5, 18.0)
    assert signals == ["viewport"]
    assert page.axis is axis


def test_other_frequencies_are_told_before_the_viewport(told):
    page, signals = told
    page.look(page.viewport.with_frequencies(0.2, 0.6))
    assert signals == ["frequencies", "viewport"]


def test_another_axis_of_the_same_part_is_told_too(told):
    page, signals = told
    page.show(page.config, page.whole_axis)
    assert signals == ["frequencies", "viewport"]
