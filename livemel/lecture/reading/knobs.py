"""Knobs and numbers of a scene's file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from livemel.lecture.measures import MEASURES
from livemel.lecture.reading.reader import Reader
from livemel.lecture.reading.values import MISSING
from livemel.lecture.scene import Knob, NumberSpec

KNOB = {"label", "values", "names", "low", "high", "step", "start", "unit", "seconds"}
FORM = re.compile(r"[^{}]*\{(:[+,]{0,2}(\.\d)?[efg%]?)?\}[^{}]*")
"""One number in braces, with at most 9 decimals, and words around it."""
NUMBER = {"measure", "is", "within", "form"}


def read_knob(reader: Reader, name: str, table: Mapping[str, Any]) -> Knob:
    """One `[knobs.NAME]`."""
    key = f"knobs.{name}"
    reader.known(key, table, KNOB)
    values = reader.numbers(key, table, "values")
    low = reader.number(key, table, "low", values[0] if values else MISSING)
    high = reader.number(key, table, "high", values[-1] if values else MISSING)
    if values and ("low" in table or "high" in table):
        reader.tell(f"{key}.values", "cannot stand beside low and high: the values say where the knob ends")
    if len(values) == 1:
        reader.tell(f"{key}.values", "must be at least 2")
    if list(values) != sorted(set(values)):
        reader.tell(f"{key}.values", "must rise")
    if not low < high and not values and {"low", "high"} <= set(table):
        reader.tell(f"{key}.high", f"must be above low = {low:g}, got {high:g}")
    start = reader.number(key, table, "start", low)
    if not low <= start <= high or (values and start not in values):
        reader.tell(f"{key}.start", f"must be one of its values, got {start:g}")
    step = reader.number(key, table, "step", (high - low) / 20 or 1.0)
    seconds = reader.number(key, table, "seconds", 0.0)
    if step <= 0 or (not values and step > high - low > 0):
        reader.tell(f"{key}.step", f"must be above 0 and at most {high - low:g}, got {step:g}")
    if seconds < 0:
        reader.tell(f"{key}.seconds", f"must be at least 0, got {seconds:g}")
    told = reader.texts(key, table, "names") if "names" in table else ()
    if values and told and len(told) != len(values):
        reader.tell(f"{key}.names", f"must be one for each of its {len(values)} values, got {len(told)}")
    if told and len(told) < 2:
        reader.tell(f"{key}.names", "must be at least 2")
    label = reader.text(key, table, "label")
    unit = reader.value(key, table, "unit", str, "")
    return Knob(
        name=name, label=label, values=values, low=low, high=high, step=max(step, 1e-9), start=start, unit=unit,
        names=told, seconds=seconds,
    )  # fmt: skip


def read_number(reader: Reader, name: str, table: Mapping[str, Any]) -> NumberSpec:
    """One `[numbers.NAME]`."""
    key = f"numbers.{name}"
    told = {each: value for each, value in table.items() if each not in NUMBER}
    form = reader.value(key, table, "form", str, "{:.0f}")
    if not FORM.fullmatch(form):
        reader.tell(f"{key}.form", f'must be a format such as "{{:.1f}} Hz", got {form!r}')
    within = reader.number(key, table, "within", MISSING)
    if within < 0:
        reader.tell(f"{key}.within", f"must be at least 0, got {within:g}")
    return NumberSpec(
        name=name,
        measure=reader.call(key, reader.text(key, table, "measure"), told, MEASURES, "measure"),
        expected=reader.number(key, table, "is", MISSING),
        within=within,
        form=form,
    )
