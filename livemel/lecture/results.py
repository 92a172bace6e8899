"""Results: what a class has answered, as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from livemel.files import written_whole
from livemel.lecture.presenter import Presenter

COLUMNS = ("time_utc", "scene", "step", "kind", "item", "answer", "votes", "right", "value", "low", "high", "unit")
"""One row for every answer of a question, and for every result of a listening test."""

Row = tuple[str | int | float, ...]


def rows(presenter: Presenter, now: datetime | None = None) -> list[Row]:
    """Without the header; questions to which nobody said anything are left out."""
    stamp = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    return [(stamp, *row) for row in [*_votes(presenter), *_tests(presenter)]]


def _votes(presenter: Presenter) -> Iterator[Row]:
    for (scene, step), answered in sorted(presenter.answered.items()):
        question = presenter.step_at((scene, step)).question
        if question is None or not any(answered.votes):
            continue
        for number, (answer, votes) in enumerate(zip(question.answers, answered.votes, strict=True)):
            right = "" if question.right is None else ("yes" if number == question.right else "no")
            name = presenter.scenes[scene].name
            yield (name, step + 1, "question", question.ask, answer, votes, right, "", "", "", "")


def _tests(presenter: Presenter) -> Iterator[Row]:
    for (scene, step), activity in sorted(presenter.activities.items()):
        for result in activity.results():
            right = "" if result.right is None else ("yes" if result.right else "no")
            numbers = ("" if each is None else each for each in (result.value, result.low, result.high))
            name = presenter.scenes[scene].name
            yield (name, step + 1, "test", result.item, result.answer, "", right, *numbers, result.unit)


def csv_text(presenter: Presenter) -> str:
    """The whole file."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(rows(presenter))
    return text.getvalue()


def save_results(presenter: Presenter, path: str) -> None:
    """Write the file. Raises LivemelError if it cannot be written."""
    with written_whole(path) as file:
        file.write(csv_text(presenter).encode())
