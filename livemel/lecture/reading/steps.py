"""Steps of a scene's file, and the questions in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from livemel.lecture.activities import ACTIVITIES
from livemel.lecture.reading.reader import Reader
from livemel.lecture.scene import KINDS, MOST_ANSWERS, Question, Step
from livemel.lecture.views import VIEWS

STEP = {"kind", "title", "text", "notes", "minutes", "show", "play", "knobs", "live", "question", "activity"}
QUESTION = {"ask", "answers", "right", "why"}
MOST_MINUTES = 120


def read_step(reader: Reader, key: str, table: Any) -> Step:
    """One `[[steps]]`; `key` says which."""
    if not isinstance(table, dict):
        reader.tell(key, f"must be a table, got {table!r}")
        table = {}
    reader.known(key, table, STEP)
    kind = reader.text(key, table, "kind")
    if kind not in KINDS:
        reader.tell(f"{key}.kind", f"must be one of {', '.join(KINDS)}, got {kind!r}")
    minutes = reader.number(key, table, "minutes", 1.0)
    if not 0 < minutes <= MOST_MINUTES:
        reader.tell(f"{key}.minutes", f"must be above 0 and at most {MOST_MINUTES}, got {minutes:g}")
    shown = reader.value(key, table, "show", list, [])
    live = reader.value(key, table, "live", str, "")
    text = reader.text(key, table, "text")
    reader.check_numbers(f"{key}.text", text)
    reader.check_names(f"{key}.live", [live] if live else [], reader.sounds, "sound")
    question = reader.value(key, table, "question", dict, None)
    activity = reader.value(key, table, "activity", dict, None)
    if activity is not None and (question is not None or shown):
        reader.tell(f"{key}.activity", "cannot stand beside a question or show: a test has its own keys and picture")
    if kind == "predict" and question is None:
        reader.tell(f"{key}.question", "is missing: a step of kind predict asks one")
    return Step(
        kind=kind,
        title=reader.text(key, table, "title"),
        text=text,
        notes=reader.value(key, table, "notes", str, ""),
        minutes=minutes,
        show=tuple(reader.named(f"{key}.show[{i}]", view, "view", VIEWS) for i, view in enumerate(shown, 1)),
        play=reader.names_of(key, table, "play", reader.sounds, "sound"),
        knobs=reader.names_of(key, table, "knobs", reader.knobs, "knob"),
        live=live,
        question=None if question is None else read_question(reader, f"{key}.question", question),
        activity=None if activity is None else reader.named(f"{key}.activity", activity, "run", ACTIVITIES),
    )


def read_question(reader: Reader, key: str, table: Mapping[str, Any]) -> Question:
    """The `[steps.question]` of a step."""
    for misplaced in sorted((STEP - QUESTION) & set(table)):
        reader.tell(f"{key}.{misplaced}", "belongs to the step: put it above [steps.question]")
    reader.known(key, {each: value for each, value in table.items() if each not in STEP}, QUESTION)
    answers = reader.texts(key, table, "answers", least=2)
    if len(answers) > MOST_ANSWERS:
        reader.tell(f"{key}.answers", f"must be 2..{MOST_ANSWERS}, got {len(answers)}")
    right = reader.value(key, table, "right", int, 0)
    if answers and not 0 <= right <= len(answers):
        reader.tell(f"{key}.right", f"must be 1..{len(answers)}, or 0 where none is, got {right}")
    why = reader.texts(key, table, "why") if "why" in table else ()
    if why and len(why) != len(answers):
        reader.tell(f"{key}.why", f"must be one for each of the {len(answers)} answers, got {len(why)}")
    ask = reader.text(key, table, "ask")
    for place, text in [("ask", ask), ("why", " ".join(why)), ("answers", " ".join(answers))]:
        reader.check_numbers(f"{key}.{place}", text)
    return Question(ask=ask, answers=answers, right=right - 1 if right else None, why=why)
