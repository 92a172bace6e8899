"""One setting: what is outside its range or of another kind is refused, saying what is allowed and what was got."""

import math

import pytest
from config_strategies import ALL_SETTINGS

from livemel.config.layers import Layer, merge
from livemel.errors import ConfigError

OF_ANOTHER_KIND = {
    bool: [1, 0.0, "true", [True]],
    int: ["many", 1.5, True, [1], math.inf],
    float: ["many", True, math.nan, math.inf, 10**400, {}],
    str: [1, 0.5, True, [], {}],
}


def refused(section, key, value):
    with pytest.raises(ConfigError) as caught:
        merge([Layer("here", {section: {key: value}})])
    return caught.value.problems


def cases(values_of):
    """One test for each setting and value."""
    return [
        pytest.param(section, key, setting, value, id=f"{section}.{key}={str(value)[:20]}")
        for section, key, setting in ALL_SETTINGS
        for value in values_of(setting)
    ]


def outside(setting):
    kind = type(setting.default)
    if setting.choices:
        return [kind(77)]
    below = [setting.above] if setting.at_least is None else [setting.at_least - 1]
    above = [] if setting.at_most is None else [setting.at_most + 1]
    return [kind(limit) for limit in (*below, *above) if limit is not None]


def ends(setting):
    return [type(setting.default)(end) for end in (setting.at_least, setting.at_most) if end is not None]


@pytest.mark.parametrize(("section", "key", "setting", "value"), cases(outside))
def test_what_is_outside_its_range_is_refused_with_what_is_allowed_and_what_was_got(section, key, setting, value):
    assert refused(section, key, value)[0] == f"here: {section}.{key} must be {setting.allowed()}, got {value!r}"


@pytest.mark.parametrize(("section", "key", "setting", "value"), cases(ends))
def test_the_ends_of_a_range_are_in_it(section, key, setting, value):
    assert setting.read(value) == value


@pytest.mark.parametrize(
    ("section", "key", "setting", "value"), cases(lambda setting: OF_ANOTHER_KIND[type(setting.default)])
)
def test_a_value_of_another_kind_is_refused(section, key, setting, value):
    assert refused(section, key, value)[0].startswith(f"here: {section}.{key} must be {setting.allowed()}, got ")


@pytest.mark.parametrize(
    ("section", "key", "setting", "value"), cases(lambda setting: [*setting.choices, *setting.words])
)
def test_every_choice_and_every_word_is_allowed(section, key, setting, value):
    assert setting.read(value) == value


def test_a_whole_number_will_do_where_a_number_is_wanted():
    config = merge([Layer("here", {"display": {"seconds": 5}})])[0]

    assert repr(config.display.seconds) == "5.0"


def test_the_default_of_every_setting_is_allowed():
    for _, _, setting in ALL_SETTINGS:
        assert setting.read(setting.default) == setting.default
